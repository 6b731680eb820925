/**
 * What every city's regulation asks of an entry beside the contract's fields; the items are the columns of the data. Of
 * conditional data, also its conditions and their basis.
 */
export const wellDescribed = (informationItems: readonly string[], { openness }: { openness?: unknown } = {}) => ({
  dataKind: 'table',
  resourceFormat: 'CSV',
  informationItems,
  sharing: { type: 'unconditional', mode: 'file' },
  collection: { basis: 'law', law: '《环境保护法》第十七条' },
  responsible: { section: '数据科', person: '数据安全责任人' },
  secrecyReview: { conclusion: '不涉密', reviewer: '保密员' },
  ...(openness === 'conditional'
    ? { conditions: ['说明应用场景,与申请用途相符'], legalBasis: '《某某条例》第三条' }
    : {}),
});
