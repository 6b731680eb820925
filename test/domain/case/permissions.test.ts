import { describe, expect, it } from 'vitest';
import { isActor, mayKnowFiler, maySee, permissionsOf } from '../../../domain/case/permissions.ts';
import { AgencyId } from '../../../domain/ids.ts';
import { type CommandName, commandNames, type ProcedureName } from '../../../domain/policy/words.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type CallerName, callers } from '../../builders/callers.ts';
import { type CaseStory, filed } from '../../builders/case.ts';

type Persona = Exclude<CallerName, 'anonymous'>;
const personas = Object.keys(callers).filter((name): name is Persona => name !== 'anonymous');
const personOf = (name: Persona) => {
  const caller = callers[name];
  if (caller.kind !== 'person') throw new Error(`${name} is nobody`);
  return caller;
};

/** A case of each procedure at each step where it can stand. The agency is municipal, the applicant the company. */
const { company, 'agency-clerk': clerk, 'agency-reviewer': reviewer, regulator } = callers;
const application = filed();
const inReview = application.given('pass', regulator);
const atAgreement = inReview.given('approve', reviewer);
const granted = atAgreement.given('sign', company).given('sign', reviewer);
const publication = filed({ procedure: 'publication' });
const passed = publication.given('pass', regulator);
const objection = filed({ procedure: 'objection', kind: 'error' });
const infringement = filed({ procedure: 'objection', kind: 'infringement' });
const found = (finding: CommandName) => objection.given(finding, regulator).given(finding, reviewer);
const infringing = found('confirm-infringement');

const standing: Record<string, CaseStory[]> = {
  publication: [publication, publication.given('return', regulator), passed, passed.effected()],
  application: [application, inReview, atAgreement, granted, inReview.given('refuse', reviewer), granted.effected()],
  objection: [
    infringement,
    objection,
    infringing,
    infringing.effected(),
    found('unfounded'),
    found('unfounded').effected(),
  ],
};

const supplementing = { company: ['supplement', 'withdraw'] } as const;
/** Theirs at a stage, but only once an extension was asked for. */
const unasked = ['grant-extension', 'deny-extension'] as const satisfies readonly CommandName[];
const verifying = ['confirm-error', 'confirm-infringement', 'unfounded'] as const;
const staff = (...commands: CommandName[]) => ({
  'agency-clerk': commands,
  'agency-reviewer': commands,
  'agency-principal': commands,
});
const reviewers = (...commands: CommandName[]) => ({ 'agency-reviewer': commands, 'agency-principal': commands });

/** Typed from the regulation, not from the code: who may command what at which stage. Whatever isn't here is refused. */
const granting: Record<string, Record<string, Partial<Record<Persona, readonly CommandName[]>>>> = {
  publication: {
    'formal-review': { regulator: ['pass', 'return'], ...staff('withdraw') },
    correction: staff('resubmit', 'withdraw'),
  },
  application: {
    'formal-review': { regulator: ['pass', 'return'], ...supplementing },
    'agency-review': { ...reviewers('approve', 'refuse'), ...supplementing },
    agreement: { company: ['sign', 'decline', 'withdraw'], ...reviewers('sign', 'decline') },
  },
  objection: {
    // An error's five days by the measures beside the detailed rules are extended with the consent of the head.
    verification: {
      regulator: verifying,
      'agency-reviewer': [...verifying, 'request-extension'],
      'agency-principal': [...verifying, 'request-extension', ...unasked],
      ...supplementing,
    },
    disposal: { regulator: ['take-down', 'restore', 'reopen'] },
  },
};

