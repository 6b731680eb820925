import { anonymous, type Caller, Person } from '../../domain/access/caller.ts';

const person = (
  subject: string,
  more: Omit<Partial<Person>, 'agency' | 'district'> & { agency?: string; district?: string } = {},
) => Person.parse({ kind: 'person', subject, name: subject, roles: [], realName: 'none', dishonest: false, ...more });

/** Who may call, by the names of the laptop's personas. */
export const callers = {
  anonymous: anonymous as Caller,
  citizen: person('citizen'),
  resident: person('resident', { realName: 'person' }),
  company: person('company', { realName: 'organisation' }),
  blacklisted: person('blacklisted', { realName: 'organisation', dishonest: true }),
  'agency-clerk': person('agency-clerk', { roles: ['agency-clerk'], agency: 'ecology-bureau' }),
  'agency-reviewer': person('agency-reviewer', { roles: ['agency-reviewer'], agency: 'ecology-bureau' }),
  'agency-principal': person('agency-principal', { roles: ['agency-principal'], agency: 'ecology-bureau' }),
  'other-agency-clerk': person('other-agency-clerk', { roles: ['agency-clerk'], agency: 'civil-affairs-bureau' }),
  'other-agency-reviewer': person('other-agency-reviewer', {
    roles: ['agency-reviewer'],
    agency: 'civil-affairs-bureau',
  }),
  'other-agency-principal': person('other-agency-principal', {
    roles: ['agency-principal'],
    agency: 'civil-affairs-bureau',
  }),
  'district-clerk': person('district-clerk', {
    roles: ['agency-clerk'],
    agency: 'laoshan-housing-bureau',
    district: 'laoshan',
  }),
  regulator: person('regulator', { roles: ['regulator'] }),
  'district-regulator': person('district-regulator', { roles: ['regulator'], district: 'laoshan' }),
  government: person('government', { roles: ['government'] }),
  expert: person('expert', { roles: ['expert'] }),
  operator: person('operator', { roles: ['operator'] }),
  auditor: person('auditor', { roles: ['auditor'] }),
};
export type CallerName = keyof typeof callers;
