import {
  type Condition,
  ConditionFailed,
  type Engine,
  type Item,
  type Key,
  type Range,
  type Update,
  type Write,
} from '../../functions/stores/engine.ts';
import type { TableName } from '../../functions/tables.ts';

/** The in-process engine: what random histories run on. Passes the same contract as the SDK's. */
export function memoryEngine(): Engine & { readonly writes: number } {
  const tables = new Map<TableName, Map<string, Map<string, Item>>>();
  let count = 0;

  const partition = (table: TableName, pk: string): Map<string, Item> => {
    const items = tables.get(table) ?? new Map<string, Map<string, Item>>();
    tables.set(table, items);
    const found = items.get(pk) ?? new Map<string, Item>();
    items.set(pk, found);
    return found;
  };
  const at = (table: TableName, { pk, sk }: Key): Item | undefined => tables.get(table)?.get(pk)?.get(sk);

  const apply = (write: Write): Item | undefined => {
    if ('check' in write) return undefined;
    if ('remove' in write) {
      partition(write.table, write.remove.pk).delete(write.remove.sk);
      return undefined;
    }
    const item = 'put' in write ? structuredClone(write.put) : updated(at(write.table, write.update), write);
    partition(write.table, item.pk).set(item.sk, item);
    return item;
  };

  return {
    get writes() {
      return count;
    },
    get: async (table, key) => structuredClone(at(table, key)),
    getMany: async (table, keys) => keys.flatMap((key) => structuredClone(at(table, key)) ?? []),
    query: async (table, range) => structuredClone(select(tables.get(table) ?? new Map(), range)),
    write: async (writes) => {
      count++;
      refuseTwice(writes);
      writes.forEach((write, index) => {
        const item = at(write.table, keyOf(write));
        if (write.when !== undefined && !holds(write.when, item))
          throw new ConditionFailed(index, structuredClone(item));
      });
      writes.forEach(apply);
    },
    update: async (update) => {
      count++;
      const item = at(update.table, update.update);
      if (update.when !== undefined && !holds(update.when, item)) throw new ConditionFailed(0, structuredClone(item));
      return structuredClone(apply(update) as Item);
    },
  };
}

/** As DynamoDB has it: a transaction acts on an item once. */
function refuseTwice(writes: readonly Write[]): void {
  const seen = writes.map((write) => `${write.table} ${keyOf(write).pk} ${keyOf(write).sk}`);
  if (new Set(seen).size < seen.length) throw new Error('a transaction can not act twice on one item');
}

const keyOf = (write: Write): Key => {
  if ('put' in write) return write.put;
  if ('remove' in write) return write.remove;
  return 'check' in write ? write.check : write.update;
};

function updated(item: Item | undefined, { update, set = {}, add = {} }: Update): Item {
  const next: Item = { ...(item ?? update), ...structuredClone(set) };
  for (const [name, by] of Object.entries(add)) next[name] = Number(next[name] ?? 0) + by;
  return next;
}

function holds(condition: Condition, item: Item | undefined): boolean {
  if (condition === 'absent') return item === undefined;
  if (condition === 'present') return item !== undefined;
  return condition.every(([attribute, operator, value]) => {
    const found = item?.[attribute];
    if (typeof found !== typeof value || found === undefined) return false;
    const order = compare(found as string | number, value as string | number);
    return { '=': order === 0, '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }[operator];
  });
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

function select(
  table: Map<string, Map<string, Item>>,
  { pk, index, begins, from, to, backwards, limit }: Range,
): Item[] {
  const sort = index === undefined ? 'sk' : `${index}sk`;
  const items =
    index === undefined
      ? [...(table.get(pk)?.values() ?? [])]
      : [...table.values()].flatMap((p) => [...p.values()]).filter((i) => i[`${index}pk`] === pk);
  const inRange = items.filter((item) => {
    const key = String(item[sort]);
    return (
      (begins === undefined || key.startsWith(begins)) &&
      (from === undefined || key >= from) &&
      (to === undefined || key <= to)
    );
  });
  const ordered = inRange.sort((a, b) => compare(String(a[sort]), String(b[sort])));
  if (backwards === true) ordered.reverse();
  return ordered.slice(0, limit);
}