/** What becomes of a command: taken, or refused with that code. */
function answerTo(story: CaseStory, command: CommandName, persona: Persona): string {
  try {
    return story.ruling(command, personOf(persona), story.kase.changedAt).body.type === undefined ? '' : 'taken';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

function expected(procedure: string, stage: string, command: CommandName, persona: Persona): string {
  const stages = granting[procedure] ?? {};
  const has = (at: string): boolean => stages[at]?.[persona]?.includes(command) ?? false;
  if (has(stage)) return unasked.some((each) => each === command) ? 'not-now' : 'taken';
  return Object.keys(stages).some(has) ? 'not-now' : 'forbidden';
}

describe.each(Object.entries(standing))('%s', (procedure, stories) => {
  it.each(
    stories.map((story) => [story.kase.stands, story] as const),
  )('at %s takes exactly the commands of those who have them there', (stage, story) => {
    const wrong = personas.flatMap((persona) =>
      commandNames.flatMap((command) => {
        const answer = answerTo(story, command, persona);
        const wanted = expected(procedure, stage, command, persona);
        return answer === wanted ? [] : [`${persona} ${command}: ${answer}, not ${wanted}`];
      }),
    );

    expect(wrong).toEqual([]);
  });

  it('has no permission beside the table', () => {
    const actors = new Set(permissionsOf(stories[0]?.procedure ?? application.procedure).map((p) => p.stage));

    expect([...actors].sort()).toEqual(Object.keys(granting[procedure] ?? {}).sort());
  });
});

describe('a district’s agency', () => {
  const ofDistrict = (procedure: ProcedureName) =>
    filed({
      procedure,
      agency: 'laoshan-housing-bureau',
      ...(procedure === 'publication' ? { by: callers['district-clerk'] } : {}),
    });

  it('QD-12.2a: has its publication reviewed by the district’s regulator, not by the municipal one', () => {
    expect(answerTo(ofDistrict('publication'), 'pass', 'district-regulator')).toBe('taken');
    expect(answerTo(ofDistrict('publication'), 'pass', 'regulator')).toBe('forbidden');
  });

  it('QD-17.2a: has its applications reviewed by the municipal regulator', () => {
    expect(answerTo(ofDistrict('application'), 'pass', 'regulator')).toBe('taken');
    expect(answerTo(ofDistrict('application'), 'pass', 'district-regulator')).toBe('forbidden');
  });

  it('QD-19a: has objections verified with the district’s regulator', () => {
    expect(answerTo(ofDistrict('objection'), 'unfounded', 'district-regulator')).toBe('taken');
    expect(answerTo(ofDistrict('objection'), 'unfounded', 'regulator')).toBe('forbidden');
  });
});

describe('duties are kept apart:', () => {
  it('whoever filed an application decides nothing on it, in whatever other role', () => {
    const both = { ...personOf('regulator'), subject: 'company', realName: 'organisation' as const };
    const agencyToo = { ...personOf('agency-principal'), subject: 'company', realName: 'organisation' as const };

    expect(() => application.given('pass', both)).toThrow('"pass" is not yours to give in case case-1');
    expect(() => inReview.given('approve', agencyToo)).toThrow('"approve" is not yours to give in case case-1');
    expect(() => atAgreement.given('sign', agencyToo).given('sign', agencyToo)).toThrow('has given "sign" already');
  });

  it('an operator decides nothing, whatever else it is', () => {
    const operating = { ...personOf('regulator'), roles: ['operator' as const, 'regulator' as const] };

    expect(() => application.given('pass', operating)).toThrow('is not yours to give');
    expect(isActor('municipal-regulator', operating, application.kase)).toBe(false);
  });

  it('an operator that files a case is its applicant all the same', () => {
    expect(isActor('applicant', { ...personOf('operator'), subject: 'company' }, application.kase)).toBe(true);
  });

  it('an agency’s clerk reviews no application', () => {
    expect(isActor('agency', clerk, inReview.kase)).toBe(false);
  });
});

describe('a refused command', () => {
  it('tells whoever has it elsewhere how the case stands now', () => {
    try {
      inReview.given('pass', regulator);
    } catch (error) {
      expect(error).toMatchObject({
        code: 'not-now',
        text: {
          zh: '办件 case-1 现处于“agency-review”,此时不能执行“pass”',
          en: 'case case-1 stands at "agency-review"; "pass" can\'t be given there',
        },
        state: { id: 'case-1', state: 'open', stage: 'agency-review', version: 2 },
      });
    }
    expect.assertions(1);
  });
});

describe('a case is seen by', () => {
  const seenBy = (story: CaseStory): Persona[] =>
    personas.filter((name) => maySee(personOf(name), story.kase, story.procedure));
  const always: Persona[] = ['auditor', 'regulator'];

  it('its applicant, its agency, the municipal regulator and auditors; by no government or expert without a part in it', () => {
    expect(seenBy(application).sort()).toEqual(
      [...always, 'company', 'agency-clerk', 'agency-reviewer', 'agency-principal'].sort(),
    );
  });

  it('the district’s regulator if its agency is the district’s', () => {
    expect(seenBy(filed({ agency: 'laoshan-housing-bureau' })).sort()).toEqual(
      [...always, 'company', 'district-clerk', 'district-regulator'].sort(),
    );
  });
});

describe('who filed a case is known to', () => {
  const knownTo = (story: CaseStory): Persona[] =>
    personas.filter(
      (name) =>
        maySee(personOf(name), story.kase, story.procedure) &&
        mayKnowFiler(personOf(name), story.kase, story.procedure),
    );

  it('all who see it, as a rule', () => {
    expect(knownTo(application)).toEqual(expect.arrayContaining(['agency-clerk', 'agency-reviewer', 'regulator']));
  });

  it('its filer, regulators and auditors, where that is confidential', () => {
    expect(knownTo(filed({ procedure: 'complaint' })).sort()).toEqual(['auditor', 'company', 'regulator']);
    expect(knownTo(filed({ procedure: 'complaint', by: clerk })).sort()).toEqual([
      'agency-clerk',
      'auditor',
      'regulator',
    ]);
  });

  it('no regulator that is of the unit complained about', () => {
    const { kase, procedure } = filed({ procedure: 'complaint' });
    const own = { ...regulator, agency: AgencyId.parse('ecology-bureau') };
    expect([mayKnowFiler(regulator, kase, procedure), mayKnowFiler(own, kase, procedure)]).toEqual([true, false]);
  });
});
