import { describe, expect, it } from 'vitest';
import { ofCity } from './read-aloud.ts';

describe('Dazhou', () => {
  it('DZ-11: catalog and dictionary are filed before acceptance, and a receipt is issued', () => {
    expect(ofCity('dazhou', 'new-system')).toEqual({
      rule: {
        clause: 'DZ-11',
        filing: { by: 'agency-staff', clause: 'DZ-11' },
        opens: [{ kinds: ['before-acceptance'], at: 'receipt-review' }],
        withdraw: { from: ['receipt-review'], to: 'closed' },
      },
      stages: [
        [
          'receipt-review',
          'same-level-regulator',
          '5 working-day DZ-11 from stage, service-target',
          'pass → issue-receipt (done); return → tell-agency (returned), all-reasons',
        ],
      ],
      effects: ['issue-receipt → closed', 'tell-agency → closed'],
    });
  });

  it('DZ-13: a regulator’s own sub-catalog is reviewed by the one above', () => {
    expect(ofCity('dazhou', 'publication')).toEqual({
      rule: {
        clause: 'DZ-13',
        filing: { by: 'agency-staff', clause: 'DZ-13' },
        opens: [
          { level: 'district', unit: 'regulator', at: 'municipal-review' },
          { unit: 'regulator', at: 'provincial-review' },
          { at: 'review' },
        ],
        withdraw: { from: ['municipal-review', 'provincial-review', 'review', 'correction'], to: 'closed' },
      },
      stages: [
        [
          'municipal-review',
          'municipal-regulator',
          '5 working-day DZ-13 from stage, service-target',
          'pass → publish (published); return → closed (returned), all-reasons',
        ],
        [
          'provincial-review',
          'municipal-regulator',
          '',
          'pass → publish (published); return → closed (returned), all-reasons',
        ],
        [
          'review',
          'same-level-regulator',
          '5 working-day DZ-13 from stage, service-target',
          'pass → publish (published); return → correction, all-reasons',
        ],
        ['correction', 'agency-staff', '', 'resubmit → review'],
      ],
      effects: ['publish → closed'],
    });
  });

  it('DZ-13 and ZW-17: higher law’s periods stand beside the city’s target, but not for a public service body', () => {
    expect(ofCity('dazhou', 'catalog-change')).toEqual({
      rule: {
        clause: 'DZ-13',
        filing: { by: 'agency-staff', clause: 'DZ-13' },
        opens: [{ unit: 'public-service', at: 'service-body-review' }, { at: 'review' }],
        withdraw: { from: ['service-body-review', 'review'], to: 'closed' },
      },
      stages: [
        [
          'service-body-review',
          'same-level-regulator',
          '5 working-day DZ-13 from stage, service-target',
          'pass → change-entry (changed); refuse → tell-reasons (refused), reason',
        ],
        [
          'review',
          'same-level-regulator',
          '10 working-day ZW-17 from event, statutory, extensible; 2 working-day ZW-17 from stage, statutory; 5 working-day DZ-13 from stage, service-target',
          'pass → change-entry (changed); refuse → tell-reasons (refused), reason',
        ],
      ],
      effects: ['change-entry → closed', 'tell-reasons → closed'],
    });
  });

  it('ZW-17: five more days take the consent of the regulator of the unit’s level', () => {
    expect(ofCity('dazhou', 'catalog-extension')).toEqual({
      rule: {
        clause: 'ZW-17',
        filing: { by: 'agency-staff', clause: 'ZW-17' },
        opens: [{ at: 'consent' }],
        withdraw: { from: ['consent'], to: 'closed' },
      },
      stages: [
        [
          'consent',
          'same-level-regulator',
          '10 working-day ZW-17 from event, statutory',
          'approve → closed (agreed); refuse → tell-reasons (refused), reason',
        ],
      ],
      effects: ['tell-reasons → closed'],
    });
  });

  it('DZ-15: every unit confirms its inventory once a year', () => {
    expect(ofCity('dazhou', 'census')).toEqual({
      rule: {
        clause: 'DZ-15',
        filing: { by: 'platform', clause: 'DZ-15' },
        opens: [{ at: 'confirmation' }],
        duty: { for: 'agency', daysAhead: 60 },
      },
      stages: [
        ['confirmation', 'agency-staff', 'by 11-30 DZ-15 from stage, service-target', 'pass → summary'],
        [
          'summary',
          'same-level-regulator',
          '10 working-day DZ-15 from stage, service-target',
          'pass → closed (done); return → confirmation, all-reasons',
        ],
      ],
      effects: [],
    });
  });

  it('DZ-28.1: the source is consulted; what comes of it is told promptly', () => {
    expect(ofCity('dazhou', 'demand')).toEqual({
      rule: {
        clause: 'DZ-28.1',
        filing: { by: 'registered', clause: 'DZ-28.1' },
        opens: [{ at: 'reception' }],
        withdraw: { from: ['reception', 'consultation', 'answer'], to: 'closed' },
      },
      stages: [
        [
          'reception',
          'same-level-regulator',
          '5 working-day DZ-28.1 from stage, service-target',
          'pass → consultation; refuse → tell-reasons (refused), reason',
        ],
        [
          'consultation',
          'agency',
          '5 working-day DZ-28.1 from stage, service-target',
          'approve → answer; refuse → answer, reason',
        ],
        [
          'answer',
          'same-level-regulator',
          '5 working-day DZ-28.1 from stage, service-target',
          'approve → tell-answer; refuse → tell-reasons (refused), reason; return → tell-reasons (undetermined), reason',
        ],
        ['opening', 'agency', '20 working-day DZ-28.1 from stage, service-target', 'pass → report-result (opened)'],
      ],
      effects: ['tell-answer → opening', 'report-result → closed', 'tell-reasons → closed'],
    });
  });
});
