import { describe, expect, it } from 'vitest';
import { genesis } from '../../../domain/audit/chain.ts';
import { Instant } from '../../../domain/calendar/dates.ts';
import {
  created,
  dictionaryBound,
  releasePrepared,
  revised,
  submissionReleased,
  submitted,
} from '../../../domain/catalog/changes.ts';
import { DatasetEntry } from '../../../domain/catalog/entry.ts';
import { Dictionary } from '../../../domain/data/dictionary.ts';
import { AgencyId, CaseId, ClauseId, DatasetId, DistrictId } from '../../../domain/ids.ts';
import { stationsDictionary } from '../../builders/catalog.ts';
import { refusalOf } from '../../builders/refusal.ts';
import { aDataset, anEntryOf, aPublication, aRelease, openDataset } from './datasets.ts';

const now = Instant.parse('2026-09-22T01:00:00.000Z');
const by = { role: 'agency-clerk' as const };
const [c1, c2] = ['c1', 'c2'].map((id) => CaseId.parse(id)) as [CaseId, CaseId];
const entryOf = (over: object = {}) => DatasetEntry.parse(anEntryOf(over));
const { release: _release, ...unprepared } = aDataset();
const dictionary = Dictionary.parse(stationsDictionary);
const shorter = Dictionary.parse({ ...stationsDictionary, fields: stationsDictionary.fields.slice(0, 2) });

describe('an entry', () => {
  const draft = { id: DatasetId.parse('air'), entry: entryOf(), maskingSalt: 's' };

  it('begins as a draft at the start of its own chain, in the district of its publisher', () => {
    const publisher = { id: AgencyId.parse('laoshan-housing-bureau'), district: DistrictId.parse('laoshan') };
    const { next, body, content } = created({ ...draft, publisher }, by, now);
    expect(next).toEqual({
      id: 'air',
      publisher: 'laoshan-housing-bureau',
      district: 'laoshan',
      entry: draft.entry,
      suspendedBy: [],
      modified: now,
      maskingSalt: 's',
      version: 0,
      chain: { seq: 0, hash: genesis },
    });
    expect([body, content]).toEqual([{ type: 'created', datasetId: 'air' }, draft.entry]);
    const ofCity = created({ ...draft, publisher: { id: publisher.id } }, by, now);
    expect(ofCity.next).not.toHaveProperty('district');
  });

  it('is revised where something is said anew, and where not, nothing happened', () => {
    const title = entryOf({ title: '另一名称' });
    const change = revised(aDataset(), title, by, now);
    expect(change).toMatchObject({
      next: { entry: title, modified: now },
      body: { type: 'revised' },
      by,
      content: title,
    });
    expect(revised(aDataset(), entryOf(), by, now)).toBeUndefined();
  });
});

describe('what stands under review', () => {
  const locked = aDataset({ submission: 'c1' });

  it.each([
    ['revised', () => revised(locked, entryOf({ title: '另一名称' }), by, now)],
    ['given another dictionary', () => dictionaryBound(locked, shorter, by, now)],
    ['given other data', () => releasePrepared(locked, { release: aRelease({ id: 'r2' }), dictionary }, by, now)],
    ['submitted in another case', () => submitted(locked, c2)],
  ])('isn’t %s until the review ends', (_what, change) => {
    expect(refusalOf(change)).toMatchObject({ code: 'conflict', state: { submission: 'c1' } });
  });

  it('is submitted once, and given back by the case that has it', () => {
    expect(submitted(aDataset(), c1)).toMatchObject({
      next: { submission: 'c1' },
      body: { type: 'submitted', caseId: 'c1' },
      by: { role: 'platform' },
    });
    expect(submitted(locked, c1)).toBeUndefined();
    expect(submissionReleased(locked, c2)).toBeUndefined();
    const back = submissionReleased(locked, c1);
    expect(back).toMatchObject({ body: { type: 'submission-released', caseId: 'c1' }, by: { role: 'platform' } });
    expect(back?.next).toEqual(aDataset());
  });
});

