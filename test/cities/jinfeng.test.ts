import { describe, expect, it } from 'vitest';
import { jinfeng } from '../../cities/jinfeng.ts';
import { currentPolicy, procedureOf } from '../../domain/policy/policy.ts';
import { extensionOf, read, stagesOf } from '../builders/reading.ts';

const policy = currentPolicy(jinfeng);

describe('Jinfeng’s regulation', () => {
  it('JF-35: ran from 2023-08-01 to 2025-08-01', () => {
    expect(policy.inForce).toEqual({ from: '2023-08-01', to: '2025-08-01' });
  });

  it('has no application of the public, and Ningxia’s holidays', () => {
    expect(policy.procedures).not.toHaveProperty('application');
    expect(jinfeng.holidayRegion).toBe('ningxia');
  });

  it('JF-19a and JF-19b: reported by another unit, forwarded, handled within five working days, fifteen in all after the centre’s review, verified by the reporter', () => {
    const objection = procedureOf(policy, 'objection');
    expect(objection.filing).toMatchObject({ by: 'other-unit', clause: 'JF-19a' });
    expect(
      stagesOf(objection)
        .map(read)
        .map(({ stage, by, within }) => [stage, by, within]),
    ).toEqual([
      ['forwarding', ['municipal-regulator'], ['1 working-day JF-19a from stage, service-target']],
      [
        'handling',
        ['agency'],
        ['5 working-day JF-19b from stage, statutory, extensible', '10 working-day ZW-26 from stage, statutory'],
      ],
      ['acceptance', ['applicant'], ['5 working-day JF-19a from stage, service-target']],
    ]);
    const handling = stagesOf(objection)[1]?.[1];
    expect(extensionOf(handling?.within[0])).toMatchObject({ mode: 'to', days: 15, approves: 'municipal-regulator' });
  });

  it('JF-19b: of an urgent problem the centre sets the days as it forwards it', () => {
    const { forwarding, handling } = procedureOf(policy, 'objection').steps;
    expect(forwarding).toMatchObject({ decisions: { pass: { to: 'handling', mayCarry: ['days'] } } });
    expect(handling).toMatchObject({ within: [{ clause: 'JF-19b', setBy: 'decision' }, { clause: 'ZW-26' }] });
  });
});
