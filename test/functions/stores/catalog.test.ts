import { beforeEach, describe, expect, it } from 'vitest';
import { firstBreak } from '../../../domain/audit/chain.ts';
import { revised } from '../../../domain/catalog/changes.ts';
import { DatasetEntry } from '../../../domain/catalog/entry.ts';
import { AgencyId, type DatasetId } from '../../../domain/ids.ts';
import { ConditionFailed } from '../../../functions/stores/engine.ts';
import { catalogKeys } from '../../../functions/stores/keys.ts';
import { anEntry, drafted, opened } from '../../builders/catalog.ts';
import { type TestPlatform, testPlatform } from '../../builders/platform.ts';

let p: TestPlatform;
let id: DatasetId;
beforeEach(async () => {
  p = testPlatform();
  id = await drafted(p);
});

const by = { role: 'agency-clerk', agency: AgencyId.parse('ecology-bureau') } as const;
const retitle = (title: string) =>
  p.catalog.change(id, p, (dataset) => revised(dataset, DatasetEntry.parse(anEntry({ title })), by, p.now()));

describe('the catalog’s store', () => {
  it('keeps every change of several at once, each following from the one before', async () => {
    const titles = ['一', '二', '三', '四', '五'];
    await Promise.all(titles.map(retitle));
    const events = (await p.catalog.history(id)).map(({ event }) => event);
    expect(events).toHaveLength(6);
    expect(firstBreak(events)).toBeUndefined();
    expect((await p.catalog.load(id)).version).toBe(6);
  });

  it('gives up as a conflict after eight losses, and writes nothing then', async () => {
    let tries = 0;
    p.engine.write = async () => {
      tries++;
      throw new ConditionFailed(0, undefined);
    };
    await expect(retitle('新')).rejects.toMatchObject({ code: 'conflict' });
    expect(tries).toBe(8);
    expect((await p.catalog.load(id)).entry.title).toBe('空气质量小时值');
  });

  it('passes on what is no lost race', async () => {
    p.engine.write = () => Promise.reject(new Error('throttled'));
    await expect(retitle('新')).rejects.toThrow('throttled');
  });

  it('shows a break where an event was changed afterwards', async () => {
    await retitle('新');
    const item = await p.engine.get('catalog', catalogKeys.event(id, 1));
    const event = { ...(item?.event as object), at: '2020-01-01T00:00:00.000Z' };
    await p.engine.write([{ table: 'catalog', put: { ...catalogKeys.event(id, 1), ...item, event } }]);
    expect(firstBreak((await p.catalog.history(id)).map((each) => each.event))).toMatchObject({ seq: 1 });
  });

  it('lists what an agency has beyond the hundred that one read takes', async () => {
    for (let i = 0; i < 120; i++) await drafted(p);
    expect(await p.catalog.ofAgency('ecology-bureau')).toHaveLength(121);
    expect(await p.catalog.ofAgency('civil-affairs-bureau')).toEqual([]);
  });

  it('counts downloads beside the dataset, so that counting outruns no change', async () => {
    const dataset = await opened(p);
    await Promise.all([p.catalog.countDownload(dataset.id), p.catalog.countDownload(dataset.id)]);
    expect(await p.catalog.downloads(dataset.id)).toBe(2);
    expect((await p.catalog.load(dataset.id)).version).toBe(dataset.version);
  });

  it('refuses a dataset that there is not', async () => {
    await expect(p.catalog.load('nothing' as DatasetId)).rejects.toMatchObject({ code: 'not-found' });
    expect(await p.catalog.find('nothing' as DatasetId)).toBeUndefined();
  });
});
