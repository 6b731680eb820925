import type { Key } from './engine.ts';

/** Every key of every table, made here and nowhere else. */
const ordinal = (n: number): string => String(n).padStart(6, '0');

export const caseKeys = {
  partition: (caseId: string): string => `case#${caseId}`,
  event: (caseId: string, seq: number): Key => ({ pk: `case#${caseId}`, sk: `event#${ordinal(seq)}` }),
  snapshot: (caseId: string): Key => ({ pk: `case#${caseId}`, sk: 'snapshot' }),
  door: (caseId: string): Key => ({ pk: `case#${caseId}`, sk: 'door' }),
  /** A part of the yearly plan that a case has published. */
  plan: (caseId: string, part: number): Key => ({ pk: `case#${caseId}`, sk: `plan#${ordinal(part)}` }),
  listing: (box: string, receivedAt: string, caseId: string): Key => ({
    pk: `box#${box}`,
    sk: `${receivedAt}#${caseId}`,
  }),
  /** What the reconciler looks after: open cases and unanswered doors. */
  tended: (caseId: string): Key => ({ pk: 'tended', sk: caseId }),
  /** What one person may have open once about a dataset. */
  sole: (procedure: string, kind: string | undefined, datasetId: string, subject: string): Key => ({
    pk: `sole#${procedure}#${kind ?? ''}#${datasetId}`,
    sk: subject,
  }),
  /** Who answers for what in a unit. */
  persons: (agency: string): Key => ({ pk: `unit#${agency}`, sk: 'responsible-persons' }),
  agreement: (id: string): Key => ({ pk: `agreement#${id}`, sk: 'agreement' }),
  message: (address: string, at: string, id: string): Key => ({ pk: `inbox#${address}`, sk: `${at}#${id}` }),
  once: (subject: string, key: string): Key => ({ pk: `once#${subject}`, sk: key }),
};

export const catalogKeys = {
  dataset: (id: string): Key => ({ pk: `dataset#${id}`, sk: 'dataset' }),
  event: (id: string, seq: number): Key => ({ pk: `dataset#${id}`, sk: `event#${ordinal(seq)}` }),
  upload: (id: string): Key => ({ pk: `upload#${id}`, sk: 'upload' }),
  /** The places of a case's documents, each taken by one upload. */
  attachments: (caseId: string): string => `case#${caseId}`,
  attachment: (caseId: string, place: number): Key => ({ pk: `case#${caseId}`, sk: `attachment#${ordinal(place)}` }),
  /** Published entries, for lists and search. */
  published: (id: string): Key => ({ pk: 'published', sk: id }),
  ofAgency: (agency: string, id: string): Key => ({ pk: `agency#${agency}`, sk: id }),
  /** Who catalogues a datum (一数一源). */
  item: (key: string, id: string): Key => ({ pk: `item#${key}`, sk: id }),
  /** The dictionary that the last checked file proposes. */
  proposal: (id: string): Key => ({ pk: `dataset#${id}`, sk: 'proposal' }),
  once: (subject: string, key: string): Key => ({ pk: `once#${subject}`, sk: key }),
};

export const accessKeys = {
  grant: (id: string): Key => ({ pk: `grant#${id}`, sk: 'grant' }),
  grantOf: (subject: string, id: string): Key => ({ pk: `holder#${subject}`, sk: `grant#${id}` }),
  key: (id: string): Key => ({ pk: `key#${id}`, sk: 'key' }),
  keyOf: (subject: string, id: string): Key => ({ pk: `holder#${subject}`, sk: `key#${id}` }),
  /** One of the places that an owner has for keys, each taken by one. */
  keyPlace: (subject: string, place: number): Key => ({ pk: `holder#${subject}`, sk: `place#${ordinal(place)}` }),
  keyByHash: (hash: string): Key => ({ pk: `keyhash#${hash}`, sk: 'key' }),
  /** What a repeated request for a new or rotated key is answered from, for a day. */
  replay: (id: string, generation: number): Key => ({ pk: `key#${id}`, sk: `replay#${ordinal(generation)}` }),
  report: (grantId: string, at: string, id: string): Key => ({ pk: `grant#${grantId}`, sk: `report#${at}#${id}` }),
  /** The ledger of a quota: of a grant, or of a key on unconditional data. */
  ledger: (owner: string): Key => ({ pk: `ledger#${owner}`, sk: 'ledger' }),
  usage: (subject: string, day: string, dataset: string, key: string): Key => ({
    pk: `usage#${subject}`,
    sk: `${day}#${dataset}#${key}`,
  }),
  rulesOfConduct: { pk: 'rules-of-conduct', begins: 'version#' },
  rules: (version: number): Key => ({ pk: 'rules-of-conduct', sk: `version#${ordinal(version)}` }),
  acceptance: (subject: string, version: number): Key => ({
    pk: `holder#${subject}`,
    sk: `accepted#${ordinal(version)}`,
  }),
  once: (subject: string, key: string): Key => ({ pk: `once#${subject}`, sk: key }),
};

export const calendarKeys = {
  partition: 'calendar',
  year: (layer: string, year: number): Key => ({ pk: 'calendar', sk: `year#${layer}#${year}` }),
  proposal: (layer: string, year: number): Key => ({ pk: 'calendar', sk: `proposal#${layer}#${year}` }),
  ledger: 'calendar-ledger',
  event: (seq: number): Key => ({ pk: 'calendar-ledger', sk: `event#${ordinal(seq)}` }),
  head: { pk: 'calendar-ledger', sk: 'head' },
  once: (subject: string, key: string): Key => ({ pk: `once#${subject}`, sk: key }),
};