describe('data', () => {
  it('prepared by one dictionary is dropped with it', () => {
    const bound = dictionaryBound(aDataset(), shorter, by, now);
    expect(bound).toMatchObject({ body: { type: 'dictionary-bound', columns: 2 }, by, content: shorter });
    expect(bound?.next).toEqual({ ...unprepared, dictionary: shorter, modified: now });
    expect(dictionaryBound(aDataset(), dictionary, by, now)).toBeUndefined();
  });

  it('is prepared by the dictionary that is bound still', () => {
    const release = aRelease({ id: 'r2' });
    expect(releasePrepared(aDataset(), { release, dictionary }, by, now)).toMatchObject({
      next: { release, modified: now },
      body: { type: 'release-prepared', releaseId: 'r2', distributions: [{ id: 'csv', sha256: 'a'.repeat(64) }] },
      by,
      content: { securityReview: { reviewer: '安全员' }, riskAssessment: { conclusion: '低风险' } },
    });
    const meanwhile = () => releasePrepared(aDataset(), { release, dictionary: shorter }, by, now);
    expect(refusalOf(meanwhile)).toMatchObject({ code: 'conflict', text: { zh: expect.stringContaining('数据字典') } });
  });

  it('says what isn’t reviewed or assessed yet', () => {
    const release = aRelease({ securityReview: undefined, riskAssessment: undefined });
    const { content } = releasePrepared(aDataset(), { release, dictionary }, by, now);
    expect(content).toEqual({ securityReview: null, riskAssessment: null });
  });
});

describe('QD-11a: what is open', () => {
  const clauses = {
    basisOrReason: { clause: ClauseId.parse('QD-11b') },
    event: { clause: ClauseId.parse('QD-11a') },
    reason: { clause: ClauseId.parse('QD-11c') },
  };
  const { basisOrReason, event, reason } = clauses;
  const conditional = { openness: 'conditional', conditions: ['说明应用场景'] };
  const opened = (entry: object = {}) => openDataset({ published: aPublication({ entry: anEntryOf(entry) }) });

  it.each([
    ['unconditional', {}, '无条件开放', { basisOrReason, event }, '(QD-11b)'],
    ['unconditional', {}, '无条件开放', { event }, '(QD-11a)'],
    ['conditional', conditional, '有条件开放', {}, '同意'],
  ])('as %s isn’t narrowed by rewriting its entry %#', (openness, entry, zh, changes, cited) => {
    const closed = entryOf({ openness: 'closed', openingModes: [], legalBasis: '《某某法》第三条' });
    const refusal = refusalOf(() => revised(opened(entry), closed, by, now, changes));
    expect(refusal).toMatchObject({
      code: 'conflict',
      faults: expect.arrayContaining([
        {
          pointer: '/openness',
          detail: { zh: '缩小了开放范围', en: 'opens less' },
        },
      ]),
    });
    expect(refusal.text.zh).toContain(zh);
    expect(refusal.text.en).toContain(openness);
    expect(refusal.text.zh.endsWith(cited)).toBe(true);
  });

  it.each([
    [{ reason, event }, '(QD-11c)'],
    [{ event }, '(QD-11a)'],
    [{}, '调整'],
  ])('keeps the words of its conditions until a change of the catalog %#', (changes, cited) => {
    const words = entryOf({ ...conditional, conditions: ['说明应用场景,并承诺'] });
    const refusal = refusalOf(() => revised(opened(conditional), words, by, now, changes));
    expect(refusal.code).toBe('conflict');
    expect(refusal.text.zh.endsWith(cited)).toBe(true);
  });

  it('is described otherwise without anybody’s consent, and what was never open is closed so', () => {
    expect(revised(opened(), entryOf({ title: '另一名称' }), by, now, clauses)?.body.type).toBe('revised');
    const closed = entryOf({ openness: 'closed', openingModes: [], legalBasis: '《某某法》第三条' });
    expect(revised(aDataset(), closed, by, now, clauses)?.body.type).toBe('revised');
  });
});
