import { expect } from 'vitest';
import type { HostProcess, Problem, Reply } from '../../builders/host.ts';
import { anEntry, draft } from '../acting.ts';

interface Harvest {
  source: string;
  items: {
    datasetId: string;
    title: string;
    outcome: 'drafted' | 'merged';
    duplicates: { datasetId: string; publisher: string; clause?: string }[];
  }[];
}

/** Takes over the catalog of a channel that was built before, of the agency's entries with these titles. */
const harvested = (
  host: HostProcess,
  agency: string,
  titles: readonly string[],
  as = 'regulator',
): Promise<Reply<Harvest & Problem>> =>
  host.call('POST', '/v1/harvests', {
    as,
    body: {
      source: '原部门数据网站',
      agency,
      entries: titles.map((title) => anEntry({ title, informationItems: [title, '地址'] })),
    },
  });

/** What was built before is taken over, merged with what is there, and what others have too is flagged by the clause. */
export async function takesOver(host: HostProcess, clause: string): Promise<void> {
  const common = { title: '旧站共有数据', informationItems: ['编号', '类别'] };
  const theirs = await draft(host, common, 'other-agency-clerk');
  const titles = ['旧站独有数据', common.title];
  const { status, body } = await harvested(host, 'ecology-bureau', titles);
  expect(status).toBe(200);
  expect(body.items).toMatchObject([
    { title: '旧站独有数据', outcome: 'drafted', duplicates: [] },
    {
      title: common.title,
      outcome: 'drafted',
      duplicates: [{ datasetId: theirs, publisher: 'civil-affairs-bureau', clause }],
    },
  ]);
  const again = await harvested(host, 'ecology-bureau', titles);
  expect(again.body.items.map(({ datasetId, outcome }) => [datasetId, outcome])).toEqual(
    body.items.map(({ datasetId }) => [datasetId, 'merged']),
  );
  const own = body.items[0]?.datasetId;
  expect((await host.call('GET', `/v1/datasets/${own}`, { as: 'agency-clerk' })).body).toMatchObject({
    state: 'draft',
    draft: { entry: { harvestedFrom: '原部门数据网站' } },
  });
  expect((await host.call('GET', `/v1/datasets/${own}`)).status).toBe(404);
  expect((await harvested(host, 'ecology-bureau', ['另一'], 'agency-principal')).status).toBe(403);
  expect((await harvested(host, 'ecology-bureau', ['机密数据'])).status).toBe(400);
}
