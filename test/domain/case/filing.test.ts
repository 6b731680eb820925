import { describe, expect, it } from 'vitest';
import type { Person } from '../../../domain/access/caller.ts';
import { type FiledBy, type Filing, openingStep, receive } from '../../../domain/case/receive.ts';
import { DistrictId } from '../../../domain/ids.ts';
import { Organisation } from '../../../domain/policy/policy.ts';
import type { Filer } from '../../../domain/policy/procedure.ts';
import { leads, stage } from '../../../domain/policy/writing.ts';
import { callers } from '../../builders/callers.ts';
import { filed } from '../../builders/case.ts';
import { at } from '../../builders/instants.ts';
import { madeUpPolicy } from '../../builders/policy.ts';
import { refusalOf } from '../../builders/refusal.ts';

const { anonymous: _, ...named } = callers;
const people = Object.entries(named) as [string, Person][];
const unit = (id: string, over: object = {}) => Organisation.parse({ id, title: { zh: id, en: id }, ...over });
const ecology = unit('ecology-bureau');
const housing = unit('laoshan-housing-bureau', { district: 'laoshan' });
const laoshan = DistrictId.parse('laoshan');

const receipt = (by: Filer | Filer[], filer: FiledBy, over: Partial<Filing> = {}) => {
  const duty = by === 'platform' ? { duty: { for: 'city' } } : {};
  const policy = madeUpPolicy({ application: { filing: { by, clause: 'XX-1' }, ...duty } });
  const filing = { procedure: 'application' as const, agency: ecology, content: {}, ...over };
  return receive(filing, filer, policy, at('2026-09-21 09:00'));
};

/** Who may file, and in what capacity. */
const filers = (by: Filer | Filer[], over: Partial<Filing> = {}) =>
  people.flatMap(([name, person]) => {
    try {
      return [[name, receipt(by, person, over).by.role]];
    } catch {
      return [];
    }
  });

describe('it is filed', () => {
  it.each<[Filer, Partial<Filing>, [string, string][]]>([
    [
      'agency-staff',
      {},
      [
        ['agency-clerk', 'agency-clerk'],
        ['agency-reviewer', 'agency-reviewer'],
        ['agency-principal', 'agency-principal'],
      ],
    ],
    ['agency-staff', { agency: housing }, [['district-clerk', 'agency-clerk']]],
    [
      'other-unit',
      {},
      [
        ['other-agency-clerk', 'applicant'],
        ['other-agency-reviewer', 'applicant'],
        ['other-agency-principal', 'applicant'],
        ['district-clerk', 'applicant'],
      ],
    ],
    ['municipal-regulator', { agency: housing }, [['regulator', 'regulator']]],
    ['same-level-regulator', {}, [['regulator', 'regulator']]],
    ['same-level-regulator', { agency: housing }, [['district-regulator', 'regulator']]],
    ['same-level-regulator', { agency: unit('x'), district: laoshan }, [['district-regulator', 'regulator']]],
    ['government', {}, [['government', 'government']]],
    ['expert', {}, [['expert', 'expert']]],
    ['operator', {}, [['operator', 'applicant']]],
    ['platform', {}, []],
  ])('by %s, of the matter %o, by nobody but them', (by, over, expected) => {
    expect(filers(by, over)).toEqual(expected);
  });

  it('by everybody who is registered, by those known by their real name, and by any of several', () => {
    expect(filers('registered')).toHaveLength(people.length);
    expect(filers('real-name').map(([name]) => name)).toEqual(['resident', 'company', 'blacklisted']);
    expect(filers(['government', 'expert']).map(([name]) => name)).toEqual(['government', 'expert']);
  });

  it('by the platform where it is its duty, and nowhere else', () => {
    expect(receipt('platform', 'platform')).toMatchObject({ by: { role: 'platform' }, subject: 'platform' });
    expect(() => receipt('registered', 'platform')).toThrow("the platform doesn't file application (XX-1)");
  });

  it('in the name of the unit by its staff alone, about whomever it is', () => {
    expect(receipt('agency-staff', callers['agency-clerk']).by).toEqual({
      role: 'agency-clerk',
      agency: 'ecology-bureau',
    });
    expect(receipt('registered', callers['agency-clerk']).by).toEqual({ role: 'applicant' });
    expect(receipt('registered', callers.company, { respondent: 'resident' }).respondent).toBe('resident');
    expect(receipt('registered', callers.company)).not.toHaveProperty('respondent');
  });

  it('by nobody else, who is told who may', () => {
    const told = (by: Filer | Filer[]) => refusalOf(() => receipt(by, callers.citizen)).text.en;
    expect(told(['agency-staff', 'government'])).toBe(
      'only staff of ecology-bureau or the government may file this (XX-1)',
    );
    expect(told('other-unit')).toContain('units other than ecology-bureau');
    expect(told('real-name')).toContain('real name');
  });
});

