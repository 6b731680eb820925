import { z } from 'zod';
import { Instant } from '../calendar/dates.ts';
import { Dictionary } from '../data/dictionary.ts';
import { ColumnMasking } from '../data/masking.ts';
import { DistributionId, idPattern, UploadId } from '../ids.ts';
import { paragraph } from './text.ts';

export const ReleaseId = z.string().regex(idPattern).brand<'ReleaseId'>();
export type ReleaseId = z.infer<typeof ReleaseId>;

/** One file of a release. Its id is the same in every release, so that a bookmark stays good. */
export const Distribution = z.strictObject({
  id: DistributionId,
  format: z.enum(['CSV', 'JSON']),
  mediaType: z.string(),
  /** Where it lies in the data bucket. */
  key: z.string(),
  byteSize: z.int().nonnegative(),
  sha256: z.string().length(64),
  rows: z.int().nonnegative(),
});
export type Distribution = z.infer<typeof Distribution>;

/** 安全审查 (QD-12.1). */
export const SecurityReview = z.strictObject({ conclusion: paragraph(2000), reviewer: paragraph(100) });
export type SecurityReview = z.infer<typeof SecurityReview>;

/** 安全风险评估 (QD-25). */
export const RiskAssessment = z.strictObject({ conclusion: paragraph(2000) });
export type RiskAssessment = z.infer<typeof RiskAssessment>;

/** The data of a dataset, prepared for publication: checked, masked and written. What isn't decided yet is absent. */
export const Release = z.strictObject({
  id: ReleaseId,
  preparedAt: Instant,
  /** The linked resource (关联数据资源). */
  uploadId: UploadId,
  securityReview: SecurityReview.optional(),
  riskAssessment: RiskAssessment.optional(),
  /** 脱敏规则; an empty list is a decision too. */
  masking: z.array(ColumnMasking).optional(),
  /** What the published table promises: masked columns with the type they have now, removed ones gone. */
  dictionary: Dictionary,
  rows: z.int().nonnegative(),
  warnings: z.int().nonnegative(),
  distributions: z.array(Distribution),
});
export type Release = z.infer<typeof Release>;

/** Everything of a dataset in the data bucket, and everything of one of its releases. */
export const datasetPrefix = (datasetId: string): string => `datasets/${datasetId}/`;
export const releasePrefix = (datasetId: string, releaseId: string): string =>
  `${datasetPrefix(datasetId)}${releaseId}/`;

/** The typed rows (`{columns, rows}` of `domain/data/cell.ts`) from which the data service answers. */
export const rowsKey = (datasetId: string, releaseId: string): string =>
  `${releasePrefix(datasetId, releaseId)}rows.json`;

/** The first rows and the profile: behind the gate for everybody, in quarantine for officials. */
export const previewKey = (datasetId: string, releaseId: string): string =>
  `${releasePrefix(datasetId, releaseId)}preview.json`;

const longestStem = 90; // the contract allows 100 characters with the suffix

/** A file name that people recognise; the ids in the path decide, the name decorates. */
export function fileNameOf(title: string, format: Distribution['format']): string {
  const stem = title.replace(/[\p{Cc}\p{Cf}\p{Cs}\\/:*?"<>|%#;\s]+/gu, '_').replace(/^[._]+|[._]+$/g, '');
  return `${[...stem].slice(0, longestStem).join('') || 'data'}.${format.toLowerCase()}`;
}
