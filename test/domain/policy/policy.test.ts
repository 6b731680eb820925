import { describe, expect, it } from 'vitest';
import { qingdao } from '../../../cities/qingdao.ts';
import { calendarDays, serviceTarget, workingDays } from '../../../domain/policy/period.ts';
import { currentPolicy, organisationOf, partyOf, policyOf, procedureOf } from '../../../domain/policy/policy.ts';
import { madeUpPolicy } from '../../builders/policy.ts';
import { refusalOf } from '../../builders/refusal.ts';

describe('a city with two versions of its regulation', () => {
  const newer = madeUpPolicy({ policy: { version: 'XX-2' } });
  const city = { ...qingdao, policies: [madeUpPolicy(), newer] };

  it('receives under the newest', () => {
    expect(currentPolicy(city).version).toBe('XX-2');
  });

  it('keeps a case under the version by which it was received', () => {
    expect(policyOf(city, 'XX-1').version).toBe('XX-1');
    expect(policyOf(city, 'XX-2')).toBe(newer);
  });

  it('can’t do without a version that a case needs', () => {
    expect(() => policyOf(city, 'XX-0')).toThrow('qingdao has no policy version XX-0; keep it while a case needs it');
    expect(() => currentPolicy({ ...city, policies: [] })).toThrow('qingdao has no policy');
  });
});

describe('a procedure', () => {
  it('that the regulation has is found', () => {
    expect(procedureOf(madeUpPolicy(), 'application').clause).toBe('XX-1');
  });

  it('that it doesn’t have is refused by the regulation’s name', () => {
    const refusal = refusalOf(() => procedureOf(madeUpPolicy(), 'demand'));

    expect(refusal.code).toBe('procedure-not-in-policy');
    expect(refusal.text).toEqual({
      zh: '《某市公共数据办法》没有规定“demand”程序',
      en: 'Measures of Some City has no procedure "demand"',
    });
  });
});

describe('an organisation', () => {
  it('is found by its id, or refused by it', () => {
    expect(organisationOf(qingdao, 'laoshan-housing-bureau').district).toBe('laoshan');
    expect(refusalOf(() => organisationOf(qingdao, 'moon-bureau'))).toMatchObject({
      code: 'not-found',
      text: { en: 'there is no organisation moon-bureau in this city' },
    });
  });
});

describe('a unit as the party of a case', () => {
  it('is of its district, unless that has no regulator of its own (DZ-6)', () => {
    expect(partyOf(qingdao, 'laoshan-housing-bureau').district).toBe('laoshan');
    const without = (regulatorless: (id: string) => boolean) => ({
      ...qingdao,
      districts: qingdao.districts.map((each) =>
        regulatorless(each.id) ? { ...each, regulator: false as const } : each,
      ),
    });
    const municipal = partyOf(
      without((id) => id === 'laoshan'),
      'laoshan-housing-bureau',
    );
    expect(municipal).not.toHaveProperty('district');
    expect(municipal.id).toBe('laoshan-housing-bureau');
    expect(
      partyOf(
        without((id) => id !== 'laoshan'),
        'laoshan-housing-bureau',
      ).district,
    ).toBe('laoshan');
    expect(partyOf(qingdao, 'ecology-bureau')).not.toHaveProperty('district');
  });
});

describe('the words for a period', () => {
  it('count from the stage and bind by law, unless said otherwise', () => {
    expect(workingDays(5, 'XX-2')).toEqual({
      unit: 'working-day',
      length: 5,
      clause: 'XX-2',
      kind: 'statutory',
      from: 'stage',
    });
    expect(calendarDays(30, 'XX-2', { from: 'receipt' })).toMatchObject({ unit: 'calendar-day', from: 'receipt' });
  });

  it('never call the city’s own promise statutory', () => {
    expect(serviceTarget(3, 'XX-2')).toMatchObject({ unit: 'working-day', length: 3, kind: 'service-target' });
  });
});
