import { describe, expect, it } from 'vitest';
import { dazhou } from '../../cities/dazhou.ts';
import { currentPolicy, procedureOf } from '../../domain/policy/policy.ts';
import { read, stagesOf } from '../builders/reading.ts';

const policy = currentPolicy(dazhou);

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
      ['correction-of-own-data', ['30 calendar-day DZ-16.2 from receipt, statutory']],
      ['handling', ['10 working-day DZ-28.2 from receipt, statutory']],
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
});
