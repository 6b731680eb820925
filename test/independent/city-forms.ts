import type { ProcedureName } from '../../domain/policy/words.ts';
import type { Account } from '../../local/identity/personas.ts';

/** What a city has that forms are about. */
export interface Matters {
  /** Unconditionally open, of the second unit. */
  open: string;
  /** Conditionally open, of the first unit. */
  conditional: string;
  /** Not open, shared on conditions, of the second unit. */
  shared: string;
  /** Of the conditional dataset, and of the shared one. */
  grant?: string | undefined;
  sharedGrant?: string | undefined;
}

export interface Form {
  procedure: ProcedureName;
  path: string;
  /** Whoever of them the city's regulation lets file it. */
  as: readonly Account[];
  body: object;
  /** Led by the sternest commands instead of the mildest. */
  stern?: true;
}

const words = { reason: '为履行本单位职责', basis: '本单位三定规定' };
const use = {
  purpose: '研究空气质量与气象要素的关系',
  scenario: '在本单位的预报平台内部使用',
  safeguards: '专人专机,最小权限',
  usePeriod: { from: '2026-09-21', to: '2027-09-20' },
  commitment: true,
};
const described = { title: '示例', description: '示例的说明' };
const statement = '第 12 行的日期有误';
const officials: readonly Account[] = ['agency-clerk', 'other-agency-clerk', 'regulator', 'operator'];
const persons: readonly Account[] = ['resident', 'company', 'other-agency-clerk'];

/** What gives a grant each. */
export const requests = ({ conditional, shared }: Matters): Form[] => [
  {
    procedure: 'application',
    path: '/v1/applications',
    as: ['company'],
    body: { datasetId: conditional, ...words, ...use },
  },
  {
    procedure: 'sharing-request',
    path: '/v1/sharing-requests',
    as: ['agency-clerk'],
    body: { datasetId: shared, ...words, purpose: use.purpose, scenario: use.scenario, commitment: true },
  },
];

/** One of every other kind that people file, and a second one where it may end in two ways. */
export const others = ({ open, conditional, shared, grant, sharedGrant }: Matters): Form[] => {
  const change = { datasetId: conditional, change: { accrualPeriodicity: 'quarterly' }, reason: words.reason };
  const forms: Form[] = [
    {
      procedure: 'authorised-operation',
      path: '/v1/authorised-operations',
      as: ['company'],
      body: { datasetId: conditional, ...use, securityConditions: '符合三级等保' },
    },
    {
      procedure: 'sharing-demand',
      path: '/v1/sharing-demands',
      as: ['agency-clerk'],
      body: { ...described, ...words, purpose: use.purpose },
    },
    {
      procedure: 'dispute',
      path: '/v1/disputes',
      as: ['other-agency-clerk'],
      body: { datasetId: conditional, statement },
    },
    {
      procedure: 'objection',
      path: '/v1/objections',
      as: persons,
      body: { datasetId: conditional, kind: 'error', statement },
    },
    {
      procedure: 'objection',
      path: '/v1/objections',
      as: ['resident', 'agency-clerk'],
      body: { datasetId: open, kind: 'infringement', statement },
      stern: true,
    },
    {
      procedure: 'demand',
      path: '/v1/demands',
      as: ['company', 'agency-clerk'],
      body: { ...described, purpose: use.purpose },
    },
    {
      procedure: 'catalog-change',
      path: '/v1/catalog-changes',
      as: ['agency-clerk'],
      body: { ...change, effectiveFrom: '2026-09-14' },
    },
    {
      procedure: 'catalog-extension',
      path: '/v1/catalog-extensions',
      as: ['agency-clerk'],
      body: { datasetId: conditional, effectiveFrom: '2026-09-18', reason: words.reason },
    },
    {
      procedure: 'openness-proposal',
      path: '/v1/openness-proposals',
      as: ['regulator'],
      body: { datasetId: conditional, change: { openness: 'unconditional' }, reason: words.reason },
    },
    {
      procedure: 'industry-entry',
      path: '/v1/industry-entries',
      as: ['company'],
      body: { ...described, institution: '示例研究院', kind: 'own-data', provinceNumber: '37-1' },
    },
    {
      procedure: 'new-system',
      path: '/v1/new-systems',
      as: ['agency-clerk'],
      body: { ...described, kind: 'before-acceptance', datasets: [conditional] },
    },
    {
      procedure: 'new-system',
      path: '/v1/new-systems',
      as: ['agency-clerk'],
      body: { ...described, kind: 'planned', datasets: [] },
    },
    {
      procedure: 'product',
      path: '/v1/products',
      as: ['company'],
      body: { ...described, datasetId: open, acquiredOn: '2026-09-21', declaration: true },
    },
    {
      procedure: 'complaint',
      path: '/v1/complaints',
      as: ['resident'],
      body: { datasetId: open, kind: 'complaint', statement },
    },
    {
      procedure: 'rectification',
      path: '/v1/rectifications',
      as: officials.toReversed(),
      body: { datasetId: open, statement },
    },
    {
      procedure: 'emergency-opening',
      path: '/v1/emergency-openings',
      as: ['regulator'],
      body: { datasetId: shared, reason: '防汛', days: 3 },
    },
    {
      procedure: 'incident',
      path: '/v1/incidents',
      as: ['regulator', 'other-agency-clerk'],
      body: { kind: 'dataset', datasetId: open, statement: '泄露' },
      stern: true,
    },
  ];
  const ofGrants: Form[] = [
    ...(grant === undefined
      ? []
      : [undefined, true as const].map(
          (stern): Form => ({
            procedure: 'violation',
            path: '/v1/violations',
            as: officials,
            body: { grantId: grant, statement: '超出约定用途' },
            ...(stern && { stern }),
          }),
        )),
    ...(sharedGrant === undefined
      ? []
      : [
          {
            procedure: 'sharing-termination' as const,
            path: '/v1/sharing-terminations',
            as: ['other-agency-clerk'] as const,
            body: { grantId: sharedGrant, kind: 'cause', reason: words.reason },
          },
        ]),
  ];
  return [...forms, ...ofGrants];
};