describe('it opens', () => {
  const stageOf = (by: 'agency') =>
    stage({ zh: '处理', en: 'Handling', clause: 'XX-4', by: [by], decisions: { pass: leads('closed') } });
  const openingFor = (opening: object, matter: object): string => {
    const found = madeUpPolicy({
      steps: { special: stageOf('agency') },
      application: { opens: [{ ...opening, at: 'special' }, { at: 'review' }] },
    }).procedures.application;
    if (found === undefined) throw new Error('there is no application');
    return openingStep(found, matter);
  };
  const byDepartment = unit('x', { department: 'ecology-bureau' });

  it.each([
    ['of a district', { level: 'district' }, { agency: housing }, { agency: ecology }],
    ['of a district without a unit', { level: 'district' }, { district: laoshan }, {}],
    ['of the city', { level: 'municipal' }, { agency: ecology }, { agency: housing }],
    ['of a regulator', { unit: 'regulator' }, { agency: unit('x', { regulator: true }) }, { agency: ecology }],
    ['of what a department leads', { unit: 'led-by-department' }, { agency: byDepartment }, { agency: ecology }],
    [
      'of a public service',
      { unit: 'public-service' },
      { agency: unit('x', { kind: 'public-service' }) },
      { agency: ecology },
    ],
    ['of a kind', { kinds: ['a'] }, { kind: 'a' }, { kind: 'b' }],
    ['of a kind and a level', { kinds: ['a'], level: 'district' }, { kind: 'a', agency: housing }, { kind: 'a' }],
  ])('at a step of its own where it is %s', (_what, opening, its, other) => {
    expect([openingFor(opening, its), openingFor(opening, other), openingFor(opening, {})]).toEqual([
      'special',
      'review',
      'level' in opening && opening.level === 'municipal' ? 'special' : 'review',
    ]);
  });
});

describe('a decision', () => {
  const decisions = (over: object) => ({ decisions: { pass: leads('closed', over) } });
  const passing =
    (over: object, said: object = {}) =>
    () =>
      filed({ policy: madeUpPolicy({ review: decisions(over) }) }).given(
        { command: 'pass', ...said },
        callers['agency-reviewer'],
      );
  const pointers = (over: object, said: object = {}) =>
    refusalOf(passing(over, said)).faults?.map(({ pointer }) => pointer);

  it('brings all that it has to, and nothing that has no place in it, all named at once', () => {
    expect(pointers({ carries: ['basis', 'days'] })).toEqual(['/basis', '/days']);
    expect(pointers({ carries: ['basis'] }, { days: 3 })).toEqual(['/basis', '/days']);
    expect(pointers({}, { basis: '《某法》' })).toEqual(['/basis']);
  });

  it('may bring what it may', () => {
    expect(passing({ carries: ['basis'], mayCarry: ['days'] }, { basis: '《某法》', days: 3 })).not.toThrow();
    expect(passing({ carries: ['basis'], mayCarry: ['days'] }, { basis: '《某法》' })).not.toThrow();
  });

  it('names every authority that has to be informed', () => {
    const informs = [
      { zh: '网信部门', en: 'the cyberspace authority' },
      { zh: '公安机关', en: 'the police' },
    ];
    const rule = { informs, carries: ['informed'] };
    expect(pointers(rule, { informed: ['网信部门'] })).toEqual(['/informed']);
    expect(passing(rule, { informed: ['公安机关', '网信部门'] })).not.toThrow();
  });
});
