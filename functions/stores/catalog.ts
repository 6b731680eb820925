import { canonicalJson } from '../../domain/audit/canonical.ts';
import { contentHash, link } from '../../domain/audit/chain.ts';
import type { Instant } from '../../domain/calendar/dates.ts';
import type { Change } from '../../domain/catalog/changes.ts';
import { Dataset, Listed, listedOf } from '../../domain/catalog/dataset.ts';
import { DatasetEvent, RecordedDatasetEvent } from '../../domain/catalog/event.ts';
import type { Counted } from '../../domain/catalog/listing.ts';
import { type ItemKey, itemKeys, ofOneArea, type SameBy } from '../../domain/catalog/one-source.ts';
import { DatasetId } from '../../domain/ids.ts';
import { Refusal } from '../../domain/refusal.ts';
import { ConditionFailed, type Engine, type Item, type Write } from './engine.ts';
import { catalogKeys } from './keys.ts';
import { createOnce, type Once } from './once.ts';

// Whoever changes a dataset at the same moment comes first now and then; eight at once don't.
const TRIES = 8;

// DynamoDB reads at most 100 items at once.
const BATCH = 100;

/** Whose change it is, when, and what hides the content of its event. */
interface Changing {
  now: () => Instant;
  salt: () => string;
}

/** A dataset of another agency, and by what it is of the same datum. */
export interface Same {
  dataset: Dataset;
  by: SameBy;
}

export function catalogStore(engine: Engine) {
  const find = async (id: DatasetId): Promise<Dataset | undefined> => {
    const item = await engine.get('catalog', catalogKeys.dataset(id));
    return item && datasetOf(item);
  };
  const load = async (id: DatasetId): Promise<Dataset> => {
    const dataset = await find(id);
    if (dataset !== undefined) return dataset;
    throw noDataset(id);
  };

  /** Those that there are of them, in that order. */
  const many = async (ids: readonly string[]): Promise<Dataset[]> => {
    const keys = ids.map((id) => catalogKeys.dataset(id));
    const batches = Array.from({ length: Math.ceil(keys.length / BATCH) }, (_, i) =>
      engine.getMany('catalog', keys.slice(i * BATCH, (i + 1) * BATCH)),
    );
    return (await Promise.all(batches)).flat().map(datasetOf);
  };

  return {
    /** Strongly consistent, as every read here. */
    find,
    load,
    many,

    /** Makes a dataset with its first event; made idempotent by the caller's key. Answers its id. */
    create(change: Change, { now, salt }: Changing, once?: Once): Promise<DatasetId> {
      const { id, publisher } = change.next;
      return createOnce(engine, 'catalog', catalogKeys.once, once, id, (claim) =>
        engine.write([
          ...claim,
          ...datasetWrites(undefined, change, now(), salt()),
          { table: 'catalog', put: { ...catalogKeys.ofAgency(publisher, id), datasetId: id } },
        ]),
      );
    },

    /**
     * Changes a dataset as `decide` says of its current state; whoever loses a race decides again on what the winner
     * left. Answers the dataset after it, or as it was where `decide` finds nothing to change.
     */
    async change(
      id: DatasetId,
      { now, salt }: Changing,
      decide: (dataset: Dataset) => Change | undefined | Promise<Change | undefined>,
    ): Promise<Dataset> {
      for (let attempt = 1; attempt <= TRIES; attempt++) {
        const dataset = await load(id);
        const change = await decide(dataset);
        if (change === undefined) return dataset;
        const writes = datasetWrites(dataset, change, now(), salt());
        try {
          await engine.write(writes);
          return load(id);
        } catch (error) {
          if (!(error instanceof ConditionFailed)) throw error;
        }
      }
      throw new Refusal('conflict', {
        zh: `数据集 ${id} 正在被其他人修改,请稍后重试`,
        en: `dataset ${id} is being changed by others; please try again`,
      });
    },

    /** The chain of a dataset, oldest first. */
    async history(id: DatasetId): Promise<RecordedDatasetEvent[]> {
      const items = await engine.query('catalog', { pk: catalogKeys.dataset(id).pk, begins: 'event#' });
      return items.map(({ event, aside }) =>
        RecordedDatasetEvent.parse(aside === undefined ? { event } : { event, aside }),
      );
    },

    /** Everything that an agency has, in whatever state. */
    async ofAgency(agency: string): Promise<Dataset[]> {
      const pointers = await engine.query('catalog', { pk: catalogKeys.ofAgency(agency, '').pk });
      return many(pointers.map((item) => String(item.datasetId)));
    },

    /** The datasets of other agencies, or of all, that catalogue the same datum, each once, and by what they are the same. */
    async sameItem({
      publisher,
      district,
      entry,
    }: Pick<Dataset, 'district' | 'entry'> & { publisher?: Dataset['publisher'] }): Promise<Same[]> {
      const keys = itemKeys(entry);
      const items = await Promise.all(
        keys.map(({ key }) => engine.query('catalog', { pk: catalogKeys.item(key, '').pk })),
      );
      const others = items.flat().filter((item) => item.held === true && item.publisher !== publisher);
      const byId = new Map(others.map(({ datasetId, by }) => [String(datasetId), by as SameBy]));
      const found = await Promise.all([...byId.keys()].map((id) => find(DatasetId.parse(id))));
      return found.flatMap((dataset) =>
        dataset === undefined || dataset.takenDownBy !== undefined || !ofOneArea(dataset, { district })
          ? []
          : [{ dataset, by: byId.get(dataset.id) ?? 'title' }],
      );
    },

    /** What the public has, for lists and search. */
    async listed(): Promise<Counted[]> {
      const items = await engine.query('catalog', { pk: catalogKeys.published('').pk });
      return items.flatMap(({ listed, downloads }) =>
        listed === undefined || listed === null
          ? []
          : [{ listed: Listed.parse(listed), downloads: Number(downloads ?? 0) }],
      );
    },

    async downloads(id: DatasetId): Promise<number> {
      return Number((await engine.get('catalog', catalogKeys.published(id)))?.downloads ?? 0);
    },

    async countDownload(id: DatasetId): Promise<void> {
      await engine.update({ table: 'catalog', update: catalogKeys.published(id), add: { downloads: 1 } });
    },
  };
}
export type CatalogStore = ReturnType<typeof catalogStore>;

