import { describe, expect, it } from 'vitest';
import { qingdao } from '../../../cities/qingdao.ts';
import { readiness } from '../../../domain/catalog/readiness.ts';
import { currentPolicy } from '../../../domain/policy/policy.ts';
import { aDataset, anEntryOf, aPublication, aRelease } from './datasets.ts';

const missing = (over: object): string[] => readiness(aDataset(over)).map(({ pointer }) => pointer);

describe('what is missing before a dataset is submitted (QD-12.1, QD-25)', () => {
  it('is nothing when every step is taken', () => {
    expect(missing({})).toEqual([]);
  });

  it.each([
    ['the dictionary', { dictionary: undefined }, ['/dictionary']],
    ['the security review', { release: aRelease({ securityReview: undefined }) }, ['/release/securityReview']],
    ['the risk assessment', { release: aRelease({ riskAssessment: undefined }) }, ['/release/riskAssessment']],
    ['the masking rules', { release: aRelease({ masking: undefined }) }, ['/release/masking']],
  ])('names %s', (_name, over, pointers) => {
    expect(missing(over)).toEqual(pointers);
  });

  it('names every step that a release takes when there is none', () => {
    expect(missing({ release: undefined })).toEqual([
      '/release/uploadId',
      '/release/securityReview',
      '/release/riskAssessment',
      '/release/masking',
    ]);
  });

  it.each([
    '不通过',
    '未通过,含个人信息',
    'failed',
    'Rejected: personal data',
  ])('takes "%s" for no review passed', (conclusion) => {
    const release = aRelease({ securityReview: { conclusion, reviewer: '安全员' }, riskAssessment: { conclusion } });
    expect(missing({ release })).toEqual(['/release/securityReview/conclusion', '/release/riskAssessment/conclusion']);
  });

  it('asks for nothing but the entry where data is not to be opened', () => {
    const entry = anEntryOf({ openness: 'closed', openingModes: [], legalBasis: '《保守国家秘密法》' });
    expect(missing({ entry, release: undefined, dictionary: undefined })).toEqual([]);
  });

  it('names what was taken down and comes back unchanged, however often it was prepared (QD-19b)', () => {
    const over = { published: aPublication(), takenDownBy: 'c1' };
    expect(missing(over)).toEqual(['/release/uploadId']);
    expect(missing({ ...over, release: aRelease({ id: 'r2' }) })).toEqual(['/release/uploadId']);
    const files = aRelease().distributions.map((file) => ({ ...file, sha256: 'b'.repeat(64) }));
    expect(missing({ ...over, release: aRelease({ distributions: files }) })).toEqual([]);
    expect(missing({ ...over, entry: anEntryOf({ description: '去除了侵权内容' }) })).toEqual([]);
  });

  it('says the step and its clause in both languages', () => {
    const [fault] = readiness(aDataset({ dictionary: undefined }), currentPolicy(qingdao).catalog);
    expect(fault?.detail).toEqual({ zh: '缺少数据字典(QD-12.1)', en: 'the data dictionary is missing (QD-12.1)' });
  });
});
