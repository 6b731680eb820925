import { describe, expect, it } from 'vitest';
import { Person } from '../../../domain/access/caller.ts';
import { addressOf, boxesOf } from '../../../domain/case/boxes.ts';
import type { Case } from '../../../domain/case/case.ts';
import { isActor, maySee } from '../../../domain/case/permissions.ts';
import { AgencyId, DistrictId } from '../../../domain/ids.ts';
import type { Actor } from '../../../domain/policy/words.ts';
import { effect, leads, stage } from '../../../domain/policy/writing.ts';
import { filed } from '../../builders/case.ts';
import { madeUpPolicy } from '../../builders/policy.ts';

const laoshan = DistrictId.parse('laoshan');
const unit = (id: string) => AgencyId.parse(id);

/** A matter between two units of one district, whose department leads the one, about what a third unit did with data. */
const kase: Case = {
  ...filed().kase,
  agency: { id: unit('owner'), district: laoshan, department: unit('department') },
  counterpart: { id: unit('asker'), district: laoshan },
  district: laoshan,
  respondent: 'agency:user',
};

const person = (subject: string, more: object): Person =>
  Person.parse({ kind: 'person', subject, name: subject, roles: [], realName: 'none', dishonest: false, ...more });

/** Everybody there is: staff of every unit, authorities of every level. */
const people: readonly Person[] = [
  ...['owner', 'department', 'asker', 'user', 'stranger'].flatMap((agency) =>
    ['clerk', 'reviewer', 'principal'].map((role) =>
      person(`${agency} ${role}`, { agency, roles: [`agency-${role}`] }),
    ),
  ),
  ...['regulator', 'government'].flatMap((role) => [
    person(role, { roles: [role] }),
    ...['laoshan', 'huangdao'].map((district) => person(`${district} ${role}`, { district, roles: [role] })),
  ]),
  ...['expert', 'operator', 'auditor'].map((role) => person(role, { roles: [role] })),
  person('company', {}),
];
const named = (fits: (person: Person) => boolean): string[] => people.filter(fits).map(({ subject }) => subject);
const who = (actor: Actor, of: Case): string[] => named((each) => isActor(actor, each, of));

const municipal: Case = { ...kase, counterpart: { id: unit('asker') } };
const { agency: _agency, counterpart: _counterpart, district: _district, respondent: _respondent, ...nobodys } = kase;

