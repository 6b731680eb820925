import { beforeEach, describe, expect, it } from 'vitest';
import { firstBreak } from '../../../domain/audit/chain.ts';
import { type Dataset, stateOf } from '../../../domain/catalog/dataset.ts';
import { rowsKey } from '../../../domain/catalog/release.ts';
import { CaseId, type DatasetId } from '../../../domain/ids.ts';
import { ConditionFailed } from '../../../functions/stores/engine.ts';
import {
  correct,
  markSuspendedWrites,
  publish,
  releaseSubmissionWrites,
  restore,
  submitWrites,
  suspend,
  takeDown,
} from '../../../functions/stores/opening.ts';
import { anEntry, catalogOf, opened, openedBy, prepared } from '../../builders/catalog.ts';
import { type TestPlatform, testPlatform } from '../../builders/platform.ts';

let p: TestPlatform;
let id: DatasetId;
const [c1, c2, c3] = ['c1', 'c2', 'c3'].map((each) => CaseId.parse(each)) as [CaseId, CaseId, CaseId];

beforeEach(() => {
  p = testPlatform();
});

const dataset = (): Promise<Dataset> => p.catalog.load(id);
const state = async () => stateOf(await dataset());
const gates = async () => [...new Set(await p.objects.gates(`datasets/${id}/`))];
const acts = async (): Promise<string[]> => (await p.catalog.history(id)).map(({ event }) => event.body.type).slice(3);
const prepareAgain = async (): Promise<void> => {
  const uploadId = (await dataset()).release?.uploadId;
  const reviews = {
    securityReview: { conclusion: '可以开放', reviewer: '安全员' },
    riskAssessment: { conclusion: '低风险' },
  };
  const body = { uploadId, ...reviews, masking: [{ column: '负责人', rule: 'remove' }] };
  const { status, text } = await catalogOf(p).uploads('prepareRelease', { as: 'agency-clerk', params: { id }, body });
  expect(status, text).toBe(200);
};