const datasetOf = (item: Item): Dataset => Dataset.parse(item.dataset);

export const noDataset = (id: string): Refusal =>
  new Refusal('not-found', { zh: `没有数据集 ${id}`, en: `there is no dataset ${id}` });

/**
 * One change as writes of one transaction: the dataset on condition that it is as it was loaded, its event, and what
 * lists show of it.
 */
export function datasetWrites(before: Dataset | undefined, change: Change, now: Instant, salt: string): Write[] {
  const { body, by, content } = change;
  const aside = content === undefined ? undefined : { salt, content };
  const event = DatasetEvent.parse(
    link(change.next.chain, {
      at: now,
      by,
      body,
      ...(aside === undefined ? {} : { contentHash: contentHash(aside.salt, aside.content) }),
    }),
  );
  const after: Dataset = {
    ...change.next,
    version: (before?.version ?? 0) + 1,
    chain: { seq: event.seq, hash: event.hash },
  };
  return [
    {
      table: 'catalog',
      put: { ...catalogKeys.dataset(after.id), version: after.version, dataset: after },
      when: before === undefined ? 'absent' : [['version', '=', before.version]],
    },
    {
      table: 'catalog',
      put: { ...catalogKeys.event(after.id, event.seq), event, ...(aside === undefined ? {} : { aside }) },
      when: 'absent',
    },
    ...listingWrites(before, after),
    ...itemWrites(before, after),
  ];
}

/** What the entry catalogues now, and what it did and doesn't any more. */
function itemWrites(before: Dataset | undefined, after: Dataset): Write[] {
  const old = before === undefined ? [] : itemKeys(before.entry);
  const current = itemKeys(after.entry);
  const lacks = (keys: readonly ItemKey[], { key }: ItemKey): boolean => !keys.some((other) => other.key === key);
  const put = ({ by, key }: ItemKey, held: boolean): Write => ({
    table: 'catalog',
    put: { ...catalogKeys.item(key, after.id), datasetId: after.id, publisher: after.publisher, by, held },
  });
  return [
    ...current.filter((item) => lacks(old, item)).map((item) => put(item, true)),
    ...old.filter((item) => lacks(current, item)).map((item) => put(item, false)),
  ];
}

/** The listing is updated, never replaced, for it holds the count of downloads too. */
function listingWrites(before: Dataset | undefined, after: Dataset): Write[] {
  const old = (before && listedOf(before)) ?? null;
  const listed = listedOf(after) ?? null;
  if (canonicalJson(old) === canonicalJson(listed)) return [];
  return [{ table: 'catalog', update: catalogKeys.published(after.id), set: { listed } }];
}
