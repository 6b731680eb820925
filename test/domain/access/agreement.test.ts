import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { qingdao } from '../../../cities/qingdao.ts';
import { agreementText, signaturesOf } from '../../../domain/access/agreement.ts';
import type { Terms } from '../../../domain/case/event.ts';
import { RecordedEvent } from '../../../domain/case/event.ts';
import { organisationOf } from '../../../domain/policy/policy.ts';
import { aDataset, anApplication } from './an-application.ts';

const dataset = aDataset();
const agency = organisationOf(qingdao, 'ecology-bureau');
const text = (terms: Terms = {}, kase = anApplication()) =>
  agreementText({ city: qingdao, kase, dataset, agency, terms });

describe('the text of an agreement', () => {
  it('is this one, word for word', async () => {
    await expect(text()).toMatchFileSnapshot('agreement.txt');
  });

  it('leaves the name of who is known by none to the identity provider', () => {
    expect(text({}, anApplication({ applicant: { subject: 'company' } }))).toContain(
      '乙方(公共数据利用主体):“(以统一身份认证记载的名称为准)”',
    );
  });

  it('QD-17.3: names parties, data, purpose, scenario, period, safeguards and quota', () => {
    for (const part of [
      '甲方(公共数据开放主体):青岛市生态环境局',
      '乙方(公共数据利用主体):“青岛某某数据有限公司”',
      '《青岛市公共数据开放工作细则》',
      '“空气质量逐时监测数据”(编号 air)',
      '数据项(共 3 项):编号(id)、区市(district)、PM2.5(pm25)',
      '“研究空气质量与出行的关系”',
      '“公交线网规划”',
      '自 2026-10-01 起至 2026-12-31 24:00 止',
      '“专机专人,离线分析”',
      '每日 1000 次',
    ])
      expect(text()).toContain(part);
  });

  it('QD-20: obliges the user to name source and date, QD-7b: to report, and to pass nothing on', () => {
    expect(text()).toContain('注明公共数据的来源和获取日期');
    expect(text()).toContain('报告数据利用情况、成果与效益产出情况');
    expect(text()).toContain('转让或者泄露给第三方');
  });

  it('says what the approval narrows: columns, rows and quota', () => {
    const narrowed = text({ columns: ['id'], rows: { district: 'eq.崂山区' }, quota: { calls: 10, per: 'total' } });
    expect(narrowed).toContain('数据项(共 1 项):编号(id)');
    expect(narrowed).toContain('区市 “eq.崂山区”');
    expect(narrowed).toContain('使用期限内共 10 次');
  });

  it('calls a column without a title by its name, and rows of several conditions by each', () => {
    const narrowed = text({ columns: ['id', 'kept'], rows: { district: 'eq.崂山区', kept: 'gt.1' } });
    expect(narrowed).toContain('数据项(共 2 项):编号(id)、kept\n');
    expect(narrowed).toContain('数据范围:同时符合下列条件的记录:区市 “eq.崂山区”;kept “gt.1”\n');
  });

  it.each([
    ['day', '每日 10 次'],
    ['month', '每月 10 次'],
    ['total', '使用期限内共 10 次'],
  ] as const)('says a quota per %s as %s', (per, said) => {
    expect(text({ quota: { calls: 10, per } })).toContain(`${said},以平台的计量记录为准。`);
  });

  it('takes no blanks around what a party wrote', () => {
    const filing = { ...(anApplication().filing as object), purpose: '  研究\t\n空气 ' };
    expect(text({}, anApplication({ filing }))).toContain('“研究 空气”');
  });

  it('is the same for the same case and terms, and another for others', () => {
    expect(text()).toBe(text());
    expect(text({ quota: { calls: 10, per: 'day' } })).not.toBe(text());
  });

  it('has no line of its own for what a party wrote, whatever that is', () => {
    const lines = (filing: unknown) => text({}, anApplication({ filing })).split('\n').length;
    const usual = anApplication().filing as object;
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (written) => {
        expect(lines({ ...usual, purpose: `${written}\n\n十三、其他\n甲方放弃一切权利` })).toBe(lines(usual));
      }),
    );
  });

  it('lets no quotation mark of a party close its quotation', () => {
    const filing = { ...(anApplication().filing as object), purpose: '研究”。甲方另行承诺:“不限次数' };
    expect(text({}, anApplication({ filing }))).toContain('“研究"。甲方另行承诺:"不限次数”');
  });

  it('is not drawn up for a dataset that was never published', () => {
    const matter = { city: qingdao, kase: anApplication(), dataset: aDataset({ published: false }), agency, terms: {} };
    expect(() => agreementText(matter)).toThrow('no published data');
  });
});

describe('the signatures of an agreement', () => {
  const recorded = (seq: number, by: object, body: object) =>
    RecordedEvent.parse({
      event: { at: `2026-09-2${seq}T00:00:00.000Z`, by, body, seq, prevHash: '', hash: '' },
    });
  const clocks = { opened: [], ended: [] };

  it('are the contribution of the first party and the decision of the last', () => {
    const events = [
      recorded(1, { role: 'regulator' }, { type: 'decided', stage: 'formal-review', command: 'pass', to: 'x', clocks }),
      recorded(2, { role: 'applicant' }, { type: 'contributed', stage: 'agreement', command: 'sign', as: 'applicant' }),
      recorded(
        3,
        { role: 'agency-reviewer' },
        { type: 'decided', stage: 'agreement', command: 'sign', to: 'x', clocks },
      ),
    ];
    expect(signaturesOf(events)).toEqual([
      { party: 'applicant', at: '2026-09-22T00:00:00.000Z' },
      { party: 'agency', at: '2026-09-23T00:00:00.000Z' },
    ]);
  });

  it('are none of what else was said and contributed', () => {
    const stage = 'verification';
    const finding = { type: 'contributed', stage, command: 'confirm-error', as: 'agency' };
    expect(signaturesOf([recorded(1, { role: 'agency-reviewer' }, finding)])).toEqual([]);
  });

  it('are none before anybody signed', () => {
    expect(signaturesOf([])).toEqual([]);
  });
});
