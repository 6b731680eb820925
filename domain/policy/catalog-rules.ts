import { z } from 'zod';
import { OpeningMode, Openness, Origin, ProtectedContent, Theme } from '../catalog/words.ts';
import { Sensitivity } from '../data/dictionary.ts';
import { ClauseId } from '../ids.ts';
import type { SharingPolicy } from './sharing-policy.ts';

/** What an entry may have to state beyond the fields that every city asks for. */
export const FurtherField = z.enum([
  'conditions',
  'legalBasis',
  'sharing',
  'dataKind',
  'resourceFormat',
  'informationItems',
  'origin',
  'collection',
  'responsible',
]);
export type FurtherField = z.infer<typeof FurtherField>;

/** What of a sharing attribute (共享属性) has to be told beside its type. */
export const SharingNeed = z.enum(['reason', 'conditions', 'basis', 'mode']);
export type SharingNeed = z.infer<typeof SharingNeed>;

/** After what protected or closed data may be opened: treatment (脱敏、匿名化 …), the right holder's consent, or both. */
export const OpensAfter = z.enum(['treatment-or-consent', 'treatment-and-consent', 'never']);
export type OpensAfter = z.infer<typeof OpensAfter>;

const cited = { clause: ClauseId };

/** What a city's regulation asks of the catalog. A rule that its text doesn't have is absent. */
export const CatalogRules = z.strictObject({
  /** The clause that keeps state secrets out. Every city's platform refuses them. */
  stateSecrets: ClauseId.optional(),
  /** Fields that an entry states; `of`: only where it is so open. */
  requires: z
    .array(z.strictObject({ fields: z.array(FurtherField).min(1), of: z.array(Openness).min(1).optional(), ...cited }))
    .default([]),
  /** Conditions that discriminate by these are refused. */
  refusesConditions: z.strictObject({ by: z.array(z.enum(['size', 'region'])).min(1), ...cited }).optional(),
  /** Conditions have to match the assessed risk. */
  conditionsMatchRisk: z.strictObject(cited).optional(),
  /** Data that was come by so is no part of an agency's own list. */
  refusesOrigins: z.strictObject({ origins: z.array(Origin).min(1), ...cited }).optional(),
  /** The opening modes that each openness allows. */
  modes: z.strictObject({ allowed: z.record(Openness, z.array(OpeningMode)), ...cited }).optional(),
  /** How open data of each level may be at most. */
  levels: z.strictObject({ widest: z.record(Sensitivity, Openness), ...cited }).optional(),
  /** What is told of each type of sharing. A type beside its clause. */
  sharing: z
    .array(
      z.strictObject({
        type: z.enum(['unconditional', 'conditional', 'none']),
        needs: z.array(SharingNeed).min(1),
        ...cited,
      }),
    )
    .default([]),
  /** What isn't opened as it is, and what lifts that. */
  protects: z.strictObject({ contents: z.array(ProtectedContent).min(1), opensAfter: OpensAfter, ...cited }).optional(),
  /** What closed data needs before it is opened. */
  reopensAfter: z.strictObject({ opensAfter: OpensAfter, ...cited }).optional(),
  /** Data that leaves the country needs a security assessment on record. */
  crossBorder: z.strictObject(cited).optional(),
  /** A secrecy review comes before sharing and opening. */
  secrecyReview: z.strictObject(cited).optional(),
  /** Only information items of the entry are gathered. */
  gathersWithinEntry: z.strictObject(cited).optional(),
  /** Columns that are bound to a standard are held against it. */
  standards: z.strictObject(cited).optional(),
  /** One datum has one source; `dispute` is the way when two agencies catalogue it. */
  oneSource: z.strictObject({ dispute: ClauseId.optional(), ...cited }).optional(),
  /** Data is renewed by its update cycle; `oldest`: and isn't older than that unless archived or discontinued. */
  updates: z
    .strictObject({ oldest: z.strictObject({ months: z.int().positive(), ...cited }).optional(), ...cited })
    .optional(),
  /** What a change of a published entry (目录变更) is filed with; less is opened only through it. */
  changes: z
    .strictObject({
      /** Opening less: a basis or a reasonable cause. */
      basisOrReason: z.strictObject(cited).optional(),
      /** Any other change: its reason. */
      reason: z.strictObject(cited).optional(),
      /** Opening less names the day of the change of law or duties that obliges to it, from which its period runs. */
      event: z.strictObject(cited).optional(),
    })
    .default({}),
  /** Themes that are opened first. */
  highValue: z.strictObject({ themes: z.array(Theme).min(1), ...cited }).optional(),
  /** The clauses of the steps before a submission. */
  steps: z
    .strictObject({
      dictionary: ClauseId.optional(),
      resource: ClauseId.optional(),
      securityReview: ClauseId.optional(),
      riskAssessment: ClauseId.optional(),
      masking: ClauseId.optional(),
    })
    .default({}),
});
export type CatalogRules = z.infer<typeof CatalogRules>;

interface Cites {
  letters: string;
  overlays?: readonly { letters: string }[] | undefined;
}

/** The rules of the catalog and of sharing cite the city's own regulation, or higher law that stands beside it. */
export const catalogFaults = (policy: Cites & { catalog: CatalogRules }) =>
  citationFaults(policy, 'catalog', policy.catalog);
export const sharingFaults = (policy: Cites & { sharing: SharingPolicy }) =>
  citationFaults(policy, 'sharing', policy.sharing);

function citationFaults({ letters, overlays = [] }: Cites, path: string, rules: unknown) {
  const known = [letters, ...overlays.map((overlay) => overlay.letters)];
  return clausesIn(rules)
    .filter((clause) => !known.some((own) => clause.startsWith(`${own}-`)))
    .map((clause) => ({
      path: [path],
      message: `clause ${clause} isn't of this regulation (${known.join('-…, ')}-…)`,
    }));
}

function clausesIn(rules: unknown): string[] {
  if (typeof rules === 'string') return ClauseId.safeParse(rules).success ? [rules] : [];
  return typeof rules === 'object' && rules !== null ? Object.values(rules).flatMap(clausesIn) : [];
}
