import type { EventBody, Terms } from '../../domain/case/event.ts';
import { type Dataset, dataOf } from '../../domain/catalog/dataset.ts';
import type { Dictionary } from '../../domain/data/dictionary.ts';
import { parseRowFilter } from '../../domain/data/query.ts';
import type { Procedure } from '../../domain/policy/procedure.ts';
import { type Fault, Refusal } from '../../domain/refusal.ts';

/**
 * What leads to access is decided only while there is something to be given access to: data that was closed since, and
 * isn't held for units either, is gone.
 */
export function refuseUnopened(body: EventBody, { id, published, takenDownBy }: Dataset, { steps }: Procedure): void {
  const step = body.type === 'decided' ? steps[body.to] : undefined;
  const opensAccess = step?.kind === 'effect' && step.does === 'grant-access';
  const held = published && dataOf(published);
  if (!opensAccess || (held !== undefined && takenDownBy === undefined)) return;
  throw new Refusal('dataset-not-open', {
    zh: `数据集 ${id} 已不再开放,不能开通使用权限`,
    en: `dataset ${id} is open no longer; no access to it can be granted`,
  });
}

/** An approval grants columns that are published and rows that can be told by them; every other one is named. */
export function refuseUngrantable({ columns = [], rows = {} }: Terms, { published }: Dataset): void {
  const dictionary = (published && dataOf(published))?.dictionary ?? { fields: [], missingValues: [] };
  const faults = [
    ...columns.flatMap((name, at) => columnFaults(name, at, columns, dictionary)),
    ...Object.entries(rows).flatMap(([name, filter]) => rowFaults(name, filter, dictionary)),
  ];
  if (faults.length === 0) return;
  throw new Refusal(
    'invalid-request',
    { zh: '批准的数据项或数据范围有误', en: 'the approved columns or rows are wrong' },
    { faults },
  );
}

function columnFaults(name: string, at: number, all: readonly string[], { fields }: Dictionary): Fault[] {
  const pointer = `/columns/${at}`;
  if (!fields.some((field) => field.name === name))
    return [{ pointer, detail: { zh: `数据字典中没有“${name}”`, en: `the data dictionary has no "${name}"` } }];
  if (all.indexOf(name) < at) return [{ pointer, detail: { zh: `“${name}”重复`, en: `"${name}" is there twice` } }];
  return [];
}

/** Read as the data service will read it: a filter that it can't read would leave the grant without any rows. */
function rowFaults(name: string, filter: string, dictionary: Dictionary): Fault[] {
  try {
    parseRowFilter(new URLSearchParams({ [name]: filter }).toString(), dictionary);
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const pointer = `/rows/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return error.faults.map(({ detail }) => ({ pointer, detail }));
  }
}
