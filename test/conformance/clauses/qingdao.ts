import type { Clause } from '../clause.ts';

/** 《青岛市公共数据开放工作细则》. */
export const qingdao: readonly Clause[] = [
  {
    id: 'QD-3',
    area: 'access',
    must: "Openness is unconditional, conditional or closed; opening happens only through the platform's procedures.",
  },
  {
    id: 'QD-6',
    area: 'objection',
    must: 'Suggestions, corrections, complaints and reports (意见建议、数据纠错、投诉举报) all reach the agency and are answered and tracked.',
  },
  { id: 'QD-7a', area: 'usage', must: 'Users can report security risks and quality problems of a dataset.' },
  {
    id: 'QD-7b',
    area: 'usage',
    must: 'A user of conditional data reports use, results and benefits; the report is asked for on time and its absence is visible to the agency.',
  },
  {
    id: 'QD-8',
    area: 'organisation',
    must: 'Municipal and district (区市) regulators, each with its own catalog level.',
  },
  {
    id: 'QD-9a',
    area: 'catalog',
    must: 'Conditions are structured (scenario, feedback, technical capability, security, credit); discriminatory ones by size or region are refused.',
  },
  { id: 'QD-9b', area: 'catalog', must: 'Closed data states its basis.' },
  {
    id: 'QD-10a',
    area: 'catalog',
    must: 'An entry states name, openness, type, conditions, update frequency; reviewed by the same-level regulator, then published, and adjustable.',
  },
  {
    id: 'QD-10b',
    area: 'catalog',
    must: 'Annual plan of new openings; municipal regulator gathers, reviews; published together, in principle by 31 May.',
  },
  {
    id: 'QD-11a',
    area: 'catalog',
    must: "Narrowing needs same-level regulator's consent, on change of law or duties, with documents; refused when basis and reasonable cause are both absent.",
  },
  {
    id: 'QD-11b',
    area: 'catalog',
    must: "Closed data may become open after anonymisation/de-identification or the right holder's consent; other changes need reasons and review.",
  },
  {
    id: 'QD-12.1',
    area: 'publish',
    must: 'To open: catalog entry, data dictionary, linked resource, security review, masking rules, then submit; a missing step is refused by name.',
  },
  {
    id: 'QD-12.2a',
    area: 'publish',
    must: 'Formal review by the same-level regulator within 2 wd; passed means published.',
  },
  {
    id: 'QD-12.2b',
    area: 'publish',
    must: 'Not passed: all reasons at once (一次性告知); the agency corrects and submits again; the earlier submission stays on record.',
  },
  {
    id: 'QD-12.3',
    area: 'publish',
    must: "Industry entry is the provincial portal's; fiscally funded data must apply and is reviewed; others may apply. The city links and receives.",
  },
  { id: 'QD-13a', area: 'service', must: 'Download in several structured file types.' },
  { id: 'QD-13b', area: 'service', must: 'Interfaces for query (查询) and for verification (校核比对).' },
  { id: 'QD-13c', area: 'service', must: 'Data sandbox / privacy computing as a further mode.' },
  {
    id: 'QD-14a',
    area: 'quality',
    must: 'Regulator evaluates quality at least yearly; agency answers for truth, integrity, accuracy, timeliness, availability.',
  },
  {
    id: 'QD-14b',
    area: 'quality',
    must: 'Update reminders by update frequency; no open dataset older than one year unless archived or discontinued; overdue ones are visible to all.',
  },
  { id: 'QD-15', area: 'access', must: 'Unconditional data: download or call directly, without an application.' },
  {
    id: 'QD-16',
    area: 'application',
    must: "Shandong real-name identity; on neither dishonesty list and no other serious dishonesty; dataset's conditions and security-assessment qualifications met.",
  },
  {
    id: 'QD-17.1',
    area: 'application',
    must: "Application form, security commitment (安全承诺书) and the dataset's required proofs are filed online.",
  },
  {
    id: 'QD-17.2a',
    area: 'application',
    must: 'Formal review (completeness, form) by the municipal regulator within 5 wd of receipt; a failure is returned with reasons.',
  },
  {
    id: 'QD-17.2b',
    area: 'application',
    must: 'Municipal regulator transfers (no limit); agency reviews within 10 wd (start implied: transfer); equal treatment. Reasons for agency refusal: own choice.',
  },
  {
    id: 'QD-17.3',
    area: 'agreement',
    must: 'Agreement signed (provincial template, may be supplemented), permission opened, same-level regulator notified.',
  },
  {
    id: 'QD-18a',
    area: 'demand',
    must: "Form; municipal regulator's formal review within 5 wd of receipt; returned with reasons or passed to the agency.",
  },
  {
    id: 'QD-18b',
    area: 'demand',
    must: 'Agency assesses and answers, in principle within 10 wd (start implied: transfer).',
  },
  {
    id: 'QD-18c',
    area: 'demand',
    must: 'Openable: opened on the platform within 20 wd of that answer; not openable: reasons given.',
  },
  {
    id: 'QD-19a',
    area: 'objection',
    must: 'Objection: error, omission, infringement; regulator and agency verify together; errors and omissions are corrected and completed.',
  },
  {
    id: 'QD-19b',
    area: 'objection',
    must: 'Infringement: opening is suspended at once (立即中止): download links already issued and interface calls stop working; then takedown, restore, or reopen after processing.',
  },
  {
    id: 'QD-19c',
    area: 'objection',
    must: 'Agency reports the result, for errors and infringement alike, within 10 wd (start implied: receipt).',
  },
  {
    id: 'QD-20',
    area: 'usage',
    must: 'Products name source and acquisition date; may be published if no secrets, third-party IP, personal data or illegality; prior review own choice.',
  },
  {
    id: 'QD-22',
    area: 'supervision',
    must: 'Effectiveness evaluation per agency and district, periodic bulletin (通报).',
  },
  { id: 'QD-23', area: 'organisation', must: 'Each agency keeps its responsible persons up to date.' },
  {
    id: 'QD-25',
    area: 'security',
    must: 'Security review and risk assessment before opening; city-wide and district-wide risk assessment.',
  },
  { id: 'QD-2', area: 'security', must: 'State secrets stay outside the platform, as CQ-2.' },
  { id: 'QD-6b', area: 'usage', must: 'Agency follows up use; rectified problem data is re-verified.' },
  { id: 'QD-9c', area: 'catalog', must: 'Openness rests on a recorded assessment; conditions match risk.' },
  {
    id: 'QD-13d',
    area: 'service',
    must: 'Gathered data: regulator and agency build the interface; ungathered: the agency; published only via the platform.',
  },
];