describe('an actor of a case', () => {
  it.each<[Actor, string[], string]>([
    ['applicant', ['company'], 'person:company'],
    ['agency-staff', ['owner clerk', 'owner reviewer', 'owner principal'], 'agency:owner'],
    ['agency', ['owner reviewer', 'owner principal'], 'agency:owner'],
    ['agency-principal', ['owner principal'], 'agency:owner'],
    ['department', ['department reviewer', 'department principal'], 'agency:department'],
    ['counterpart', ['asker reviewer', 'asker principal'], 'agency:asker'],
    ['counterpart-principal', ['asker principal'], 'agency:asker'],
    ['respondent', ['user reviewer', 'user principal'], 'agency:user'],
    ['municipal-regulator', ['regulator'], 'regulator:municipal'],
    ['same-level-regulator', ['laoshan regulator'], 'regulator:laoshan'],
    ['common-regulator', ['laoshan regulator'], 'regulator:laoshan'],
    ['government', ['laoshan government'], 'government:laoshan'],
    ['common-government', ['laoshan government'], 'government:laoshan'],
    ['expert', ['expert'], 'expert'],
  ])('the %s is nobody but %j, reached at %s', (actor, subjects, address) => {
    expect(who(actor, kase)).toEqual(subjects);
    expect(addressOf(actor, kase)).toBe(address);
  });

  it.each<[Actor, string, string]>([
    ['common-regulator', 'regulator', 'regulator:municipal'],
    ['common-government', 'government', 'government'],
  ])('the %s of units of unlike levels is the municipal %s', (actor, subject, address) => {
    expect(who(actor, municipal)).toEqual([subject]);
    expect(addressOf(actor, municipal)).toBe(address);
  });

  it.each<[Actor]>([
    ['agency'],
    ['agency-staff'],
    ['agency-principal'],
    ['department'],
    ['counterpart'],
  ])('the %s of what is no unit’s yet is nobody, and the municipal regulator is told in its place', (actor) => {
    expect(who(actor, nobodys)).toEqual([]);
    expect(addressOf(actor, nobodys)).toBe('regulator:municipal');
  });

  it('the respondent is a person where a person’s use is in question', () => {
    const ofPerson = { ...kase, respondent: 'resident' };
    expect(isActor('respondent', person('resident', {}), ofPerson)).toBe(true);
    expect(who('respondent', ofPerson)).toEqual([]);
    expect(addressOf('respondent', ofPerson)).toBe('person:resident');
  });

  const authorities: [Actor, object][] = [
    ['agency', { agency: 'owner', roles: ['agency-reviewer'] }],
    ['agency-principal', { agency: 'owner', roles: ['agency-principal'] }],
    ['department', { agency: 'department', roles: ['agency-reviewer'] }],
    ['municipal-regulator', { roles: ['regulator'] }],
    ['same-level-regulator', { roles: ['regulator'], district: 'laoshan' }],
    ['common-regulator', { roles: ['regulator'], district: 'laoshan' }],
    ['government', { roles: ['government'], district: 'laoshan' }],
    ['common-government', { roles: ['government'], district: 'laoshan' }],
    ['expert', { roles: ['expert'] }],
  ];

  it.each(
    authorities,
  )('the %s isn’t whoever filed the case for itself, but whoever took it up by office', (actor, more) => {
    const filer = person('company', more);
    expect(isActor(actor, filer, { ...kase, filedAs: 'applicant' })).toBe(false);
    expect(isActor(actor, filer, { ...kase, filedAs: 'agency-clerk' })).toBe(false);
    for (const filedAs of ['regulator', 'government', 'expert'] as const)
      expect(isActor(actor, filer, { ...kase, filedAs })).toBe(true);
  });
});

const waits = (by: Actor) =>
  stage({ zh: '处理', en: 'Handling', clause: 'XX-4', by: [by], decisions: { pass: leads('closed') } });
const under = (steps: object = {}, application: object = {}) => {
  const found = madeUpPolicy({ steps: { ...steps }, application: { ...application } }).procedures.application;
  if (found === undefined) throw new Error('there is no application');
  return found;
};
const seenBy = (of: Case, procedure = under()): string[] => named((each) => maySee(each, of, procedure));

const units = (...ids: string[]): string[] =>
  ids.flatMap((id) => ['clerk', 'reviewer', 'principal'].map((role) => `${id} ${role}`));

describe('a case between units is seen by', () => {
  const seeing = [
    ...units('owner', 'department', 'asker', 'user'),
    'regulator',
    'laoshan regulator',
    'auditor',
    'company',
  ];

  it('the units that it concerns, the regulators of its level and the municipal one, auditors and its applicant', () => {
    expect(seenBy({ ...kase, stands: 'review' })).toEqual(seeing);
  });

  it.each<[Actor, string]>([
    ['government', 'laoshan government'],
    ['common-government', 'laoshan government'],
    ['expert', 'expert'],
  ])('the %s too where a stage is its, before it is there', (actor, subject) => {
    expect(new Set(seenBy({ ...kase, stands: 'review' }, under({ handling: waits(actor) })))).toEqual(
      new Set([...seeing, subject]),
    );
  });

  it('experts who may advise once they are asked, also when the stage is over', () => {
    const procedure = under({}, { referral: { by: ['agency'], clause: 'XX-5' } });
    expect(seenBy({ ...kase, stands: 'review' }, procedure)).not.toContain('expert');
    expect(seenBy({ ...kase, stands: 'review', consulted: true }, procedure)).toContain('expert');
    expect(seenBy({ ...kase, stands: 'review', consulted: true }, procedure)).not.toContain('government');
  });

  it('the person whose use is in question', () => {
    expect(maySee(person('resident', {}), { ...kase, respondent: 'resident' }, under())).toBe(true);
    expect(maySee(person('resident', {}), kase, under())).toBe(false);
  });

  it('no operator, whatever else it is', () => {
    const operating = person('both', { roles: ['operator', 'agency-principal'], agency: 'owner' });
    expect(maySee(operating, kase, under())).toBe(false);
  });
});

