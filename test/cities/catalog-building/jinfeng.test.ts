import { describe, expect, it } from 'vitest';
import { ofCity } from './read-aloud.ts';

describe('Jinfeng', () => {
  it('JF-7: a new information system passes the centre’s data review', () => {
    expect(ofCity('jinfeng', 'new-system')).toEqual({
      rule: {
        clause: 'JF-7',
        filing: { by: 'agency-staff', clause: 'JF-7' },
        opens: [{ kinds: ['planned'], at: 'data-review' }],
        withdraw: { from: ['data-review'], to: 'closed' },
      },
      stages: [
        [
          'data-review',
          'municipal-regulator',
          '10 working-day JF-7 from stage, service-target',
          'pass → tell-agency (agreed); refuse → tell-agency (refused), reason',
        ],
      ],
      effects: ['tell-agency → closed'],
    });
  });

  it('JF-10a, JF-10b and ZW-17: ten working days to apply, five for the centre’s opinion, two by higher law', () => {
    expect(ofCity('jinfeng', 'catalog-change')).toEqual({
      rule: {
        clause: 'JF-10a',
        filing: { by: 'agency-staff', clause: 'JF-10a' },
        opens: [{ at: 'opinion' }],
        withdraw: { from: ['opinion'], to: 'closed' },
      },
      stages: [
        [
          'opinion',
          'municipal-regulator',
          '10 working-day JF-10a from event, statutory; 10 working-day ZW-17 from event, statutory, extensible; 5 working-day JF-10b from stage, statutory; 2 working-day ZW-17 from stage, statutory',
          'pass → change; refuse → tell-reasons (refused), reason',
        ],
        ['change', 'agency-staff', '2 working-day JF-10b from stage, service-target', 'pass → change-entry (changed)'],
      ],
      effects: ['change-entry → closed', 'tell-reasons → closed'],
    });
  });

  it('ZW-17: five more days take the centre’s consent', () => {
    expect(ofCity('jinfeng', 'catalog-extension')).toEqual({
      rule: {
        clause: 'ZW-17',
        filing: { by: 'agency-staff', clause: 'ZW-17' },
        opens: [{ at: 'consent' }],
        withdraw: { from: ['consent'], to: 'closed' },
      },
      stages: [
        [
          'consent',
          'municipal-regulator',
          '10 working-day ZW-17 from event, statutory',
          'approve → closed (agreed); refuse → tell-reasons (refused), reason',
        ],
      ],
      effects: ['tell-reasons → closed'],
    });
  });

  it('JF-11 and JF-12: a unit’s demand goes to the centre, and the demanding unit leads what is built', () => {
    expect(ofCity('jinfeng', 'unit-demand')).toEqual({
      rule: {
        clause: 'JF-11',
        filing: { by: 'other-unit', clause: 'JF-12' },
        opens: [{ at: 'centre-review' }],
        withdraw: { from: ['centre-review', 'construction'], to: 'closed' },
      },
      stages: [
        [
          'centre-review',
          'municipal-regulator',
          '5 working-day JF-11 from stage, service-target',
          'pass → tell-agency (listed); refuse → tell-reasons (refused), reason',
        ],
        ['construction', 'counterpart, municipal-regulator', '', 'verify → closed'],
      ],
      effects: ['tell-agency → construction', 'tell-reasons → closed'],
    });
  });
});
