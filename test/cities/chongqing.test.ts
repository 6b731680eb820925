import { describe, expect, it } from 'vitest';
import { chongqing } from '../../cities/chongqing.ts';
import { currentPolicy, procedureOf } from '../../domain/policy/policy.ts';
import { effectsOf, extensionOf, read, stagesOf } from '../builders/reading.ts';

const policy = currentPolicy(chongqing);

describe('Chongqing’s regulation', () => {
  it('CQ-23: asks even for unconditional data that one has signed in', () => {
    expect(policy.unconditionalNeedsIdentity).toBe(true);
  });

  it('CQ-22a and CQ-22b: ten working days from receipt, extensible by ten more with the principal’s consent', () => {
    expect(stagesOf(procedureOf(policy, 'objection')).map(read)).toEqual([
      {
        stage: 'verification',
        by: ['agency'],
        within: ['10 working-day CQ-22a from receipt, statutory, extensible'],
        decisions: ['confirm-error → correct-data (upheld), reason', 'unfounded → report-result (dismissed), reason'],
      },
    ]);
    const [[, stage] = []] = stagesOf(procedureOf(policy, 'objection'));
    expect(extensionOf(stage?.within[0])).toEqual({
      mode: 'by',
      days: 10,
      asks: 'agency',
      approves: 'agency-principal',
      clause: 'CQ-22b',
    });
  });

  it('CQ-24b: the agency promptly, the agreement, then the regulator at its level; no period is called statutory', () => {
    const application = procedureOf(policy, 'application');
    expect(stagesOf(application).map(read)).toEqual([
      {
        stage: 'agency-review',
        by: ['agency'],
        within: ['10 working-day CQ-24b from stage, service-target'],
        decisions: ['approve → agreement', 'refuse → tell-reasons (refused), reason'],
      },
      {
        stage: 'agreement',
        by: ['applicant', 'agency'],
        within: [],
        decisions: ['sign → regulator-review', 'decline → closed (declined)'],
      },
      {
        stage: 'regulator-review',
        by: ['same-level-regulator'],
        within: ['5 working-day CQ-24b from stage, service-target'],
        decisions: ['pass → grant-access (granted)', 'refuse → tell-reasons (refused), reason'],
      },
    ]);
    expect(effectsOf(application)).toEqual(['grant-access → closed', 'tell-reasons → closed']);
  });
});
