import type { Clause } from '../clause.ts';

/** 《政务数据共享条例》: binds government departments’ sharing in every city since 2025-08-01. Read in an unofficial copy, to be checked against the official text. */
export const national: readonly Clause[] = [
  {
    id: 'ZW-17',
    area: 'catalog',
    must: "Catalog updated within 10 wd of change, +5 wd with regulator's consent; regulator publishes within 2 wd of receipt.",
  },
  {
    id: 'ZW-20',
    area: 'sharing',
    must: "Sharing-body heads approve: requester's before filing, provider's before answer.",
  },
  {
    id: 'ZW-21',
    area: 'sharing',
    must: "Provider answers: unconditional 1 wd, conditional 10 wd, +≤10 wd with regulator's consent and notice; gaps told at once, never refused outright; refusal reasoned.",
  },
  { id: 'ZW-22', area: 'sharing', must: 'Shared within 20 wd of the yes.' },
  { id: 'ZW-26', area: 'quality', must: 'Provider verifies, corrects, answers within 10 wd.' },
  {
    id: 'ZW-27',
    area: 'supervision',
    must: "Misuse: suspend, rectify, else end; provider can't end without cause, consultation and filing; data disposed when purpose ends.",
  },
  {
    id: 'ZW-28',
    area: 'supervision',
    must: 'Dispute: negotiate, regulator (common superior across levels), government.',
  },
  { id: 'ZW-29', area: 'audit', must: 'Requester keeps use records at least 3 years.' },
];
