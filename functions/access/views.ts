import type { ApiKey } from '../../domain/access/api-key.ts';
import { type Grant, grantState } from '../../domain/access/grant.ts';
import type { UsageBy } from '../../domain/access/usage.ts';
import { stateOf } from '../../domain/catalog/dataset.ts';
import type { Language } from '../http.ts';
import type { Platform } from '../platform.ts';
import type { GrantView } from '../routes/access.ts';
import type { Message } from '../stores/cases.ts';

/** A grant as it stands now: with its state and what is used of its quota. */
export async function grantView(p: Platform, grant: Grant): Promise<GrantView> {
  const now = p.now();
  const { holder: _, agency: __, ...shown } = grant;
  const [dataset, used] = await Promise.all([
    p.catalog.load(grant.datasetId),
    p.access.ledger.used({ owner: grant.id, quota: grant.quota }, now),
  ]);
  return { ...shown, used, state: grantState(grant, stateOf(dataset), now) };
}

/** A key as its owner's list shows it: by its name and ending, never itself. */
export const keyView = ({ id, name, grants, ending, createdAt, rotatedAt }: ApiKey) => ({
  id,
  name,
  grants,
  ending,
  createdAt,
  ...(rotatedAt === undefined ? {} : { rotatedAt }),
});

export const messageView = ({ text, ...message }: Message, language: Language) => ({
  ...message,
  text: text[language],
});

/** What a sum of calls is of, by its name. */
export const usageItem = (by: UsageBy, { of, calls }: { of: string; calls: number }) => ({
  [{ day: 'day', dataset: 'datasetId', key: 'keyId' }[by]]: of,
  calls,
});

/** One page of a list that is at hand. */
export function paged<Item>(items: readonly Item[], { page, pageSize }: { page: number; pageSize: number }) {
  return { total: items.length, page, pageSize, items: items.slice((page - 1) * pageSize, page * pageSize) };
}