describe('submitting and publishing', () => {
  beforeEach(async () => {
    id = await prepared(p);
  });

  it('locks the dataset for the review of one case', async () => {
    await p.engine.write(submitWrites(await dataset(), c1, p.now()));
    const submitted = await dataset();
    expect(await state()).toBe('submitted');
    expect(submitWrites(submitted, c1, p.now())).toEqual([]);
    expect(() => submitWrites(submitted, c2, p.now())).toThrow(/under review in case c1/);
  });

  it('belongs to the transaction of its case: whoever read an older dataset writes nothing', async () => {
    const before = await dataset();
    await p.engine.write(submitWrites(before, c1, p.now()));
    await expect(p.engine.write(submitWrites(before, c2, p.now()))).rejects.toThrow(ConditionFailed);
    expect((await dataset()).submission).toBe('c1');
  });

  it('gives the dataset back, and to its own case only', async () => {
    await p.engine.write(submitWrites(await dataset(), c1, p.now()));
    expect(releaseSubmissionWrites(await dataset(), c2, p.now())).toEqual([]);
    await p.engine.write(releaseSubmissionWrites(await dataset(), c1, p.now()));
    expect(await state()).toBe('draft');
  });

  it('QD-12.2a: opens every gate of the release, and only once however often it is told', async () => {
    await p.engine.write(submitWrites(await dataset(), c1, p.now()));
    await publish(p, id, c1);
    await publish(p, id, c1);
    expect(await state()).toBe('published');
    expect(await gates()).toEqual(['open']);
    expect(await acts()).toEqual(['submitted', 'published']);
  });

  it('finishes what a broken storage left undone when it is told again', async () => {
    await p.engine.write(submitWrites(await dataset(), c1, p.now()));
    p.objects.fail('setGate');
    await expect(publish(p, id, c1)).rejects.toThrow('storage fails');
    expect(await gates()).toEqual(['closed']);
    await publish(p, id, c1);
    expect(await gates()).toEqual(['open']);
    expect(await acts()).toEqual(['submitted', 'published']);
  });

  it('publishes nothing that was not submitted in that case', async () => {
    await expect(publish(p, id, c1)).rejects.toThrow(/isn't submitted in case c1/);
  });

  it('closes what the new release replaces', async () => {
    const old = await openedBy(p, id, 'c1');
    await prepareAgain();
    const now = await openedBy(p, id, 'c2');
    expect(await p.objects.gates(rowsKey(id, old.published?.release?.id ?? ''))).toEqual(['closed']);
    expect(await p.objects.gates(rowsKey(id, now.published?.release?.id ?? ''))).toEqual(['open']);
  });

  it('keeps the day of first publication', async () => {
    const { issued } = await openedBy(p, id, 'c1');
    p.pass(86_400);
    await prepareAgain();
    expect((await openedBy(p, id, 'c2')).issued).toBe(issued);
  });
});

describe('suspending (QD-19b)', () => {
  beforeEach(async () => {
    id = (await opened(p)).id;
  });

  it('marks, closes every gate and verifies; told again, it changes nothing', async () => {
    await suspend(p, id, c1);
    await suspend(p, id, c1);
    expect(await state()).toBe('suspended');
    expect(await gates()).toEqual(['closed']);
    expect((await acts()).filter((act) => act === 'suspended')).toHaveLength(1);
  });

  it('completes what the transaction of the case has marked', async () => {
    await p.engine.write(markSuspendedWrites(await dataset(), c1, p.now()));
    expect(await gates()).toEqual(['open']);
    await suspend(p, id, c1);
    expect(await gates()).toEqual(['closed']);
    expect((await acts()).filter((act) => act === 'suspended')).toHaveLength(1);
  });

  it('fails aloud when a gate turns out not to be closed', async () => {
    p.objects.setGate = async () => undefined;
    await expect(suspend(p, id, c1)).rejects.toThrow(/4 of 4 gates .* are not closed/);
    expect(await state()).toBe('suspended');
  });

  it('closes every version of an object', async () => {
    const key = rowsKey(id, (await dataset()).published?.release?.id ?? '');
    await p.objects.write('data', key, '{}', { contentType: 'application/json', gate: 'open' });
    await suspend(p, id, c1);
    expect(await p.objects.gates(key)).toEqual(['closed', 'closed']);
  });

  it('stands while one of several objections stands', async () => {
    await suspend(p, id, c1);
    await suspend(p, id, c2);
    await restore(p, id, c1);
    expect(await state()).toBe('suspended');
    expect(await gates()).toEqual(['closed']);
    await restore(p, id, c2);
    expect(await state()).toBe('published');
    expect(await gates()).toEqual(['open']);
  });

  it('is not done again by a task that was overtaken by the restoration', async () => {
    await suspend(p, id, c1);
    await restore(p, id, c1);
    await suspend(p, id, c1);
    expect(await state()).toBe('published');
    expect(await gates()).toEqual(['open']);
  });

  it('wins against a restoration that was opening the gates meanwhile', async () => {
    await suspend(p, id, c1);
    const { setGate } = p.objects;
    let once = true;
    p.objects.setGate = async (prefix, gate, but) => {
      if (gate === 'open' && once) {
        once = false;
        await suspend(p, id, c2);
      }
      await setGate(prefix, gate, but);
    };
    await restore(p, id, c1);
    expect(await state()).toBe('suspended');
    expect(await gates()).toEqual(['closed']);
  });

  it('loses no other change that is written at the same moment', async () => {
    const { write } = p.engine;
    let once = true;
    p.engine.write = async (writes) => {
      if (once) {
        once = false;
        await catalogOf(p).datasets('revise', { as: 'agency-clerk', params: { id }, body: anEntry({ title: '改' }) });
      }
      await write(writes);
    };
    await suspend(p, id, c1);
    expect(await dataset()).toMatchObject({ entry: { title: '改' }, suspendedBy: ['c1'] });
    expect(firstBreak((await p.catalog.history(id)).map(({ event }) => event))).toBeUndefined();
  });

  it('keeps a release published meanwhile behind its gates', async () => {
    await prepareAgain();
    await p.engine.write(submitWrites(await dataset(), c2, p.now()));
    await suspend(p, id, c1);
    await publish(p, id, c2);
    expect(await gates()).toEqual(['closed']);
    await restore(p, id, c1);
    expect(new Set(await p.objects.gates(`datasets/${id}/${(await dataset()).published?.release?.id}/`))).toEqual(
      new Set(['open']),
    );
  });
});

describe('taking down (QD-19b)', () => {
  it('closes for good, whatever is restored afterwards', async () => {
    id = (await opened(p)).id;
    await suspend(p, id, c1);
    await suspend(p, id, c2);
    await takeDown(p, id, c1);
    await takeDown(p, id, c1);
    await restore(p, id, c2);
    expect(await state()).toBe('taken-down');
    expect(await gates()).toEqual(['closed']);
    expect((await acts()).filter((act) => act === 'taken-down')).toHaveLength(1);
  });

  it('ends with a new release that was reviewed', async () => {
    id = (await opened(p)).id;
    await suspend(p, id, c1);
    await takeDown(p, id, c1);
    await prepareAgain();
    await openedBy(p, id, 'c3');
    expect(await state()).toBe('published');
  });
});

describe('correcting (QD-19a)', () => {
  beforeEach(async () => {
    id = (await opened(p)).id;
  });

  it('publishes what the agency has corrected, once', async () => {
    await prepareAgain();
    expect(await correct(p, id, c1, 5)).toBe('published');
    expect(await correct(p, id, c1, 5)).toBe('published');
    const { published, release } = await dataset();
    expect(published?.release?.id).toBe(release?.id);
    expect((await acts()).filter((act) => act === 'corrected')).toHaveLength(1);
  });

  it('publishes once more what was sent back and corrected again', async () => {
    await prepareAgain();
    await correct(p, id, c1, 5);
    await prepareAgain();
    expect(await correct(p, id, c1, 8)).toBe('published');
    const { published, release } = await dataset();
    expect(published?.release?.id).toBe(release?.id);
  });

  it('publishes a corrected description, on the terms that were reviewed', async () => {
    const modes = ['download', 'interface', 'sandbox'];
    const body = anEntry({ description: '按小时统计的平均浓度', securityLevel: 'L1', openingModes: modes });
    await catalogOf(p).datasets('revise', { as: 'agency-clerk', params: { id }, body });
    expect(await correct(p, id, c1, 5)).toBe('published');
    expect((await dataset()).published?.entry).toMatchObject({
      description: '按小时统计的平均浓度',
      securityLevel: 'L2',
      openingModes: ['download', 'interface'],
    });
  });

  it('says that a correction is due where the agency has prepared none, until one is published', async () => {
    expect(await correct(p, id, c1, 5)).toBe('due');
    expect(await correct(p, id, c1, 5)).toBe('due');
    expect((await dataset()).correctionDue).toBe('c1');
    await prepareAgain();
    await openedBy(p, id, 'c3');
    expect((await dataset()).correctionDue).toBeUndefined();
  });

  it('leaves to its review what was submitted for one', async () => {
    await prepareAgain();
    await p.engine.write(submitWrites(await dataset(), c3, p.now()));
    expect(await correct(p, id, c1, 5)).toBe('due');
    expect((await dataset()).submission).toBe('c3');
  });

  it('stays behind the gates while another objection suspends the dataset', async () => {
    await suspend(p, id, c2);
    await prepareAgain();
    expect(await correct(p, id, c1, 5)).toBe('published');
    expect(await gates()).toEqual(['closed']);
  });
});
