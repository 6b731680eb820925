import { describe, expect, it } from 'vitest';
import { dazhou } from '../../cities/dazhou.ts';
import { currentPolicy, procedureOf } from '../../domain/policy/policy.ts';
import { read, stagesOf } from '../builders/reading.ts';

const policy = currentPolicy(dazhou);

const ofOwnData = [
  '30 calendar-day DZ-16.2 from receipt, statutory, of own-data',
  '10 working-day PI-46 from receipt, service-target, of own-data',
];
const ofOthers = [
  '10 working-day DZ-28.2 from receipt, statutory, of error and omission and infringement and privacy and other',
];

const ofShared = ['10 working-day ZW-26 from receipt, statutory, of shared-data'];

describe('Dazhou’s regulation', () => {
  it('DZ-53: is in force for five years from 2025-03-01, by the tighter reading', () => {
    expect(policy.inForce).toEqual({ from: '2025-03-01', to: '2030-02-28' });
  });

  it('DZ-16.2 and DZ-28.2: thirty calendar days for one’s own data, ten working days for an objection, from receipt', () => {
    expect(
      stagesOf(procedureOf(policy, 'objection'))
        .map(read)
        .map(({ stage, within }) => [stage, within]),
    ).toEqual([
      ['correction-of-own-data', ofOwnData],
      ['handling', [...ofOthers, ...ofShared]],
      ['measures', [...ofOwnData, ...ofOthers, ...ofShared]],
    ]);
  });

  it('DZ-28.2: what is upheld is dealt with by measures: corrected data, or its deletion', () => {
    expect(
      stagesOf(procedureOf(policy, 'objection'))
        .map(read)
        .map(({ stage, decisions }) => [stage, decisions]),
    ).toEqual([
      [
        'correction-of-own-data',
        ['confirm-error → measures (upheld), reason', 'unfounded → report-result (dismissed), reason'],
      ],
      [
        'handling',
        [
          'confirm-error → measures (upheld), reason',
          'confirm-infringement → measures (upheld), reason',
          'unfounded → report-result (dismissed), reason',
        ],
      ],
      ['measures', ['resubmit → correct-data, only after correction', 'take-down → take-down, reason']],
    ]);
  });

  it('DZ-27c and DZ-29: the regulator answers within five working days; the applicant signs before the grant', () => {
    expect(stagesOf(procedureOf(policy, 'application')).map(read)).toEqual([
      {
        stage: 'regulator-review',
        by: ['same-level-regulator'],
        within: ['5 working-day DZ-27c from stage, statutory'],
        decisions: ['approve → commitment', 'refuse → tell-reasons (refused), reason'],
      },
      {
        stage: 'commitment',
        by: ['applicant'],
        within: [],
        decisions: ['sign → grant-access (granted)', 'decline → closed (declined)'],
      },
    ]);
  });

  it('DZ-27b and DZ-27c: an application tells reason and basis; a yes carries mode, time and requirements, a no its basis', () => {
    const { filing, steps } = procedureOf(policy, 'application');
    expect(filing.asks).toEqual(['reason', 'basis']);
    expect(steps['regulator-review']).toMatchObject({
      decisions: { approve: { carries: ['answer'] }, refuse: { needs: 'reason', carries: ['basis'] } },
    });
  });
});
