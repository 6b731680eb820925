import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../architecture/sources.ts';
import { resources, type SynthesizedCity, synthesized, written } from './a-synthesized-city.ts';

let city: SynthesizedCity;

beforeAll(() => {
  city = synthesized();
});

const alarms = () => resources(city.observability, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);

/** What an alarm watches, as text: `Errors of <export of the function>`. */
const watched = () =>
  alarms().map(({ MetricName, Dimensions }) => {
    const [dimension] = Dimensions as { Value: unknown }[];
    return `${MetricName} of ${written(dimension?.Value)}`;
  });

describe('the alarms', () => {
  it('each name a heading of the runbook, and no heading of an alarm is without one', () => {
    const headings = [...readFileSync(join(root, 'docs/runbook.md'), 'utf8').matchAll(/^## ([a-z-]+)$/gm)].map(
      ([, heading]) => `See docs/runbook.md#${heading}`,
    );
    const named = new Set(alarms().map(({ AlarmDescription }) => AlarmDescription));

    expect([...named].sort()).toEqual(headings.sort());
  });

  it('watch every function', () => {
    const functions = [city.api, city.workflow].flatMap((stack) => resources(stack, 'AWS::Lambda::Function'));

    for (const [id] of functions) {
      expect(
        watched().some((each) => each.startsWith('Errors of ') && each.includes(`Ref${id}`)),
        id,
      ).toBe(true);
    }
  });

  it('watch every machine', () => {
    const machines = resources(city.workflow, 'AWS::StepFunctions::StateMachine');

    for (const [id] of machines) {
      expect(
        watched().some((each) => each.startsWith('ExecutionsFailed of ') && each.includes(`Ref${id}`)),
        id,
      ).toBe(true);
    }
  });

  it('take a reconciler that doesn’t run for two hours for a fault', () => {
    const silent = alarms().find(({ MetricName }) => MetricName === 'Invocations');

    expect(silent).toMatchObject({
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      Period: 7200,
      TreatMissingData: 'breaching',
    });
  });

  it('all tell one topic, which lets them', () => {
    const [[topic] = ['']] = resources(city.observability, 'AWS::SNS::Topic');
    const told = new Set(alarms().flatMap(({ AlarmActions }) => (AlarmActions as unknown[]).map(written)));

    expect([...told]).toEqual([`<${topic}>`]);
    city.observability.template.hasResourceProperties('AWS::SNS::Topic', { TopicName: 'qingdao-alarms' });
    const [, policy] = resources(city.observability, 'AWS::SNS::TopicPolicy')[0] ?? [];
    expect(policy?.Properties.PolicyDocument).toMatchObject({
      Statement: [
        { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
        { Effect: 'Allow', Action: 'sns:Publish', Principal: { Service: 'cloudwatch.amazonaws.com' } },
      ],
    });
  });
});
