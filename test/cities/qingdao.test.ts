import { describe, expect, it } from 'vitest';
import { qingdao } from '../../cities/qingdao.ts';
import { currentPolicy, procedureOf } from '../../domain/policy/policy.ts';
import type { ProcedureName } from '../../domain/policy/words.ts';
import { effectsOf, extensionOf, read, stagesOf } from '../builders/reading.ts';

const policy = currentPolicy(qingdao);
describe('Qingdao’s regulation', () => {
  it('is data under its own letters', () => {
    expect(policy).toMatchObject({ version: 'QD-1', letters: 'QD', unconditionalNeedsIdentity: false });
  });

  it.each<[ProcedureName, string, string, string]>([
    ['publication', 'QD-12.1', 'agency-staff', 'QD-12.1'],
    ['application', 'QD-17.1', 'real-name', 'QD-16'],
    ['objection', 'QD-19a', 'registered', 'QD-19a'],
  ])('%s rests on %s and is filed by %s (%s)', (name, clause, by, filing) => {
    expect(procedureOf(policy, name)).toMatchObject({ clause, filing: { by, clause: filing } });
  });

  it('QD-12.2a and QD-12.2b: a submission is reviewed within two working days: published, or returned with all reasons at once', () => {
    expect(stagesOf(procedureOf(policy, 'publication')).map(read)).toEqual([
      {
        stage: 'formal-review',
        by: ['same-level-regulator'],
        within: ['2 working-day QD-12.2a from stage, statutory'],
        decisions: ['pass → publish (published)', 'return → correction, all-reasons'],
      },
      { stage: 'correction', by: ['agency-staff'], within: [], decisions: ['resubmit → formal-review'] },
    ]);
    expect(effectsOf(procedureOf(policy, 'publication'))).toEqual(['publish → closed']);
  });

  it('QD-16: whoever is on a dishonesty list can’t apply', () => {
    expect(procedureOf(policy, 'application').filing.refusesDishonest).toBe(true);
  });

  it('QD-17.2a, QD-17.2b and QD-17.3: five working days for the municipal regulator, ten for the agency, then an agreement that both sign', () => {
    expect(stagesOf(procedureOf(policy, 'application')).map(read)).toEqual([
      {
        stage: 'formal-review',
        by: ['municipal-regulator'],
        within: ['5 working-day QD-17.2a from stage, statutory'],
        decisions: ['pass → agency-review', 'return → tell-reasons (returned), all-reasons'],
      },
      {
        stage: 'agency-review',
        by: ['agency'],
        within: ['10 working-day QD-17.2b from stage, statutory'],
        decisions: ['approve → agreement', 'refuse → tell-reasons (refused), reason'],
      },
      {
        stage: 'agreement',
        by: ['applicant', 'agency'],
        within: [],
        decisions: ['sign → grant-access (granted)', 'decline → notify-regulator (declined)'],
      },
    ]);
    expect(effectsOf(procedureOf(policy, 'application'))).toEqual([
      'grant-access → notify-regulator',
      'notify-regulator → closed',
      'tell-reasons → closed',
    ]);
  });

  it('QD-19a and QD-19c: regulator and agency verify together and report within ten working days of receipt', () => {
    expect(stagesOf(procedureOf(policy, 'objection')).map(read)).toEqual([
      {
        stage: 'verification',
        by: ['same-level-regulator', 'agency'],
        within: [
          '10 working-day QD-19c from receipt, statutory',
          '5 working-day QM-17.1 from receipt, statutory, extensible, of error and omission',
        ],
        decisions: [
          'confirm-error → correct-data (upheld), reason',
          'confirm-infringement → suspend-infringing (upheld), reason',
          'unfounded → restore-opening (dismissed), reason',
        ],
      },
      {
        stage: 'disposal',
        by: ['same-level-regulator'],
        within: ['10 working-day QD-19c from receipt, statutory'],
        decisions: [
          'take-down → take-down, reason',
          'restore → restore-opening, reason',
          'reopen → correct-data, reason, only after correction',
        ],
      },
    ]);
    expect(procedureOf(policy, 'objection').steps.verification).toMatchObject({
      jointly: { prevails: 'same-level-regulator', aloneWhenOverdue: true },
    });
  });

  it('QD-19b: an infringement suspends before anything is verified', () => {
    expect(procedureOf(policy, 'objection').opens).toEqual([
      { kinds: ['infringement', 'privacy'], at: 'suspend-opening' },
      { at: 'verification' },
    ]);
    expect(effectsOf(procedureOf(policy, 'objection'))).toEqual([
      'suspend-opening → verification',
      'suspend-infringing → disposal',
      'correct-data → restore-opening',
      'take-down → report-result',
      'restore-opening → report-result',
      'report-result → closed',
    ]);
  });

  it('lets nobody extend a period of its own: no clause allows it', () => {
    const periods = Object.values(policy.procedures)
      .flatMap((procedure) => stagesOf(procedure).flatMap(([, stage]) => stage.within))
      .filter(({ clause }) => clause.startsWith('QD-'));

    expect(periods.length).toBeGreaterThan(0);
    expect(periods.filter((period) => extensionOf(period) !== undefined)).toEqual([]);
  });

  it('has districts, and organisations that belong to the city or to one of them', () => {
    const districts = new Set(qingdao.districts.map(({ id }) => id));

    expect(qingdao.organisations.filter(({ district }) => district !== undefined && !districts.has(district))).toEqual(
      [],
    );
    expect(new Set(qingdao.organisations.map(({ id }) => id)).size).toBe(qingdao.organisations.length);
  });
});
