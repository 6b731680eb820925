import { describe, expect, it } from 'vitest';
import { addressesOf, boxesOf, overseenBy } from '../../../domain/case/boxes.ts';
import { callers } from '../../builders/callers.ts';
import { type CaseStory, filed } from '../../builders/case.ts';

const { company, regulator, 'agency-reviewer': reviewer } = callers;
const boxes = ({ kase, procedure }: CaseStory): string[] => boxesOf(kase, procedure);
const inboxes = (story: CaseStory): string[] => boxes(story).filter((box) => box.startsWith('inbox#'));

describe('a case is listed', () => {
  it('with its applicant, its agency and the municipal regulator', () => {
    expect(boxes(filed())).toEqual([
      'mine#person:company',
      'all#agency:ecology-bureau',
      'all#regulator:municipal',
      'dataset#air',
      'procedure#application',
      'open#regulator:municipal',
      'inbox#regulator:municipal',
    ]);
  });

  it('with the district’s regulator too, if its agency is the district’s', () => {
    expect(boxes(filed({ agency: 'laoshan-housing-bureau' }))).toEqual([
      'mine#person:company',
      'all#agency:laoshan-housing-bureau',
      'all#regulator:laoshan',
      'all#regulator:municipal',
      'dataset#air',
      'procedure#application',
      'open#regulator:laoshan',
      'open#regulator:municipal',
      'inbox#regulator:municipal', // QD-17.2a is the municipal regulator's
    ]);
  });

  it('in no inbox and among no open cases once it is closed', () => {
    const closed = filed().given('withdraw', company);

    expect(boxes(closed).filter((box) => /^(inbox|open)#/.test(box))).toEqual([]);
    expect(boxes(closed)).toEqual(expect.arrayContaining(['mine#person:company', 'all#agency:ecology-bureau']));
  });
});

describe('a case waits in the inbox', () => {
  const agreement = filed().given('pass', regulator).given('approve', reviewer);

  it('of whoever acts at its stage', () => {
    expect(inboxes(filed())).toEqual(['inbox#regulator:municipal']);
    expect(inboxes(filed().given('pass', regulator))).toEqual(['inbox#agency:ecology-bureau']);
    expect(inboxes(filed({ procedure: 'publication' }).given('return', regulator))).toEqual([
      'inbox#agency:ecology-bureau',
    ]);
  });

  it('of all who must act at a joint stage, and then of those who haven’t yet', () => {
    expect(inboxes(agreement)).toEqual(['inbox#person:company', 'inbox#agency:ecology-bureau']);
    expect(inboxes(agreement.given('sign', company))).toEqual(['inbox#agency:ecology-bureau']);
    expect(inboxes(agreement.given('sign', reviewer))).toEqual(['inbox#person:company']);
  });

  it('of nobody while the platform carries out an effect', () => {
    expect(inboxes(agreement.given('decline', company))).toEqual([]);
  });
});

describe('a person is reached', () => {
  it.each([
    ['company', ['person:company']],
    ['agency-clerk', ['person:agency-clerk', 'agency:ecology-bureau']],
    ['regulator', ['person:regulator', 'regulator:municipal']],
    ['district-regulator', ['person:district-regulator', 'regulator:laoshan']],
    ['government', ['person:government', 'government']],
    ['expert', ['person:expert', 'expert']],
    ['operator', ['person:operator']],
    ['auditor', ['person:auditor']],
  ] as const)('%s at its own address and those of its roles', (name, addresses) => {
    expect(addressesOf(callers[name])).toEqual(addresses);
  });

  it('as an operator at its own address only, whatever else it is', () => {
    expect(addressesOf({ ...regulator, roles: ['operator', 'regulator'] })).toEqual(['person:regulator']);
  });
});

describe('all cases of an address are read by', () => {
  it.each([
    ['company', []],
    ['agency-clerk', ['agency:ecology-bureau']],
    ['regulator', ['regulator:municipal']],
    ['district-regulator', ['regulator:laoshan']],
    ['auditor', ['regulator:municipal']],
    ['operator', []],
  ] as const)('%s', (name, addresses) => {
    expect(overseenBy(callers[name])).toEqual(addresses);
  });
});
