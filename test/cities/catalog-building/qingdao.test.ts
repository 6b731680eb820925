import { describe, expect, it } from 'vitest';
import { ofCity } from './read-aloud.ts';

describe('Qingdao', () => {
  it('QD-10b: the yearly plan is due on 31 May and every agency is reminded', () => {
    expect(ofCity('qingdao', 'opening-plan')).toEqual({
      rule: {
        clause: 'QD-10b',
        filing: { by: 'platform', clause: 'QD-10b' },
        opens: [{ at: 'gathering' }],
        duty: { for: 'city' },
      },
      stages: [
        ['gathering', 'municipal-regulator', 'by 05-31 QD-10b from stage, statutory', 'pass → closed (published)'],
      ],
      effects: [],
    });
  });

  it('QD-11a and QD-11b: a change is reviewed by the regulator of the agency’s level', () => {
    expect(ofCity('qingdao', 'catalog-change')).toEqual({
      rule: {
        clause: 'QD-11a',
        filing: { by: 'agency-staff', clause: 'QD-11a' },
        opens: [{ at: 'review' }],
        withdraw: { from: ['review'], to: 'closed' },
      },
      stages: [
        [
          'review',
          'same-level-regulator',
          '5 working-day QD-11a from stage, service-target',
          'pass → change-entry (changed); refuse → tell-reasons (refused), reason',
        ],
      ],
      effects: ['change-entry → closed', 'tell-reasons → closed'],
    });
  });

  it('QD-12.3: industry data is applied for at the province’s portal and reviewed', () => {
    expect(ofCity('qingdao', 'industry-entry')).toEqual({
      rule: {
        clause: 'QD-12.3',
        filing: { by: 'real-name', clause: 'QD-12.3' },
        portal: 'http://data.sd.gov.cn/',
        opens: [{ at: 'review' }],
        withdraw: { from: ['review'], to: 'closed' },
      },
      stages: [
        [
          'review',
          'municipal-regulator',
          '5 working-day QD-12.3 from stage, service-target',
          'pass → report-result (listed); refuse → tell-reasons (refused), reason',
        ],
      ],
      effects: ['report-result → closed', 'tell-reasons → closed'],
    });
  });

  it('QD-18a, QD-18b and QD-18c: five working days, ten from the transfer, twenty from the answer', () => {
    expect(ofCity('qingdao', 'demand')).toEqual({
      rule: {
        clause: 'QD-18a',
        filing: { by: 'registered', clause: 'QD-18a' },
        opens: [{ at: 'formal-review' }],
        withdraw: { from: ['formal-review', 'agency-review'], to: 'closed' },
      },
      stages: [
        [
          'formal-review',
          'municipal-regulator',
          '5 working-day QD-18a from stage, statutory',
          'pass → agency-review; return → tell-reasons (returned), all-reasons',
        ],
        [
          'agency-review',
          'agency',
          '10 working-day QD-18b from stage, statutory',
          'approve → tell-answer; refuse → tell-reasons (refused), reason; return → formal-review, reason',
        ],
        ['opening', 'agency', '20 working-day QD-18c from stage, statutory', 'pass → report-result (opened)'],
      ],
      effects: ['tell-answer → opening', 'report-result → closed', 'tell-reasons → closed'],
    });
  });
});
