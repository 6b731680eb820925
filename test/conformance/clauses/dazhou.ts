import type { Clause } from '../clause.ts';

/** 《達州市公共數據管理辦法》. */
export const dazhou: readonly Clause[] = [
  {
    id: 'DZ-12',
    area: 'catalog',
    must: 'Classification and grading (分类分级): sensitivity level on every entry, rules by level.',
  },
  {
    id: 'DZ-13',
    area: 'catalog',
    must: "Fields as listed; a unit's sub-catalog is reviewed by the same-level regulator, a regulator's by the one above.",
    pure: 'schema',
  },
  { id: 'DZ-14', area: 'catalog', must: 'One datum has exactly one legal source department.' },
  { id: 'DZ-15', area: 'catalog', must: 'Resource inventory (资源清单) per unit, and periodic census.' },
  {
    id: 'DZ-16.1',
    area: 'quality',
    must: 'Basic quality check on all gathered data; problems go back to the providing unit, which rectifies; closed loop tracked.',
  },
  {
    id: 'DZ-16.2',
    area: 'objection',
    must: 'A person concerned applies for correction of data about itself; handled and answered within 30 d (calendar days).',
  },
  { id: 'DZ-18', area: 'sharing', must: 'Sharing between departments is the rule, not sharing the exception.' },
  {
    id: 'DZ-19',
    area: 'sharing',
    must: 'Sharing attribute: unconditional, conditional (reasons and conditions), none (legal basis).',
  },
  {
    id: 'DZ-20a',
    area: 'sharing',
    must: 'Departments obtain unconditional shares directly; conditional ones by application with reason, basis, use.',
  },
  {
    id: 'DZ-20b',
    area: 'sharing',
    must: 'The regulator answers within 5 wd; refusals with reason and basis; if undetermined, extended by 5 wd while the provider is consulted.',
  },
  { id: 'DZ-21', area: 'sharing', must: 'Sharing responsibility list, kept up to date.' },
  {
    id: 'DZ-22',
    area: 'sharing',
    must: 'Sharing demands outside the catalog, negotiated by the regulator, then added to the list.',
  },
  {
    id: 'DZ-23',
    area: 'sharing',
    must: 'Cross-level and cross-region sharing goes through the municipal regulator with the departments concerned.',
  },
  {
    id: 'DZ-24',
    area: 'catalog',
    must: 'High-value data (enterprise registration, health, transport, weather) is prioritised; private and business data never directly opened.',
  },
  { id: 'DZ-25', area: 'catalog', must: 'Closed data after masking and consent may be opened.' },
  { id: 'DZ-26', area: 'catalog', must: 'Opening responsibility list published and kept up to date.' },
  { id: 'DZ-27a', area: 'access', must: 'Unconditional data directly.' },
  {
    id: 'DZ-27b',
    area: 'application',
    must: 'Conditional data: application to the regulator with reason, basis, use.',
  },
  {
    id: 'DZ-27c',
    area: 'application',
    must: 'Answer within 5 wd of receipt; yes: mode, time, requirements; no: reason and basis.',
  },
  {
    id: 'DZ-28.1',
    area: 'demand',
    must: 'Regulator consults the source: opened; or unfit or type undetermined: told promptly with reasons.',
  },
  {
    id: 'DZ-28.2',
    area: 'objection',
    must: 'Error, omission, business secret, confidential business information, privacy or personal information: upheld: measures within 10 wd of receipt; else told promptly with reasons.',
  },
  {
    id: 'DZ-29',
    area: 'agreement',
    must: 'Applicant signs the commitment; feedback goes to the regulator; signing moment (before grant) own choice.',
  },
  {
    id: 'DZ-30',
    area: 'agreement',
    must: "City or county government authorises a qualified organisation (incorporated or not) over government departments' data by agreement; sandbox own choice.",
  },
  { id: 'DZ-31', area: 'publish', must: 'Persons and companies may share or open their own data voluntarily.' },
  {
    id: 'DZ-39',
    area: 'catalog',
    must: 'Asset registration data can be recorded and exported; certificate own choice.',
  },
  {
    id: 'DZ-43',
    area: 'supervision',
    must: 'Regulator, competent department or right holder, each within its powers: restrict, close, end authorisation; reasons and appeal own choice.',
  },
  {
    id: 'DZ-45',
    area: 'security',
    must: 'Competent department starts the plan, contains, warns the public, informs cyberspace office and police.',
  },
  {
    id: 'DZ-47',
    area: 'supervision',
    must: 'Expert committee; disputes in sharing and opening coordinated by the regulator with its advice.',
  },
  {
    id: 'DZ-49',
    area: 'audit',
    must: 'Transparent, auditable, traceable; supervision data exchanged with departments; dishonesty handled by law, never our own credit list.',
    partly: {
      shown: 'the trail, no list of credit, and an export of the figures as JSON and CSV for whoever supervises',
      notBuilt: 'the delivery of that export into the systems of other departments',
    },
  },
  {
    id: 'DZ-53',
    area: 'organisation',
    must: 'The measure is in force 2025-03-01 for five years: outside that, the platform warns at deployment and to regulators, and says which rule a case was begun under.',
  },
  { id: 'DZ-3', area: 'organisation', must: 'Units are 政務部門 or 公共服務組織; DZ-30 reaches only the former.' },
  { id: 'DZ-5', area: 'organisation', must: "Park committees manage their area's data." },
  {
    id: 'DZ-6',
    area: 'organisation',
    must: 'Regulator and operator (大數據服務中心) are separate roles; counties may lack either; national and provincial exchange.',
    partly: {
      shown: 'regulator and operator are two roles, and the municipal regulator stands in for a county that has none',
      notBuilt: 'the exchange with the platforms of province and nation',
    },
  },
  { id: 'DZ-7', area: 'organisation', must: 'Each unit names a chief data officer.' },
  { id: 'DZ-10', area: 'catalog', must: 'One municipal platform; existing ones merged.' },
  {
    id: 'DZ-11',
    area: 'catalog',
    must: 'Before project acceptance: catalog and dictionary filed, receipt issued; unshared purchased data is reported for payment control.',
  },
  { id: 'DZ-17', area: 'quality', must: 'Data is checked against the adopted standards.' },
  {
    id: 'DZ-44',
    area: 'security',
    must: "Units' plans and periodic risk assessments recorded; important/core data flagged.",
  },
];
