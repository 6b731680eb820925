import { beforeEach, describe, expect, it } from 'vitest';
import type { CallerName } from '../../builders/callers.ts';
import { openDataset } from '../../builders/dataset.ts';
import { type TestPlatform, testPlatform } from '../../builders/platform.ts';
import { casesOf, created, give, pointersOf, read, through, told, viewOf } from './a-case.ts';

let p: TestPlatform;
let call: ReturnType<typeof casesOf>;

beforeEach(() => {
  p = testPlatform();
  call = casesOf(p);
});

const ready = (over: object = {}) => openDataset(p, { submitted: 'ready', over });
const submit = (as: CallerName = 'agency-clerk', datasetId = 'air', headers = {}) =>
  call('publication', { as, body: { datasetId }, headers });
const air = () => p.catalog.load('air' as never);

describe('submitting for publication', () => {
  it('QD-12.1: is received: 201, at formal review, with two working days', async () => {
    await ready();
    const kase = await created(submit());
    expect(kase).toMatchObject({ procedure: 'publication', stage: 'formal-review', settled: true, version: 1 });
    expect(kase.deadlines).toMatchObject([
      {
        clause: 'QD-12.2a',
        startedOn: '2026-09-21',
        dueOn: '2026-09-23',
        dueAt: '2026-09-23T16:00:00.000Z',
        length: 2,
      },
    ]);
    expect((await air()).submission).toBe(kase.id);
  });

  it.each(['agency-clerk', 'agency-reviewer', 'agency-principal'] as const)('is for the %s', async (as) => {
    await ready();
    expect((await submit(as)).status).toBe(201);
  });

  it.each([
    ['anonymous', 401, 'sign-in-required'],
    ['company', 403, 'forbidden'],
    ['regulator', 403, 'forbidden'],
    ['operator', 403, 'forbidden'],
    ['other-agency-clerk', 404, 'not-found'],
  ] as const)('is not for %s: %i', async (as, status, code) => {
    await ready();
    expect(await submit(as)).toMatchObject({ status, body: { code } });
    expect((await air()).submission).toBeUndefined();
  });

  it('is of a dataset that there is: 404', async () => {
    expect(await submit('agency-clerk', 'nothing')).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('QD-12.1: names every step that is missing: 422', async () => {
    await ready({ dictionary: undefined, release: undefined });
    const refused = await submit();
    expect(refused).toMatchObject({ status: 422, body: { code: 'incomplete' } });
    expect(pointersOf(refused)).toEqual([
      '/dictionary',
      '/release/uploadId',
      '/release/securityReview',
      '/release/riskAssessment',
      '/release/masking',
    ]);
    expect(told(refused).detail).toBe('dataset air lacks 5 step(s) before it can be submitted');
  });

  it.each([
    ['dictionary', { dictionary: undefined }, '/dictionary', '缺少数据字典(QD-12.1)'],
    ['security review', { release: { securityReview: undefined } }, '/release/securityReview', '缺少安全审查(QD-12.1)'],
    [
      'risk assessment',
      { release: { riskAssessment: undefined } },
      '/release/riskAssessment',
      '缺少安全风险评估(QD-25)',
    ],
    [
      'decision on masking',
      { release: { masking: undefined } },
      '/release/masking',
      '没有确定脱敏规则;无需脱敏时请提交空列表(QD-12.1)',
    ],
    [
      'passed security review',
      { release: { securityReview: { conclusion: '不通过', reviewer: '安全员' } } },
      '/release/securityReview/conclusion',
      '安全审查没有通过(QD-12.1)',
    ],
  ])('QD-12.1: names the missing %s alone', async (_, lacking, pointer, detail) => {
    const { release } = await openDataset(p, { id: 'whole', submitted: 'ready' });
    const over = 'release' in lacking ? { release: { ...release, ...lacking.release } } : lacking;
    await ready(over);
    const refused = await submit('agency-clerk', 'air', { 'Accept-Language': 'zh-CN' });
    expect(refused.status).toBe(422);
    expect(told(refused).errors).toEqual([{ pointer, detail }]);
  });

  it('QD-9b: of data that is not to be opened takes its entry alone', async () => {
    const { entry } = await openDataset(p, { id: 'whole', submitted: 'ready' });
    const closed = { ...entry, openness: 'closed', openingModes: [], legalBasis: '《保守国家秘密法》第二十条' };
    await ready({ entry: closed, dictionary: undefined, release: undefined });
    expect((await submit()).status).toBe(201);
  });

  it('twice is a conflict that names the first case: 409', async () => {
    await ready();
    const { id } = await created(submit());
    const refused = await submit('agency-reviewer');
    expect(refused).toMatchObject({ status: 409, body: { code: 'conflict', state: { submission: id } } });
    expect(told(refused).detail).toContain(id);
  });

  it('twice at once is received once', async () => {
    await ready();
    const statuses = (await Promise.all([submit(), submit('agency-reviewer')])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, 409]);
  });

  it('is refused with unknown and missing fields named at once', async () => {
    const refused = await call('publication', { as: 'agency-clerk', body: { dataset: 'air' } });
    expect(pointersOf(refused).sort()).toEqual(['/dataset', '/datasetId']);
  });
});

describe('the formal review (QD-12.2a)', () => {
  let id: string;
  beforeEach(async () => {
    await ready();
    id = (await created(submit())).id;
  });

  it('passed: publishes what was submitted', async () => {
    await through(p, id, ['regulator', 'pass']);
    expect(viewOf(await read(p, id, 'agency-clerk'))).toMatchObject({ state: 'closed', outcome: 'published' });
    expect((await air()).published?.caseId).toBe(id);
    expect(await p.objects.gates('datasets/air/')).toEqual(['open']);
  });

  it('returned: gives the dataset back to its agency with all reasons at once', async () => {
    await through(p, id, ['regulator', 'return', { reason: undefined, reasons: ['标题不清', '缺少说明'] }]);
    const seen = viewOf(await read(p, id, 'agency-clerk'));
    expect(seen).toMatchObject({ stage: 'correction', reasons: ['标题不清', '缺少说明'], state: 'open' });
    expect(seen.timeline.at(-1)).toMatchObject({
      command: 'return',
      to: 'correction',
      reasons: ['标题不清', '缺少说明'],
    });
    expect((await air()).submission).toBeUndefined();
  });

  it('QD-12.2b: what is resubmitted is reviewed anew, by a new clock; the first stays on record', async () => {
    await through(p, id, ['regulator', 'return']);
    p.setNow('2026-09-24T01:00:00Z');
    await through(p, id, ['agency-clerk', 'resubmit']);
    const { deadlines, stage } = viewOf(await read(p, id, 'regulator'));
    expect(stage).toBe('formal-review');
    expect(deadlines.map(({ startedOn, dueOn, endedAt }) => [startedOn, dueOn, endedAt])).toEqual([
      ['2026-09-21', '2026-09-23', '2026-09-21T01:00:00.000Z'],
      ['2026-09-24', '2026-09-29', undefined],
    ]);
    expect((await air()).submission).toBe(id);
  });

  it('QD-12.2b: what is resubmitted incomplete is refused with the steps that are missing, and stays where it is', async () => {
    await through(p, id, ['regulator', 'return']);
    const { release: _, ...dropped } = await air();
    await p.catalog.change('air' as never, p, (dataset) => ({
      next: { ...dropped, version: dataset.version, chain: dataset.chain },
      body: { type: 'revised' },
      by: { role: 'agency-clerk' },
    }));
    const refused = await give(p, id, 'agency-clerk', { command: 'resubmit' });
    expect(refused).toMatchObject({ status: 422, body: { code: 'incomplete' } });
    expect(viewOf(await read(p, id, 'agency-clerk')).stage).toBe('correction');
  });

  it('a command that meets a change of the dataset is carried out on the changed one', async () => {
    const load = p.catalog.load;
    let once = true;
    p.catalog.load = async (datasetId) => {
      const seen = await load(datasetId);
      if (once) {
        once = false;
        await p.catalog.change(datasetId, p, (dataset) => ({
          next: { ...dataset, suspendedBy: ['case-9' as never] },
          body: { type: 'suspended', caseId: 'case-9' as never },
          by: { role: 'platform' },
        }));
      }
      return seen;
    };
    expect((await give(p, id, 'regulator', { command: 'return', reason: '不规范' })).status).toBe(200);
    expect(await air()).toMatchObject({ suspendedBy: ['case-9'] });
    expect((await air()).submission).toBeUndefined();
  });

  it('withdrawn: gives the dataset back and closes', async () => {
    await through(p, id, ['agency-principal', 'withdraw']);
    expect(viewOf(await read(p, id, 'agency-clerk'))).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
    expect((await air()).submission).toBeUndefined();
    expect((await submit()).status).toBe(201);
  });
});

describe("a district agency's publication", () => {
  it("QD-8: is reviewed by its district's regulator, not by the municipal one", async () => {
    await ready({ publisher: 'laoshan-housing-bureau', district: 'laoshan' });
    const { id } = await created(submit('district-clerk'));
    expect(await give(p, id, 'regulator', { command: 'pass' })).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
    expect((await give(p, id, 'district-regulator', { command: 'pass' })).status).toBe(200);
  });
});
