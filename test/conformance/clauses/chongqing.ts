import type { Clause } from '../clause.ts';

/** 《重庆市公共数据开放管理暂行办法》: its stored text ends within article 25, so nothing after it is here; CQ-I… stand in the official interpretation. */
export const chongqing: readonly Clause[] = [
  {
    id: 'CQ-2',
    area: 'security',
    must: "Data classed as a state secret (国家秘密) is refused everywhere: it can't be catalogued, uploaded or shared.",
  },
  {
    id: 'CQ-3',
    area: 'catalog',
    must: 'A dataset that is opened has at least one machine-readable distribution; a PDF or image alone is refused as the only one.',
  },
  {
    id: 'CQ-6',
    area: 'organisation',
    must: "Two levels of regulator (主管部门): municipal, and district for its own district; a district regulator sees and decides only its district's cases.",
  },
  {
    id: 'CQ-7',
    area: 'organisation',
    must: "Each agency (数据开放主体) has a named principal (主要负责人, first responsible person); what needs the principal's consent can't be done by other staff.",
  },
  {
    id: 'CQ-8',
    area: 'catalog',
    must: 'One platform per city; catalogs of already built channels are imported (harvested) and merged, with duplicates flagged.',
  },
  {
    id: 'CQ-9',
    area: 'security',
    must: 'Nothing that carries personal data or business secrets leaves the platform unless its masking rules were applied; checked at publication and at every interface.',
  },
  {
    id: 'CQ-10',
    area: 'supervision',
    must: 'A case or dataset can be referred to the expert committee (专家委员会); opinions of its members are recorded on the case; the clock behaviour while referred is stated by the policy.',
  },
  { id: 'CQ-11', area: 'catalog', must: 'No upload and no opening without a catalog entry; the entry comes first.' },
  {
    id: 'CQ-12a',
    area: 'catalog',
    must: 'An entry states metadata, openness, opening modes, security level, conditions of use and update cycle; a missing one is refused by name.',
    pure: 'schema',
  },
  {
    id: 'CQ-12b',
    area: 'catalog',
    must: 'Openness conditional or closed needs a legal basis (law or state document) on the entry.',
  },
  {
    id: 'CQ-12c',
    area: 'publish',
    must: "Sensitive, non-secret data may open after masking, cleaning or processing, or the right holder's express consent; evidence on record.",
  },
  {
    id: 'CQ-13',
    area: 'access',
    must: 'Opening modes: download, interface call, result of an algorithm model (only results leave, never rows), others; the modes allowed follow from the openness.',
  },
  {
    id: 'CQ-14a',
    area: 'catalog',
    must: 'Each agency compiles its opening list; data obtained by sharing or similar means is excluded.',
  },
  {
    id: 'CQ-14b',
    area: 'catalog',
    must: "Municipal departments gather lists of their sector's units, district regulators those of their district, and submit them to the municipal regulator, who reviews and publishes the city catalog.",
  },
  {
    id: 'CQ-14c',
    area: 'demand',
    must: 'Municipal regulator with agencies solicits demands publicly, compiles the demand list, reviews it with the lists; only the catalog must be published.',
  },
  {
    id: 'CQ-15a',
    area: 'supervision',
    must: 'Dispute over who opens a dataset: negotiation of the parties, then organised by the same-level regulator, then decided by the government; each step recorded, next one only after the last failed.',
  },
  {
    id: 'CQ-15b',
    area: 'supervision',
    must: 'The regulator can propose a change of openness to the agency; without agreement the government decides.',
  },
  {
    id: 'CQ-16',
    area: 'catalog',
    must: 'From the published catalog a responsibility list (责任清单) per agency is derived, never typed in.',
  },
  {
    id: 'CQ-17a',
    area: 'catalog',
    must: 'After a change of law or duties the agency submits the catalog update within 10 wd of that change; lateness is recorded.',
  },
  {
    id: 'CQ-17b',
    area: 'catalog',
    must: 'District regulator forwards (no limit); municipal regulator reviews and updates within 5 wd of its own receipt; responsibility list follows at once.',
  },
  {
    id: 'CQ-18',
    area: 'catalog',
    must: 'Entries not yet opened are re-evaluated periodically; the platform raises the task and records its result.',
  },
  {
    id: 'CQ-19',
    area: 'audit',
    must: 'The whole process is recordable, auditable, traceable (可记录、可审计、可追溯).',
  },
  {
    id: 'CQ-21a',
    area: 'catalog',
    must: 'One datum, one source (一数一源): a second agency cataloguing the same item is flagged and goes to CQ-15a.',
  },
  {
    id: 'CQ-21b',
    area: 'publish',
    must: 'Published data went through cleaning, masking and format conversion according to its data dictionary, and is kept up to date by its update cycle.',
  },
  {
    id: 'CQ-21c',
    area: 'quality',
    must: 'The agency answers for truth, conformity, accuracy, timeliness, availability: each is measured or attested per dataset and shown.',
  },
  {
    id: 'CQ-22a',
    area: 'objection',
    must: 'A user who doubts a dataset or found an error applies for verification (校核); the agency verifies within 10 wd of receipt.',
  },
  {
    id: 'CQ-22b',
    area: 'objection',
    must: "It may be extended once by at most 10 wd, with the consent of the agency's principal.",
  },
  {
    id: 'CQ-23',
    area: 'access',
    must: 'Unconditional data: any natural person, legal person or organisation, after identity authentication.',
  },
  {
    id: 'CQ-24a',
    area: 'application',
    must: 'Conditional data: the application states purpose, scenario, security safeguards and period of use; a missing one is refused by name.',
  },
  {
    id: 'CQ-24b',
    area: 'application',
    must: 'The agency assesses it promptly; a refusal states reasons; on agreement the usage agreement is signed and submitted to the same-level regulator for review.',
  },
  { id: 'CQ-24c', area: 'application', must: 'Passed: opened as the agreement says. Not passed: not opened.' },
  {
    id: 'CQ-25',
    area: 'agreement',
    must: 'Agreement states data list, purpose, scenario; further terms are template choices (text ends at item 1).',
    pure: 'schema',
  },
  {
    id: 'CQ-I4',
    area: 'access',
    must: 'Emergency opening mode exists and is recorded; initiator, duration, self-closing are own choices.',
  },
  {
    id: 'CQ-I5',
    area: 'supervision',
    must: 'Termination cases and prohibited acts (agency, user, operator) are configurable; no list is stored, none claimed.',
    pure: 'schema',
  },
  {
    id: 'CQ-5',
    area: 'organisation',
    must: 'Municipal dispatched bodies (派出机构) rank as districts; the same-level government decides CQ-15.',
  },
  { id: 'CQ-19b', area: 'security', must: 'Users and agencies accept versioned rules of conduct and security duties.' },
  { id: 'CQ-21d', area: 'catalog', must: 'Gathering into the platform is tracked against the responsibility list.' },
  { id: 'CQ-22c', area: 'objection', must: 'Municipal regulator sees and supervises every verification.' },
  { id: 'CQ-24d', area: 'application', must: "Only applicants meeting the entry's conditions are granted." },
];
