import { describe, expect, it } from 'vitest';
import { sharingKind } from '../../../domain/catalog/sharing-kind.ts';
import { Organisation } from '../../../domain/policy/policy.ts';

const unit = (id: string, over: object = {}) => Organisation.parse({ id, title: { zh: id, en: id }, ...over });
const bureau = unit('bureau');
const other = unit('other');
const below = unit('below', { district: 'tongchuan' });
const besideBelow = unit('beside', { district: 'tongchuan' });
const elsewhere = unit('elsewhere', { district: 'dachuan' });
const water = unit('water', { kind: 'public-service' });

describe('the kind of a sharing request', () => {
  it.each([
    ['conditional', bureau, other, 'conditional'],
    ['unconditional', bureau, other, 'unconditional'],
    ['none', bureau, other, 'none'],
    ['conditional', below, besideBelow, 'conditional'],
    ['conditional', bureau, below, 'across-levels'],
    ['conditional', below, bureau, 'across-levels'],
    ['none', below, elsewhere, 'across-levels'],
    ['conditional', water, bureau, 'conditional-with-public-service'],
    ['conditional', bureau, water, 'conditional-with-public-service'],
    ['conditional', water, below, 'across-levels-with-public-service'],
  ] as const)('of %s data of %o for %o is %s', (type, agency, counterpart, kind) => {
    expect(sharingKind(type, agency, counterpart)).toBe(kind);
  });
});
