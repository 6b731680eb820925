import { describe, expect, it } from 'vitest';
import { cities } from '../../../cities/all.ts';
import { chongqing } from '../../../cities/chongqing.ts';
import { dazhou } from '../../../cities/dazhou.ts';
import { jinfeng } from '../../../cities/jinfeng.ts';
import { qingdao } from '../../../cities/qingdao.ts';
import { discriminatesBy } from '../../../domain/catalog/condition.ts';
import { DatasetEntry } from '../../../domain/catalog/entry.ts';
import { entryFaults, refuseUnlawful } from '../../../domain/catalog/entry-rules.ts';
import { CatalogRules, catalogFaults } from '../../../domain/policy/catalog-rules.ts';
import { type City, currentPolicy } from '../../../domain/policy/policy.ts';
import { anEntryOf } from './datasets.ts';

const rulesOf = (city: City): CatalogRules => currentPolicy(city).catalog;
const faults = (over: object, city: City) =>
  entryFaults(DatasetEntry.parse(anEntryOf(over)), rulesOf(city)).map(
    ({ pointer, detail }) => `${pointer} ${/\(([^()]+)\)$/.exec(detail.en)?.[1]}`,
  );
const closed = { openness: 'closed', openingModes: [], legalBasis: '某法第一条' };

describe('an entry by its city’s regulation', () => {
  it.each(cities.map((city) => [city.name, city] as const))('that states all is lawful in %s', (_name, city) => {
    for (const over of [{}, { openness: 'conditional' }, closed]) expect(faults(over, city)).toEqual([]);
  });

  it('is asked for nothing by a regulation without rules', () => {
    const bare = {
      dataKind: undefined,
      resourceFormat: undefined,
      informationItems: undefined,
      sharing: undefined,
      origin: 'sharing',
      crossBorder: { destination: '境外' },
      conditions: ['限于本市企业'],
      contains: ['privacy'],
      securityLevel: 'L4',
    };
    expect(entryFaults(DatasetEntry.parse(anEntryOf(bare)), CatalogRules.parse({}))).toEqual([]);
  });

  it.each([
    ['DZ-13', dazhou, { resourceFormat: undefined, dataKind: undefined }, ['/resourceFormat', '/dataKind']],
    ['JF-8', jinfeng, { informationItems: undefined }, ['/informationItems']],
    ['JF-3', jinfeng, { dataKind: undefined }, ['/dataKind']],
    ['JF-17', jinfeng, { collection: undefined }, ['/collection']],
    ['JF-26b', jinfeng, { responsible: undefined }, ['/responsible']],
    ['CQ-12a', chongqing, { openness: 'conditional', conditions: [] }, ['/conditions']],
    ['CQ-12b', chongqing, { openness: 'conditional', legalBasis: undefined }, ['/legalBasis']],
    ['CQ-14a', chongqing, { origin: 'sharing' }, ['/origin']],
    ['JF-23b', jinfeng, { origin: 'sharing' }, ['/origin']],
    ['CQ-13', chongqing, { openingModes: ['download', 'sandbox'] }, ['/openingModes']],
    ['DZ-12', dazhou, { securityLevel: 'L3' }, ['/openness']],
    ['JF-29a', jinfeng, { contains: ['privacy', 'business-secret'] }, ['/openness', '/openness']],
    ['JF-29b', jinfeng, { crossBorder: { destination: '境外' } }, ['/crossBorder/assessment']],
    ['QD-9a', qingdao, { openness: 'conditional', conditions: ['限于本市企业'] }, ['/conditions/0']],
    ['DZ-19', dazhou, { sharing: { type: 'none' } }, ['/sharing/basis']],
    ['DZ-19', dazhou, { sharing: '不予共享' }, ['/sharing']],
    [
      'CQ-2',
      chongqing,
      { title: '机密', keyword: ['秘密'], sourceSystem: '绝密系统' },
      ['/title', '/keyword/0', '/sourceSystem'],
    ],
    [
      'QD-2',
      qingdao,
      { contains: ['state-secret'], informationItems: ['涉密点位'] },
      ['/informationItems/0', '/contains'],
    ],
  ] as const)('%s: is refused in %o for what it cites', (clause, city, over, pointers) => {
    expect(faults(over, city)).toEqual(pointers.map((pointer) => `${pointer} ${clause}`));
  });

  it.each([
    [chongqing, { origin: 'purchased' }],
    [jinfeng, { ...closed, contains: ['privacy', 'business-secret'] }],
    [jinfeng, { contains: ['personal-information'] }],
    [jinfeng, { crossBorder: { destination: '境外', assessment: '已通过' } }],
    [dazhou, { securityLevel: 'L2' }],
    [dazhou, { ...closed, securityLevel: 'L4' }],
    [chongqing, { conditions: [] }],
    [qingdao, { origin: 'sharing' }],
    [dazhou, { origin: 'sharing' }],
  ])('is lawful in %o where the rule doesn’t reach', (city, over) => {
    expect(faults(over, city)).toEqual([]);
  });

  it('QD-9c: takes conditions that match its risk', () => {
    const high = { assessment: { conclusion: '高', risk: 'high' } };
    const security = { openness: 'conditional', conditions: [{ aspect: 'security', text: '等保三级' }] };
    expect(faults(high, qingdao)).toEqual(['/openness QD-9c']);
    expect(faults({ ...high, openness: 'conditional' }, qingdao)).toEqual(['/conditions QD-9c']);
    const other = { openness: 'conditional', conditions: [{ aspect: 'credit', text: '信用' }] };
    expect(faults({ ...high, ...other }, qingdao)).toEqual(['/conditions QD-9c']);
    expect(faults({ ...high, ...security }, qingdao)).toEqual([]);
    const both = { openness: 'conditional', conditions: [...other.conditions, ...security.conditions] };
    expect(faults({ ...high, ...both }, qingdao), 'one on security is enough').toEqual([]);
    expect(faults({ ...high, ...closed }, qingdao)).toEqual([]);
    expect(faults({ assessment: { conclusion: '中', risk: 'medium' } }, qingdao)).toEqual([]);
    expect(faults(high, chongqing)).toEqual([]);
  });

  it('names everything that is wrong at once, in both languages', () => {
    const entry = DatasetEntry.parse(anEntryOf({ origin: 'sharing', responsible: undefined }));
    expect(() => refuseUnlawful(entry, rulesOf(jinfeng))).toThrow(
      expect.objectContaining({
        code: 'invalid-request',
        text: {
          zh: '目录有 2 处不符合本市规定:/responsible, /origin',
          en: "the entry has 2 fault(s) by the city's regulation: /responsible, /origin",
        },
        faults: [
          {
            pointer: '/responsible',
            detail: {
              zh: '责任科室和责任人必填(JF-26b)',
              en: 'the responsible section and person is required (JF-26b)',
            },
          },
          expect.objectContaining({ pointer: '/origin' }),
        ],
      }),
    );
    expect(() => refuseUnlawful(DatasetEntry.parse(anEntryOf()), rulesOf(jinfeng))).not.toThrow();
  });
});

