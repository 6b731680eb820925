import { describe, expect, it } from 'vitest';
import { qingdao } from '../../../cities/qingdao.ts';
import { CaseId } from '../../../domain/ids.ts';
import { lasts } from '../../../domain/policy/period.ts';
import { City, currentPolicy } from '../../../domain/policy/policy.ts';
import { leads, procedure, stage } from '../../../domain/policy/writing.ts';
import { file } from '../../../functions/stores/receiving.ts';
import { tasks } from '../../../workflows/tasks/tasks.ts';
import { callers } from '../../builders/callers.ts';
import { openDataset } from '../../builders/dataset.ts';
import { testPlatform } from '../../builders/platform.ts';
import { casesOf } from '../../functions/cases/a-case.ts';

/** Qingdao with a measure that ends by itself after at most thirty days, or sooner by the regulator's word. */
const measure = procedure({
  zh: '应急开放',
  en: 'Emergency',
  clause: 'QD-99',
  filing: { by: 'municipal-regulator', clause: 'QD-99' },
  opens: [{ at: 'open' }],
  steps: {
    open: stage({
      zh: '应急开放中',
      en: 'Open',
      clause: 'QD-99',
      by: ['municipal-regulator'],
      within: [lasts(30, 'QD-99', 'aftermath', { setBy: 'filing' })],
      decisions: { 'take-down': leads('closed', { outcome: 'ended' }) },
    }),
    aftermath: stage({
      zh: '总结',
      en: 'Aftermath',
      clause: 'QD-99',
      by: ['municipal-regulator'],
      decisions: { pass: leads('closed', { outcome: 'done' }) },
    }),
  },
});

const policy = currentPolicy(qingdao);
const city = City.parse({
  ...qingdao,
  policies: [{ ...policy, procedures: { ...policy.procedures, 'emergency-opening': measure } }],
});
const DAY = 24 * 3600;
const regulator = callers.regulator;

async function begun(days?: number) {
  const p = testPlatform({ city }); // Monday, 2026-09-21, 09:00
  const dataset = await openDataset(p);
  const id = CaseId.parse(
    await file(p, {
      procedure: 'emergency-opening',
      dataset,
      filer: regulator,
      content: {},
      ...(days === undefined ? {} : { days }),
    }),
  );
  const kase = await p.cases.load(id);
  const lapse = (epoch = kase.clocks[0]?.epoch) => tasks.Lapse(p)({ clock: { caseId: id, clause: 'QD-99', epoch } });
  return { p, id, lapse };
}

describe('a measure that may last only so long', () => {
  it('goes on until 24:00 of its last day, and then is led on by the platform', async () => {
    const { p, id, lapse } = await begun(3);
    p.setNow('2026-09-24T15:59:59Z');
    expect(await lapse()).toEqual({ lapsed: false });
    expect((await p.cases.load(id)).stands).toBe('open');

    p.pass(1);
    expect(await lapse()).toEqual({ lapsed: true });
    const kase = await p.cases.load(id);
    expect(kase).toMatchObject({ stands: 'aftermath', clocks: [{ endedAt: p.now() }] });
    expect((await p.cases.history(id)).at(-1)?.event).toMatchObject({
      by: { role: 'platform' },
      body: { type: 'moved', why: 'lapsed', clause: 'QD-99', to: 'aftermath' },
    });
  });

  it('lasts no longer than the rule lets it, whatever the filing says', async () => {
    const { p, id, lapse } = await begun(365);
    p.pass(40 * DAY);
    await lapse();
    expect((await p.cases.load(id)).stands).toBe('aftermath');
  });

  it('ends once, however often its clock comes', async () => {
    const { p, id, lapse } = await begun(3);
    p.pass(10 * DAY);
    expect(await Promise.all([lapse(), lapse()])).toContainEqual({ lapsed: true });
    expect(await lapse()).toEqual({ lapsed: false });
    const moves = (await p.cases.history(id)).filter(({ event }) => event.body.type === 'moved');
    expect(moves).toHaveLength(1);
  });

  it('rings its flow, and tells whoever is to act next', async () => {
    const { p, id, lapse } = await begun(3);
    await tasks.AwaitDecision(p)({ case: { id, stands: 'open', version: 1, clocks: {} }, token: 'waiting' });
    p.pass(10 * DAY);
    await lapse();
    expect(p.executions.rung).toEqual(['waiting']);
    expect((await p.cases.messages('regulator:municipal')).map(({ kind }) => kind)).toContain('arrived');
  });

  it('isn’t ended by a clock that another took over, nor after somebody ended it', async () => {
    const { p, id, lapse } = await begun(3);
    p.pass(10 * DAY);
    expect(await lapse(7)).toEqual({ lapsed: false });
    const ending = { command: 'take-down', reason: '已平息' };
    await casesOf(p)('command', { as: 'regulator', params: { id }, body: ending });
    expect(await lapse()).toEqual({ lapsed: false });
    expect(await p.cases.load(id)).toMatchObject({ stands: 'closed', outcome: 'ended' });
  });

  it('is left to the next evaluation where somebody acts at the same moment', async () => {
    const { p, id, lapse } = await begun(3);
    p.pass(10 * DAY);
    const { append } = p.cases;
    p.cases.append = async (...args) => {
      p.cases.append = append;
      const ending = { command: 'take-down', reason: '已平息' };
      await casesOf(p)('command', { as: 'regulator', params: { id }, body: ending });
      return append(...args);
    };
    expect(await lapse()).toEqual({ lapsed: false });
    expect((await p.cases.load(id)).outcome).toBe('ended');
  });
});
