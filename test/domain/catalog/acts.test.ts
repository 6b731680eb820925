import { describe, expect, it } from 'vitest';
import { Instant } from '../../../domain/calendar/dates.ts';
import { corrected } from '../../../domain/catalog/acts.ts';
import { CaseId } from '../../../domain/ids.ts';
import { aPublication, aRelease, openDataset } from './datasets.ts';

const c1 = CaseId.parse('c1');
const now = Instant.parse('2026-09-22T01:00:00.000Z');
const hashed = [{ column: '负责人', rule: 'hash' }];
const published = aPublication({ release: aRelease({ masking: hashed }) });

/** What confirming an error makes of a release that the agency has prepared since. */
const madeOf = (over: object): string =>
  corrected(openDataset({ published, release: aRelease({ id: 'r2', masking: hashed, ...over }) }), c1, now).body.type;

describe('a correction (QD-19a)', () => {
  it('publishes what was prepared by the rules that were reviewed', () => {
    expect(madeOf({})).toBe('corrected');
  });

  it('publishes what shows less than was reviewed', () => {
    expect(madeOf({ masking: [...hashed, { column: '浓度', rule: 'round-ten' }] })).toBe('corrected');
  });

  it.each([
    ['whose security was not reviewed (QD-12.1)', { securityReview: undefined }],
    ['whose risk was not assessed (QD-25)', { riskAssessment: undefined }],
    ['that unmasks a column', { masking: [] }],
    ['that masks a column by another rule', { masking: [{ column: '负责人', rule: 'keep-first-last' }] }],
  ])('leaves to a review data %s', (_name, over) => {
    expect(madeOf(over)).toBe('correction-due');
  });

  it('leaves to a review a column that was never open', () => {
    const { dictionary } = published.release;
    const fewer = { ...dictionary, fields: dictionary.fields.slice(0, 2) };
    const before = aPublication({ release: aRelease({ dictionary: fewer }) });
    const after = openDataset({ published: before, release: aRelease({ id: 'r2' }) });
    expect(corrected(after, c1, now).body.type).toBe('correction-due');
  });
});