describe('a condition that discriminates (QD-9a)', () => {
  it.each([
    '注册资本一千万元以上',
    '实缴资本达标',
    '限规模以上企业',
    '规上工业企业',
    '企业规模不限于小型',
    '大型企业',
    '中型以上企业',
    '上市公司',
    '年收入超过 500 万元',
    '营收不低于一亿元',
    '纳税达到 10 万元',
    '员工人数不限',
    '从业人数 20 人以上',
    '职工不少于 50 人',
  ])('by size: %s', (text) => {
    expect(discriminatesBy(text, ['size', 'region'])).toEqual(['size']);
  });

  it.each([
    '注册地在青岛的企业',
    '有本市户籍',
    '常住地为本区',
    '仅限本市企业申请',
    '限于我省机构',
    '位于本区注册的企业',
    '须为本地法人',
    '本市企业优先',
    '外地企业不得申请',
    '外省主体除外',
  ])('by region: %s', (text) => {
    expect(discriminatesBy({ aspect: 'technical', text }, ['size', 'region'])).toEqual(['region']);
  });

  it.each([
    '说明应用场景',
    '有等级保护三级的系统',
    '技术人员不少于 2 人',
    '信用良好,未被列入失信名单',
    '用于本市交通研究',
    '按季度反馈利用情况',
    '不向第三方转让',
    '数据存储在境内',
  ])('is not: %s', (text) => {
    expect(discriminatesBy(text, ['size', 'region'])).toEqual([]);
  });

  it('is asked only by what is forbidden', () => {
    expect(discriminatesBy('注册资本一千万元', ['region'])).toEqual([]);
    expect(discriminatesBy('注册资本一千万元的本市企业优先', ['size', 'region'])).toEqual(['size', 'region']);
  });
});

describe('the catalog’s rules', () => {
  it('cite their own regulation, or higher law beside it', () => {
    const catalog = CatalogRules.parse({
      requires: [{ fields: ['sharing'], clause: 'YY-3' }],
      updates: { clause: 'XX-1', oldest: { months: 12, clause: 'ZW-2' } },
    });
    expect(catalogFaults({ letters: 'XX', overlays: [{ letters: 'ZW' }], catalog })).toEqual([
      { path: ['catalog'], message: "clause YY-3 isn't of this regulation (XX-…, ZW-…)" },
    ]);
    expect(catalogFaults({ letters: 'XX', catalog })).toHaveLength(2);
    expect(catalogFaults({ letters: 'XX', catalog: CatalogRules.parse({}) })).toEqual([]);
  });
});
