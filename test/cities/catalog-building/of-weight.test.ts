import { describe, expect, it } from 'vitest';
import { cities } from '../../../cities/all.ts';
import { currentPolicy, procedureOf } from '../../../domain/policy/policy.ts';
import type { ProcedureName } from '../../../domain/policy/words.ts';

describe('what beside the stages is of weight', () => {
  const stageOf = (name: string, procedure: ProcedureName, stage: string) => {
    const city = cities.find((each) => each.name === name);
    return city && procedureOf(currentPolicy(city), procedure).steps[stage];
  };

  it('QD-18c and DZ-28.1: a demand is met only with the dataset that was opened', () => {
    for (const city of ['qingdao', 'dazhou'])
      expect(stageOf(city, 'demand', 'opening')).toMatchObject({ decisions: { pass: { carries: ['datasetId'] } } });
  });

  it('QD-18a, CQ-14c, DZ-28.1 and JF-11: a pass may name the unit', () => {
    const passes = [
      stageOf('qingdao', 'demand', 'formal-review'),
      stageOf('chongqing', 'demand', 'reception'),
      stageOf('dazhou', 'demand', 'reception'),
      stageOf('jinfeng', 'unit-demand', 'centre-review'),
    ];
    for (const stage of passes) expect(stage).toMatchObject({ decisions: { pass: { mayCarry: ['agency'] } } });
  });

  it('QD-10b: every agency contributes to the plan', () => {
    expect(stageOf('qingdao', 'opening-plan', 'gathering')).toMatchObject({ reminds: 'every-agency' });
  });

  it('CQ-14c: the call ends by itself, after days that the regulator sets', () => {
    expect(stageOf('chongqing', 'demand-solicitation', 'preparation')).toMatchObject({
      decisions: { pass: { mayCarry: ['days'] } },
    });
    expect(stageOf('chongqing', 'demand-solicitation', 'public-call')).toMatchObject({
      within: [{ lapsesTo: 'compilation', setBy: 'decision' }],
    });
  });

  it('DZ-13: the province’s answer is recorded with what it rests on', () => {
    expect(stageOf('dazhou', 'publication', 'provincial-review')).toMatchObject({
      decisions: { pass: { carries: ['basis'] }, return: { carries: ['basis'] } },
    });
  });

  it('ZW-17: the period of the filing is lengthened by five, asked for by the unit', () => {
    const extension = { mode: 'by', days: 5, asks: 'agency-staff', clause: 'ZW-17' };
    expect(stageOf('dazhou', 'catalog-change', 'review')).toMatchObject({
      within: [{ extension: { ...extension, approves: 'same-level-regulator' } }, {}, {}],
    });
    expect(stageOf('jinfeng', 'catalog-change', 'opinion')).toMatchObject({
      within: [{}, { extension: { ...extension, approves: 'municipal-regulator' } }, {}, {}],
    });
  });

  it('QD-11a, QD-11b, CQ-17a, JF-10a and ZW-17: what a change is filed with', () => {
    const changes = Object.fromEntries(cities.map((city) => [city.name, currentPolicy(city).catalog.changes]));
    expect(changes).toEqual({
      qingdao: { basisOrReason: { clause: 'QD-11a' }, reason: { clause: 'QD-11b' } },
      chongqing: { event: { clause: 'CQ-17a' } },
      dazhou: { event: { clause: 'ZW-17' } },
      jinfeng: { event: { clause: 'JF-10a' } },
    });
  });
});
