import { z } from 'zod';

/** Ids as the contract has them: 1-26 of `a-z`, `0-9`, `-`; no dot, so that a suffix can follow in a path. */
export const idPattern = /^[a-z0-9-]{1,26}$/;

const id = <Brand extends string>() => z.string().regex(idPattern).brand<Brand>();

export const CaseId = id<'CaseId'>();
export type CaseId = z.infer<typeof CaseId>;
export const DatasetId = id<'DatasetId'>();
export type DatasetId = z.infer<typeof DatasetId>;
export const DistributionId = id<'DistributionId'>();
export type DistributionId = z.infer<typeof DistributionId>;
export const UploadId = id<'UploadId'>();
export type UploadId = z.infer<typeof UploadId>;
export const AgreementId = id<'AgreementId'>();
export type AgreementId = z.infer<typeof AgreementId>;
export const GrantId = id<'GrantId'>();
export type GrantId = z.infer<typeof GrantId>;
export const KeyId = id<'KeyId'>();
export type KeyId = z.infer<typeof KeyId>;
export const AgencyId = id<'AgencyId'>();
export type AgencyId = z.infer<typeof AgencyId>;
export const DistrictId = id<'DistrictId'>();
export type DistrictId = z.infer<typeof DistrictId>;

/** A clause of a regulation, such as `QD-17.2a`: the city's letters, article, paragraph or letter. */
export const ClauseId = z
  .string()
  .regex(/^[A-Z]{2}-[0-9A-Za-z.]+$/)
  .brand<'ClauseId'>();
export type ClauseId = z.infer<typeof ClauseId>;
