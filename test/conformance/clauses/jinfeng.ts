import type { Clause } from '../clause.ts';

/** 《金凤区公共数据资源管理办法(试行)》. */
export const jinfeng: readonly Clause[] = [
  {
    id: 'JF-3',
    area: 'catalog',
    must: 'Data kinds include tables, images/video, spatial and streaming data.',
    pure: 'schema',
  },
  {
    id: 'JF-8',
    area: 'catalog',
    must: 'An entry states owning system, resource name, update cycle, information items, sharing type, sharing mode.',
    pure: 'schema',
  },
  { id: 'JF-9', area: 'catalog', must: 'Units compile, the centre reviews and forms the district list.' },
  { id: 'JF-10a', area: 'catalog', must: 'Catalog or structure change: applied for within 10 wd of the change.' },
  { id: 'JF-10b', area: 'catalog', must: 'The centre answers within 5 wd; passed: the unit changes the entry.' },
  {
    id: 'JF-11',
    area: 'demand',
    must: "Units' demand list for other units' data; approved demands are led by the demanding unit (主题库).",
  },
  { id: 'JF-13', area: 'catalog', must: 'Responsibility list derived from gathered data, filed (填报) by the unit.' },
  { id: 'JF-14', area: 'sharing', must: 'List of data not shared, each with its legal basis.' },
  { id: 'JF-18', area: 'quality', must: "Updates by the entry's update cycle; who provides is responsible." },
  {
    id: 'JF-19a',
    area: 'objection',
    must: 'Demanding unit reports error, omission or infringement to the centre; found, fed back, fixed, verified; who verifies is own choice.',
  },
  {
    id: 'JF-19b',
    area: 'objection',
    must: "Handled within 5 wd of the feedback; extended after the centre's review to at most 15 wd in all; urgent ones get a limit set case by case.",
  },
  { id: 'JF-20', area: 'quality', must: 'Cleaning, comparison, checking of gathered data; quality is monitored.' },
  {
    id: 'JF-22',
    area: 'sharing',
    must: 'Exchange across three levels, between units, and with society (社会面).',
    partly: {
      shown: 'demands of other levels, units and society reach the centre, which answers how the data is exchanged',
      notBuilt: 'the exchange itself with the platforms of city, region and society',
    },
  },
  { id: 'JF-23a', area: 'sharing', must: 'Free; refusal only on a legal or reasonableness basis.' },
  {
    id: 'JF-23b',
    area: 'sharing',
    must: "Shared data isn't passed to third parties nor used otherwise: the grant says so and passing on is technically refused (no re-catalog, no re-grant).",
  },
  { id: 'JF-24', area: 'sharing', must: 'Three sharing types with reason and basis for conditional and none.' },
  { id: 'JF-25a', area: 'sharing', must: 'Unconditional: supplied promptly by the platform.' },
  {
    id: 'JF-25b',
    area: 'sharing',
    must: 'Conditional: application with business flow and scenario, centre reviews, responsible unit consents within 5 wd of being asked; a refusal with basis goes back to the centre for review.',
  },
  { id: 'JF-25c', area: 'sharing', must: 'Conditional and not-shared data may be supplied after masking.' },
  { id: 'JF-26', area: 'security', must: 'Authentication, access control, audit trail; periodic tests and drills.' },
  {
    id: 'JF-27',
    area: 'security',
    must: 'Plans and drills; incident: contain, keep records, report to 区委网信办 and 区数据管理服务中心.',
  },
  {
    id: 'JF-28',
    area: 'agreement',
    must: "Applicant unit commits: own work only, confidential, no third party without the provider's consent.",
  },
  {
    id: 'JF-29a',
    area: 'security',
    must: 'Centre and units assess risk before opening; secrets, business secrets, privacy are never opened (no masking exception).',
  },
  {
    id: 'JF-29b',
    area: 'security',
    must: 'Any cross-border flow refused unless a security assessment is on record; no exempt class in the text.',
  },
  {
    id: 'JF-31',
    area: 'supervision',
    must: 'Supervision, rectification orders, assessment figures per unit over cataloguing, gathering, sharing, opening, use.',
  },
  {
    id: 'JF-35',
    area: 'organisation',
    must: "In force 2023-08-01 to 2025-08-01: as DZ-53; for Jinfeng today's date is outside, so the warning must show.",
  },
  { id: 'JF-2', area: 'security', must: 'State secrets stay outside the platform (JF-2, JF-33), as CQ-2.' },
  {
    id: 'JF-7',
    area: 'catalog',
    must: "Existing platforms merged; every new information system passes the centre's data review (统筹论证) first.",
  },
  { id: 'JF-12', area: 'sharing', must: 'All data demands go to the centre only.' },
  { id: 'JF-15', area: 'catalog', must: "Gathering only within the catalog's scope." },
  { id: 'JF-16', area: 'catalog', must: 'One datum, one source.' },
  { id: 'JF-17', area: 'catalog', must: "Collection basis recorded; outside law, the subject's consent." },
  {
    id: 'JF-26b',
    area: 'security',
    must: 'Secrecy review before sharing or opening; responsible section and person named.',
  },
  { id: 'JF-32', area: 'supervision', must: 'Assessment figures export to 智慧金凤 platform.' },
  { id: 'JF-34', area: 'organisation', must: 'Vertically managed units take part by reference.' },
];
