import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Annotations, type App, CfnResource } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { cities, cityNamed } from '../../cities/all.ts';
import { qingdao } from '../../cities/qingdao.ts';
import { LocalDate } from '../../domain/calendar/dates.ts';
import { acknowledgements } from '../../infra/acknowledgements.ts';
import { addCity, checkedApp } from '../../infra/checked-app.ts';
import { CityStage, type CityStageProps } from '../../infra/city-stage.ts';
import { cityWith, domain, noBundles } from './a-synthesized-city.ts';

// CloudFormation's rules are compiled first, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

let outdir: string;

beforeAll(() => {
  outdir = mkdtempSync(join(tmpdir(), 'findings-'));
});

afterAll(() => rmSync(outdir, { recursive: true }));

function appOf(props: Partial<CityStageProps> = {}): { app: App; stage: CityStage } {
  const app = checkedApp({ outdir });
  return { app, stage: addCity(app, { city: qingdao, bundles: noBundles, ...props }) };
}

describe('synth', () => {
  const real = cityWith({ demonstration: false, region: 'cn-northwest-1', domain });

  it.each([
    ...cities.map((city) => [city.name, { city }] as const),
    ['a real city of an account', { city: real, account: '123456789012' }] as const,
  ])('finds nothing in %s that isn’t acknowledged', (_name, props) => {
    const { app } = appOf(props);

    expect(() => app.synth()).not.toThrow();
  });

  it('tells of a regulation that isn’t in force, and doesn’t fail for it', () => {
    const { app, stage } = appOf({ city: cityNamed('jinfeng'), today: LocalDate.parse('2025-08-02') });

    expect(() => app.synth()).not.toThrow();
    const told = (on: typeof stage) => on.data.node.metadata.filter(({ type }) => type === 'aws:cdk:info');
    expect(JSON.stringify(told(stage))).toContain('was in force to 2025-08-01 and has expired');
    expect(told(appOf({ city: cityNamed('jinfeng'), today: LocalDate.parse('2025-08-01') }).stage)).toEqual([]);
  });

  it('fails on a warning of the CDK', () => {
    const { app, stage } = appOf();
    Annotations.of(stage.data).addWarningV2('made-up', 'something is odd');

    expect(() => app.synth()).toThrow('something is odd');
  });

  it('fails on what CloudFormation would refuse', () => {
    const { app, stage } = appOf();
    const [one, other] = ['One', 'Other'].map((id) => new CfnResource(stage.data, id, { type: 'AWS::SNS::Topic' }));
    if (one && other) {
      one.addPropertyOverride('TopicName', other.ref);
      other.addPropertyOverride('TopicName', one.ref);
    }

    expect(() => app.synth()).toThrow(/[Cc]ircular/);
  });

  it('fails on what cdk-nag finds', () => {
    const { app, stage } = appOf();
    new Bucket(stage.data, 'Unlogged');

    expect(() => app.synth()).toThrow('AwsSolutions-S1');
  });
});

describe('the acknowledgements', () => {
  it('each answer a finding that stands there without them, and each say why', () => {
    const app = checkedApp({ outdir });
    const stage = new CityStage(app, { city: qingdao, bundles: noBundles });
    expect(() => app.synth()).toThrow('AwsSolutions-');
    const found = new AwsSolutionsChecks()
      .validateScope(app)
      .violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(({ constructPath = '' }) => ({ id: ruleName, path: `${constructPath}/` })),
      );

    for (const { id, at, reason } of acknowledgements(stage)) {
      const idle = at.filter(
        ({ node }) => !found.some((each) => each.id === id && each.path.startsWith(`${node.path}/`)),
      );
      expect(
        idle.map(({ node }) => node.path),
        id,
      ).toEqual([]);
      expect(reason.length, id).toBeGreaterThan(20);
    }
  });
});
