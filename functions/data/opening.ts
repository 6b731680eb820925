import { type ApiKey, isWellFormedKey, keyHash } from '../../domain/access/api-key.ts';
import { keyIn } from '../../domain/access/credentials.ts';
import { type Grant, usableGrant } from '../../domain/access/grant.ts';
import { withoutKey } from '../../domain/access/usage.ts';
import { type Dataset, openedOf } from '../../domain/catalog/dataset.ts';
import { heldNow, type Open, openNow, refuseWithheld } from '../../domain/catalog/openness.ts';
import type { Dictionary } from '../../domain/data/dictionary.ts';
import { type ColumnView, parseRowFilter } from '../../domain/data/query.ts';
import { defined } from '../../domain/defined.ts';
import type { DatasetId } from '../../domain/ids.ts';
import { currentPolicy } from '../../domain/policy/policy.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Request } from '../http.ts';
import type { Platform } from '../platform.ts';
import { refuseUnlessAccepted } from '../stores/accepted.ts';
import type { Account } from '../stores/ledger.ts';
import { sharedWith } from '../stores/shared.ts';

/** What a caller may see of a dataset, and in whose account the call is counted. */
export interface Opened {
  datasetId: DatasetId;
  open: Open;
  view: ColumnView;
  /** None for unconditional data without a key: the flood guard is enough there. */
  account?: Account;
  /** Whose usage it is; nobody's for an anonymous call. */
  used?: { holder: string; keyId: string };
}

/** Who holds what: the owner of a key with its grants, or a signed-in person with all grants. */
interface Holder {
  subject: string;
  key?: ApiKey;
}

/**
 * Opens a dataset to a caller, or refuses: what is suspended before anything else, conditional data without an active
 * grant. The dataset is read afresh each time, so that a suspension holds from its first moment.
 */
export async function opened(p: Platform, datasetId: DatasetId, request: Request): Promise<Opened> {
  const dataset = await p.catalog.load(datasetId);
  refuseWithheld(dataset);
  const openness = openedOf(dataset)?.entry.openness;
  if (openness === 'unconditional') return openedToAll(p, dataset, await holderOf(p, request));
  const holder = await holderOf(p, request);
  const shared = holder?.key === undefined ? await sharedWith(p, dataset, request.caller) : undefined;
  if (shared?.directly === true) return { datasetId, open: heldNow(dataset), view: {}, used: shared.used };
  const grants = [...(shared?.grants ?? []), ...(await grantsOf(p, holder))];
  const held = shared !== undefined || (openness === 'closed' && grants.some((each) => each.datasetId === datasetId));
  const open = held ? heldNow(dataset) : openNow(dataset, 'interface');
  const grant = usableGrant(grants, datasetId, p.now());
  const used = grant.sharedWith === undefined ? usedBy(holder) : shared?.used;
  return {
    datasetId,
    open,
    view: viewOf(grant, open.release.dictionary),
    account: { owner: grant.id, quota: grant.quota },
    ...defined({ used }),
  };
}

function openedToAll(p: Platform, dataset: Dataset, holder: Holder | undefined): Opened {
  const open = openNow(dataset, 'interface');
  refuseUnlessIdentified(p, holder);
  const quota = p.city.deployment.defaultQuota;
  const account = holder?.key && { owner: holder.key.id, quota };
  return { datasetId: dataset.id, open, view: {}, ...defined({ used: usedBy(holder), account }) };
}

const usedBy = (holder: Holder | undefined): Opened['used'] =>
  holder && { holder: holder.subject, keyId: holder.key?.id ?? withoutKey };

/** Who calls, once the rules of conduct are accepted where the city has some. */
async function holderOf(p: Platform, request: Request): Promise<Holder | undefined> {
  const holder = await identified(p, request);
  if (holder !== undefined) {
    const { caller } = request;
    const roles = holder.key === undefined && caller.kind === 'person' ? caller.roles : [];
    await refuseUnlessAccepted(p, { subject: holder.subject, roles });
  }
  return holder;
}

async function identified(p: Platform, { headers, caller }: Request): Promise<Holder | undefined> {
  const sent = keyIn(headers);
  if (sent === undefined) return caller.kind === 'person' ? { subject: caller.subject } : undefined;
  const key = isWellFormedKey(sent) ? await p.access.keyByHash(keyHash(sent, await p.pepper())) : undefined;
  if (key !== undefined) return { subject: key.owner, key };
  throw new Refusal('key-invalid', {
    zh: isWellFormedKey(sent) ? '密钥已注销或不存在' : '密钥格式有误,请检查是否完整',
    en: isWellFormedKey(sent) ? 'the key was revoked or never issued' : 'this is no key; please check that it is whole',
  });
}

/** A key opens what it names, and only while it is its owner's. */
async function grantsOf(p: Platform, holder: Holder | undefined): Promise<Grant[]> {
  if (holder === undefined) return [];
  if (holder.key === undefined) return p.access.grantsOf(holder.subject);
  const grants = await p.access.grants(holder.key.grants);
  return grants.filter((grant) => grant.holder === holder.subject);
}

function refuseUnlessIdentified(p: Platform, holder: Holder | undefined): void {
  if (holder !== undefined || !currentPolicy(p.city).unconditionalNeedsIdentity) return;
  throw new Refusal('sign-in-required', { zh: '请先登录', en: 'please sign in first' });
}

/** The granted columns that the release still has, and the granted rows. */
function viewOf(grant: Grant, dictionary: Dictionary): ColumnView {
  const names = new Set(dictionary.fields.map(({ name }) => name));
  const columns = grant.columns.filter((name) => names.has(name));
  if (columns.length === 0) throw lostRefusal(grant);
  return grant.rows === undefined ? { columns } : { columns, rows: rowsOf(grant, dictionary) };
}

/** What can't be told any more which rows are granted, nothing is given of. */
function rowsOf(grant: Grant, dictionary: Dictionary) {
  try {
    return parseRowFilter(new URLSearchParams(grant.rows).toString(), dictionary);
  } catch (error) {
    if (error instanceof Refusal) throw lostRefusal(grant, error);
    throw error;
  }
}

const lostRefusal = ({ id }: Grant, cause?: unknown): Refusal =>
  new Refusal(
    'grant-not-active',
    {
      zh: `数据集已变化,使用权限 ${id} 所列的数据项不再存在,请联系数据开放主体`,
      en: `the dataset has changed: what grant ${id} names isn't in it any more; please ask its publisher`,
    },
    { cause },
  );