describe('ZW-20: what a unit’s own head has yet to approve', () => {
  const procedure = under({ approval: waits('counterpart-principal') }, { opens: [{ at: 'approval' }] });
  const drafted: Case = { ...kase, stands: 'approval' };

  it.each<[string, Case, boolean]>([
    ['while it waits for the head', drafted, false],
    ['once the head has passed it on', { ...drafted, stands: 'review', first: { stage: 'approval' } }, true],
    [
      'where the head declined it',
      { ...drafted, stands: 'closed', first: { stage: 'approval', outcome: 'refused' } },
      false,
    ],
    [
      'where the other unit refused it',
      { ...drafted, stands: 'closed', first: { stage: 'review', outcome: 'refused' } },
      true,
    ],
  ])('is seen and listed by the unit that is asked, and its department: %s', (_when, of, seen) => {
    for (const asked of ['owner', 'department']) {
      expect(seenBy(of, procedure).includes(`${asked} clerk`)).toBe(seen);
      expect(boxesOf(of, procedure).includes(`all#agency:${asked}`)).toBe(seen);
    }
    expect(seenBy(of, procedure)).toContain('asker clerk');
    expect(boxesOf(of, procedure)).toContain('all#agency:asker');
  });
});

describe('a case between units is listed', () => {
  const standing: Case = { ...kase, stands: 'review' };

  it('with the unit whose use is in question, or among the cases of the person', () => {
    expect(boxesOf(standing, under())).toContain('all#agency:user');
    expect(boxesOf({ ...standing, respondent: 'resident' }, under())).toContain('mine#person:resident');
  });

  it('among nobody’s own where the platform opened it', () => {
    expect(boxesOf(standing, under())).toContain('mine#person:company');
    expect(boxesOf({ ...standing, filedAs: 'platform' }, under()).filter((box) => box.startsWith('mine#'))).toEqual([]);
  });

  it('in the experts’ inbox while it lies with them', () => {
    expect(boxesOf({ ...standing, referred: true }, under())).toContain('inbox#expert');
    expect(boxesOf({ ...standing, referred: false, consulted: true }, under())).not.toContain('inbox#expert');
  });

  it('with the regulator alone while it is no unit’s', () => {
    expect(boxesOf({ ...nobodys, stands: 'review' }, under()).filter((box) => box.startsWith('all#'))).toEqual([
      'all#regulator:municipal',
    ]);
    expect(seenBy({ ...nobodys, stands: 'review' })).toEqual(['regulator', 'auditor', 'company']);
  });

  const fulfilment = { by: 'newer-release', to: 'closed', outcome: 'done' };

  it('in no inbox where a measure merely lasts, where there is nothing to decide, or the platform acts', () => {
    for (const [stands, procedure] of [
      ['lasting', under({ lasting: { ...waits('agency'), rests: true } })],
      ['fulfilling', under({ fulfilling: { ...waits('agency'), decisions: {}, fulfilment } })],
      ['grant', under({ grant: effect('grant-access', { zh: '开通', en: 'Grant' }, 'XX-3', 'closed') })],
    ] as const)
      expect(boxesOf({ ...kase, stands }, procedure).filter((box) => box.startsWith('inbox#'))).toEqual([]);
  });
});
