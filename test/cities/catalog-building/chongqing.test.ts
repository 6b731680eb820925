import { describe, expect, it } from 'vitest';
import { ofCity } from './read-aloud.ts';

describe('Chongqing', () => {
  it('CQ-14b: lists are gathered by the sector’s department or the district’s regulator, without a limit', () => {
    expect(ofCity('chongqing', 'publication')).toEqual({
      rule: {
        clause: 'CQ-14b',
        filing: { by: 'agency-staff', clause: 'CQ-14a' },
        opens: [
          { unit: 'led-by-department', at: 'sector-gathering' },
          { level: 'district', at: 'district-gathering' },
          { at: 'review' },
        ],
        withdraw: { from: ['sector-gathering', 'district-gathering', 'review', 'correction'], to: 'closed' },
        referral: { by: ['agency', 'same-level-regulator', 'municipal-regulator'], clause: 'CQ-10' },
      },
      stages: [
        ['sector-gathering', 'department', '', 'pass → review'],
        ['district-gathering', 'same-level-regulator', '', 'pass → review'],
        [
          'review',
          'municipal-regulator',
          '5 working-day CQ-14b from stage, service-target',
          'pass → publish (published); return → correction, all-reasons',
        ],
        ['correction', 'agency-staff', '', 'resubmit → review'],
      ],
      effects: ['publish → closed'],
    });
  });

  it('CQ-14c: the public is asked every year, for thirty days at most', () => {
    expect(ofCity('chongqing', 'demand-solicitation')).toEqual({
      rule: {
        clause: 'CQ-14c',
        filing: { by: 'platform', clause: 'CQ-14c' },
        opens: [{ at: 'preparation' }],
        duty: { for: 'city' },
      },
      stages: [
        ['preparation', 'municipal-regulator', 'by 03-01 CQ-14c from stage, service-target', 'pass → public-call'],
        ['public-call', 'municipal-regulator', '30 calendar-day CQ-14c from stage, duration', ''],
        [
          'compilation',
          'municipal-regulator',
          '20 working-day CQ-14c from stage, service-target',
          'pass → closed (listed)',
        ],
      ],
      effects: [],
    });
  });

  it('CQ-14c: a demand is assessed by regulator and agency together, and nothing limits it', () => {
    expect(ofCity('chongqing', 'demand')).toEqual({
      rule: {
        clause: 'CQ-14c',
        filing: { by: 'registered', clause: 'CQ-14c' },
        opens: [{ at: 'reception' }],
        withdraw: { from: ['reception', 'assessment'], to: 'closed' },
      },
      stages: [
        ['reception', 'municipal-regulator', '', 'pass → assessment; refuse → closed (dismissed), reason'],
        [
          'assessment',
          'municipal-regulator, agency',
          '',
          'approve → closed (listed); refuse → closed (refused), reason',
        ],
      ],
      effects: [],
    });
  });

  it('CQ-15b: the regulator proposes, the agency agrees or the government decides', () => {
    expect(ofCity('chongqing', 'openness-proposal')).toEqual({
      rule: {
        clause: 'CQ-15b',
        filing: { by: 'same-level-regulator', clause: 'CQ-15b' },
        opens: [{ at: 'agency-answer' }],
        withdraw: { from: ['agency-answer', 'government-decision'], to: 'closed' },
      },
      stages: [
        [
          'agency-answer',
          'agency',
          '10 working-day CQ-15b from stage, service-target',
          'approve → change-entry (agreed); refuse → government-decision, reason',
        ],
        [
          'government-decision',
          'government',
          '20 working-day CQ-15b from stage, service-target',
          'approve → change-entry (settled), reason; refuse → notify-regulator (settled), reason',
        ],
      ],
      effects: ['change-entry → notify-regulator', 'notify-regulator → closed'],
    });
  });

  it('CQ-17a and CQ-17b: ten working days from the change of law or duties, five from the municipal regulator’s own receipt', () => {
    expect(ofCity('chongqing', 'catalog-change')).toEqual({
      rule: {
        clause: 'CQ-17a',
        filing: { by: 'agency-staff', clause: 'CQ-17a' },
        opens: [{ level: 'district', at: 'forwarding' }, { at: 'review' }],
        withdraw: { from: ['forwarding', 'review'], to: 'closed' },
      },
      stages: [
        ['forwarding', 'same-level-regulator', '10 working-day CQ-17a from event, statutory', 'pass → review'],
        [
          'review',
          'municipal-regulator',
          '10 working-day CQ-17a from event, statutory; 5 working-day CQ-17b from stage, statutory',
          'pass → change-entry (changed); refuse → tell-reasons (refused), reason',
        ],
      ],
      effects: ['change-entry → closed', 'tell-reasons → closed'],
    });
  });
});
