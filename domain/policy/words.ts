import { z } from 'zod';

/** The commands by which people move a case, as the contract names them. */
export const commandNames = [
  'pass',
  'return',
  'resubmit',
  'approve',
  'refuse',
  'sign',
  'decline',
  'withdraw',
  'supplement',
  'request-extension',
  'grant-extension',
  'deny-extension',
  'confirm-error',
  'confirm-infringement',
  'unfounded',
  'take-down',
  'restore',
  'reopen',
  'refer',
  'advise',
  'verify',
  'restrict',
  'close',
  'end',
  'appeal',
  'warn',
  'promote',
] as const;
export const CommandName = z.enum(commandNames);
export type CommandName = z.infer<typeof CommandName>;

/** Who acts at a stage, seen from the case: its own applicant, its own agency, the regulator at the agency's level … */
export const Actor = z.enum([
  'applicant',
  'agency',
  'agency-staff',
  'agency-principal',
  /** The department that leads the agency's sector. */
  'department',
  /** The other unit of a matter between two: who asks for sharing, with whom a source is disputed. */
  'counterpart',
  'counterpart-principal',
  /** The person or organisation whose use is in question. */
  'respondent',
  'municipal-regulator',
  'same-level-regulator',
  'government',
  /** Of two units at one level that level's regulator and government, else the municipal ones. */
  'common-regulator',
  'common-government',
  'expert',
]);
export type Actor = z.infer<typeof Actor>;

export const Outcome = z.enum([
  'granted',
  'refused',
  'returned',
  'declined',
  'withdrawn',
  'upheld',
  'dismissed',
  'published',
  'opened',
  'changed',
  'listed',
  'agreed',
  'settled',
  'rectified',
  'restricted',
  'ended',
  'done',
  'superseded',
  'promoted',
  'undetermined',
  'kept-closed',
  'to-be-opened',
]);
export type Outcome = z.infer<typeof Outcome>;

export const procedureNames = [
  'publication',
  'application',
  'objection',
  'demand',
  'catalog-change',
  'sharing-request',
  'sharing-demand',
  'sharing-termination',
  'dispute',
  'violation',
  'product',
  'complaint',
  'industry-entry',
  'openness-proposal',
  'emergency-opening',
  'incident',
  'usage-report',
  'drill',
  'opening-plan',
  'demand-solicitation',
  're-evaluation',
  'upkeep',
  'quality-evaluation',
  'effectiveness',
  'risk-assessment',
  'rectification',
  'responsible-persons',
  'census',
  'new-system',
  'catalog-extension',
  'authorised-operation',
] as const;
export const ProcedureName = z.enum(procedureNames);
export type ProcedureName = z.infer<typeof ProcedureName>;

/** Where a case can stand: a step of its procedure, or `closed`. */
export const StepId = z.string().regex(/^[a-z]+(-[a-z]+)*$/);
export type StepId = z.infer<typeof StepId>;

export const effectNames = [
  'publish',
  'grant-access',
  'notify-regulator',
  'tell-reasons',
  'suspend-opening',
  'correct-data',
  'take-down',
  'restore-opening',
  'report-result',
  'tell-agency',
  'restrict-grant',
  'close-channels',
  'restore-grant',
  'end-grant',
  'open-for-emergency',
  'end-emergency',
  'publish-bulletin',
  'publish-plan',
  'change-entry',
  'tell-answer',
  'issue-receipt',
  'share-data',
  'restrict-sharing',
  'restore-sharing',
  'end-sharing',
  'record-source',
  'tell-parties',
] as const;
export const EffectName = z.enum(effectNames);
export type EffectName = z.infer<typeof EffectName>;
