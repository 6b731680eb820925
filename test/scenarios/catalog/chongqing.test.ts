import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, type Problem, startHostProcess } from '../../builders/host.ts';
import { anApplication, anEntry, answered, draft, get, linkTo, type Page, stationsCsv, submit } from '../acting.ts';
import { lacking, opened, refusals, released, reviewed, sent } from './opening.ts';

// Chongqing's catalog: what an entry states, what is kept out, what may leave, and what follows from it.

let host: HostProcess;

beforeAll(async () => {
  host = await startHostProcess({ city: 'chongqing', clockStart: '2026-11-02' });
});
afterAll(() => host?.stop());

const persons = '姓名,身份证号,街道\r\n张三丰,110101199003078777,解放碑\r\n李四,110101199003078611,朝天门\r\n';
const itemsOf = (csv: string): string[] => csv.slice(0, csv.indexOf('\r\n')).split(',');

interface View {
  id: string;
  state: string;
  distributions: { format: string; downloadUrl: string; mediaType: string }[];
  quality?: {
    updateDueOn?: string;
    overdue: boolean;
    dimensions: { dimension: string; how: string; value: number }[];
  };
  sameItem?: { datasetId: string; publisher: { id: string }; by: string; clause: string; dispute?: string }[];
  draft?: { entry: { clearance?: object } };
}
const view = (id: string, as?: string): Promise<View> => get<View>(host, `/v1/datasets/${id}`, as);

describe('state secrets stay outside', () => {
  it.each([
    ['its title', { title: '机密级区划资料' }, '/title'],
    ['a keyword', { keyword: ['绝 密'] }, '/keyword/0'],
    ['its level', { securityLevel: '秘密' }, '/securityLevel'],
    ['what it says it contains', { contains: ['state-secret'] }, '/contains'],
  ])('CQ-2: an entry that is marked in %s is not catalogued', async (_where, over, pointer) => {
    const { status, errors } = await refusals(host, anEntry(over));
    expect(status).toBe(400);
    expect(errors[pointer]).toContain('国家秘密');
  });

  it('CQ-2: a business secret is another thing: the entry is taken', async () => {
    expect((await refusals(host, anEntry({ title: '商业秘密保护指南' }))).status).toBe(201);
  });

  it('CQ-2: a marked file is refused before it comes, and one that bears a mark inside once it is checked', async () => {
    const id = await draft(host);
    const named = await host.call<Problem>('POST', `/v1/datasets/${id}/uploads`, {
      as: 'agency-clerk',
      body: { fileName: '监测数据(秘密).csv', size: 100 },
    });
    expect([named.status, named.body.errors?.[0]?.pointer]).toEqual([400, '/fileName']);
    expect(named.body.errors?.[0]?.detail).toContain('CQ-2');
    for (const csv of [`站位,密级\r\n一,机密\r\n`, `站位,备注\r\n一,绝密★30年\r\n`]) {
      const { state, report } = await sent(host, id, csv);
      expect([state, report?.faults[0]?.code]).toEqual(['refused', 'state-secret']);
    }
  });
});

describe('what is opened can be read by machines', () => {
  it('CQ-3: a PDF or an image alone is refused, and without another file nothing is opened', async () => {
    const id = await draft(host, { dataKind: 'image-video' });
    const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(64)]);
    for (const file of [Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj'), png]) {
      const { state, report } = await sent(host, id, file);
      expect([state, report?.faults[0]?.code]).toEqual(['refused', 'not-csv']);
    }
    expect((await lacking(host, id))['/release/uploadId']).toContain('CQ-3');
  });

  it('CQ-3: what is opened has a distribution that machines read', async () => {
    const { distributions } = await view(await opened(host, { csv: stationsCsv, entry: { title: '可读水质' } }));
    expect(distributions.map(({ mediaType }) => mediaType)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^text\/csv/), expect.stringMatching(/^application\/json/)]),
    );
  });
});

describe('nothing personal leaves as it is', () => {
  const entry = { title: '志愿者登记', informationItems: itemsOf(persons), contains: ['personal-information'] };
  let id: string;

  it('CQ-9: identity numbers without a masking rule are no release, whatever the dictionary says of their level', async () => {
    id = await draft(host, entry);
    const refused = await released(host, id, { csv: persons });
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toEqual([{ pointer: '/masking', detail: expect.stringMatching(/身份证号.*CQ-9/) }]);
  });

  it('CQ-9: a column above the level of the dataset needs its rule, too', async () => {
    const refused = await released(host, id, {
      csv: persons,
      sensitivity: { 姓名: 'L3' },
      masking: [{ column: '身份证号', rule: 'hash' }],
    });
    expect(refused.body.errors?.map(({ detail }) => detail).join()).toContain('姓名');
  });

  it('CQ-9: masked, no file, preview or interface shows a number or a name', async () => {
    const masking = [
      { column: '身份证号', rule: 'remove' },
      { column: '姓名', rule: 'keep-first-last' },
    ];
    const dataset = await view(await opened(host, { entry, csv: persons, masking }));
    const { headers } = await linkTo(host, dataset as never, 'citizen');
    const file = await (await fetch(headers.get('location') ?? '')).text();
    const rows = await host.call<object[]>('GET', `/data/${dataset.id}`, { as: 'citizen' });
    const preview = await host.call('GET', `/v1/datasets/${dataset.id}/preview`, { as: 'citizen' });
    for (const shown of [file, JSON.stringify(rows.body), JSON.stringify(preview.body)]) {
      expect(shown).toContain('解放碑');
      expect(shown).not.toMatch(/1101011990|张三丰/);
    }
    const raw = await host.call('GET', `/data/${dataset.id}?身份证号=eq.110101199003078777`, { as: 'citizen' });
    expect(raw.status).toBe(400);
  });
});

describe('the entry comes first', () => {
  const as = 'agency-clerk';
  const announced = (id: string, by = as) =>
    host.call('POST', `/v1/datasets/${id}/uploads`, { as: by, body: { fileName: 'a.csv', size: 3 } });
  const submitted = (id: string) => host.call('POST', '/v1/publications', { as, body: { datasetId: id } });
  const rows = (id: string) => host.call('GET', `/data/${id}`, { as: 'citizen' });

  it('CQ-11: without one there is neither an upload nor an opening; the same calls are taken once there is', async () => {
    const id = await draft(host, { title: '先编目后归集之例' });
    // Of the same shape as those that the platform gives.
    const none = id.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    expect([(await announced(none)).status, (await submitted(none)).status, (await rows(none)).status]).toEqual([
      404, 404, 404,
    ]);
    expect((await host.call('PUT', `/v1/datasets/${none}`, { as, body: anEntry() })).status, 'none is made so').toBe(
      404,
    );
    expect((await announced(id)).status).toBe(201);
    await answered(released(host, id, { csv: stationsCsv }));
    expect(await rows(id), 'uploaded, but its entry isn’t published').toMatchObject({
      status: 403,
      body: { code: 'dataset-not-open' },
    });
    await reviewed(host, (await submit(host, id)).id);
    expect((await rows(id)).status).toBe(200);
  });

  it('CQ-11: another unit’s entry serves nobody as its own', async () => {
    const theirs = await draft(host, { title: '他单位目录之例', informationItems: ['乙', '丙'] }, 'other-agency-clerk');
    expect((await announced(theirs)).status).toBe(404);
    expect((await announced(theirs, 'other-agency-clerk')).status).toBe(201);
    expect((await submitted(theirs)).status).toBe(404);
  });
});

describe('what an entry states', () => {
  it('CQ-12a: each that is missing is named', async () => {
    const { status, errors } = await refusals(host, { title: '水质' });
    expect(status).toBe(400);
    const asked = ['/openness', '/openingModes', '/securityLevel', '/accrualPeriodicity', '/description', '/theme'];
    expect(Object.keys(errors)).toEqual(expect.arrayContaining(asked));
    const conditional = await refusals(host, anEntry({ openness: 'conditional', conditions: [] }));
    expect(conditional).toMatchObject({ status: 400, errors: { '/conditions': '使用条件必填(CQ-12a)' } });
  });

  it('CQ-12b: data that is conditional or closed names its basis; unconditional data needs none', async () => {
    for (const over of [
      { openness: 'conditional', legalBasis: undefined },
      { openness: 'closed', openingModes: [] },
    ]) {
      const { status, errors } = await refusals(host, anEntry(over));
      expect([status, Object.keys(errors)]).toEqual([400, ['/legalBasis']]);
    }
    expect((await refusals(host, anEntry())).status).toBe(201);
  });

  it('CQ-13: the modes follow from the openness', async () => {
    const closed = await refusals(host, anEntry({ openness: 'closed', legalBasis: '某法第一条' }));
    expect(closed.errors['/openingModes']).toContain('CQ-13');
    expect((await refusals(host, anEntry({ openingModes: ['sandbox'] }))).errors['/openingModes']).toContain('CQ-13');
    const conditional = anEntry({ openness: 'conditional', openingModes: ['model-result', 'sandbox'] });
    expect((await refusals(host, conditional)).status).toBe(201);
  });

  it('CQ-13: of what is opened by the results of a model no row leaves', async () => {
    const entry = { title: '模型结果水质', openingModes: ['model-result'] };
    const { id, distributions } = await view(await opened(host, { entry, csv: stationsCsv }));
    expect(distributions).toEqual([]);
    const as = 'citizen';
    const file = await host.call('GET', `/v1/datasets/${id}/distributions/csv/download/a.csv`, { as });
    const rows = await host.call('GET', `/data/${id}`, { as });
    expect([file.status, rows.status]).toEqual([403, 403]);
    const preview = await host.call('GET', `/v1/datasets/${id}/preview`, { as });
    expect(preview.body).toMatchObject({ shows: 'columns' });
    expect(JSON.stringify(preview.body)).not.toContain('胶州湾');
  });

  it('CQ-14a: data obtained by sharing is on no list of the agency', async () => {
    expect(await refusals(host, anEntry({ origin: 'sharing' }))).toMatchObject({
      status: 400,
      errors: { '/origin': expect.stringContaining('CQ-14a') },
    });
  });
});

describe('sensitive data', () => {
  const entry = { title: '困难群众走访', contains: ['privacy'] };

  it('CQ-12c: is submitted only with its treatment or the consent on record', async () => {
    const id = await draft(host, entry);
    await answered(released(host, id, { csv: stationsCsv }));
    expect((await lacking(host, id))['/entry/clearance']).toContain('CQ-12c');
  });

  it.each([
    ['consent', { clearance: { consent: '2026-10-08 取得全部权利人书面同意,存档第 12 号' } }, []],
    ['treatment', {}, [{ column: '站位', rule: 'hash' }]],
  ])('CQ-12c: opens after %s; the evidence is for officials', async (by, over, masking) => {
    const id = await opened(host, { entry: { ...entry, ...over, title: `走访-${by}` }, csv: stationsCsv, masking });
    const seen = await view(id, 'auditor');
    expect(seen.state).toBe('published');
    expect(seen.draft?.entry.clearance).toEqual((over as { clearance?: object }).clearance);
    expect(JSON.stringify(await view(id))).not.toContain('存档第 12 号');
  });
});

describe('lists that follow from the catalog', () => {
  interface Responsibilities
    extends Page<{ title: string; gathering: string; openness: string; updateDueOn?: string }> {
    gathering: Record<string, number>;
  }
  const list = (query = ''): Promise<Responsibilities> =>
    get<Responsibilities>(host, `/v1/responsibility-lists/ecology-bureau${query}`);

  it('CQ-16: the responsibility list has what is published, at once, and nothing else; nobody writes it', async () => {
    const before = await list();
    await draft(host, { title: '未发布的数据' });
    expect((await list()).total).toBe(before.total);
    await opened(host, { entry: { title: '责任数据' }, csv: stationsCsv });
    const after = await list('?pageSize=100');
    expect(after.total).toBe(before.total + 1);
    expect(after.items.map(({ title }) => title)).toContain('责任数据');
    const write = await host.call('POST', '/v1/responsibility-lists/ecology-bureau', { as: 'regulator', body: {} });
    expect([403, 404, 405]).toContain(write.status);
    expect((await host.call('GET', '/v1/responsibility-lists/nobody')).status).toBe(404);
  });

  it('CQ-16: it is paged', async () => {
    const first = await list('?page=1&pageSize=1');
    const second = await list('?page=2&pageSize=1');
    expect([first.items.length, second.items.length, first.total]).toEqual([1, 1, second.total]);
    expect(first.items[0]).not.toEqual(second.items[0]);
  });

  it('CQ-21c: for each quality the agency answers, and everybody sees how it is met', async () => {
    const id = await opened(host, { entry: { title: '质量水质', accrualPeriodicity: 'weekly' }, csv: stationsCsv });
    const { quality } = await view(id);
    expect(quality?.dimensions.map(({ dimension, how }) => `${dimension} ${how}`)).toEqual([
      'truth attested',
      'integrity attested',
      'conformity measured',
      'accuracy measured',
      'timeliness measured',
      'availability measured',
    ]);
    expect(quality?.dimensions.every(({ value }) => value === 1)).toBe(true);
  });

  it('CQ-21b, CQ-21d: what isn’t kept up by its cycle shows on the dataset and on the responsibility list', async () => {
    const id = await opened(host, { entry: { title: '逐日水质', accrualPeriodicity: 'daily' }, csv: stationsCsv });
    const gathered = (await list('?pageSize=100')).items.find(({ title }) => title === '逐日水质');
    expect(gathered).toMatchObject({ gathering: 'gathered', updateDueOn: '2026-11-03' });
    await host.moveTo('2026-11-03T15:59:00Z');
    expect((await view(id)).quality).toMatchObject({ updateDueOn: '2026-11-03', overdue: false });
    await host.moveTo('2026-11-03T16:01:00Z');
    const { quality } = await view(id);
    expect(quality?.overdue).toBe(true);
    expect(quality?.dimensions.find(({ dimension }) => dimension === 'timeliness')?.value).toBe(0);
    const late = await list('?pageSize=100');
    expect(late.items.find(({ title }) => title === '逐日水质')?.gathering).toBe('overdue');
    expect(late.gathering.overdue).toBe(late.items.filter(({ gathering }) => gathering === 'overdue').length);
    await answered(released(host, id, { csv: stationsCsv }));
    expect((await view(id)).quality?.overdue, 'prepared is not yet published').toBe(true);
    await reviewed(host, (await submit(host, id)).id);
    expect((await view(id)).quality).toMatchObject({ updateDueOn: '2026-11-05', overdue: false });
  });

  it('CQ-21d: what is to be opened and isn’t gathered yet is due, until its data is there', async () => {
    const entry = { title: '待归集水质', openness: 'closed', openingModes: [], legalBasis: '《某法》第五条' };
    const id = await opened(host, { entry });
    const line = async () => (await list('?pageSize=100')).items.find(({ title }) => title === '待归集水质')?.gathering;
    const { gathering: before } = await list('?pageSize=100');
    expect(await line()).toBe('not-required');
    const clearance = { consent: '2026-10-08 取得相关权利人同意' };
    const change = { openness: 'unconditional', openingModes: ['download', 'interface'], clearance };
    const body = { datasetId: id, change, effectiveFrom: '2026-11-03' };
    await reviewed(
      host,
      (await answered<{ id: string }>(host.call('POST', '/v1/catalog-changes', { as: 'agency-clerk', body }), 201)).id,
    );
    expect(await line()).toBe('due');
    const { gathering: since } = await list('?pageSize=100');
    expect(since).toEqual({ ...before, due: (before.due ?? 0) + 1, notRequired: (before.notRequired ?? 0) - 1 });
    await answered(released(host, id, { csv: stationsCsv }));
    await reviewed(host, (await submit(host, id)).id);
    expect(await line()).toBe('gathered');
    expect((await list('?pageSize=100')).gathering).toMatchObject({ due: before.due });
  });

  it('CQ-21b: what is published went through cleaning, masking and conversion by its dictionary', async () => {
    const csv = '站位,人员,读数\r\n  一号 ,张三丰,0008.50\r\n二号,李四,7\r\n';
    const id = await draft(host, { title: '治理水质', informationItems: itemsOf(csv) });
    const ragged = await sent(host, id, '站位,人员\r\n一号\r\n二号,李四,7\r\n');
    expect(ragged.state).toBe('refused');
    await opened(host, {
      entry: { title: '治理后水质', informationItems: itemsOf(csv) },
      csv,
      masking: [{ column: '人员', rule: 'keep-first-last' }],
    });
    const { items } = await get<Page<View>>(host, `/v1/datasets?q=${encodeURIComponent('治理后水质')}`);
    const rows = await host.call<Record<string, unknown>[]>('GET', `/data/${items[0]?.id}`, { as: 'citizen' });
    expect(rows.body[0]).toMatchObject({ 人员: '张*丰' });
    expect(items[0]?.distributions.map(({ format }) => format).sort()).toEqual(['CSV', 'JSON']);
  });
});

describe('one datum, one source', () => {
  it('CQ-21a: a second agency that catalogues the same is flagged at once, with the dispute as the way', async () => {
    const first = await opened(host, { entry: { title: '重庆市排污口信息' }, csv: stationsCsv });
    const second = await draft(
      host,
      { title: '重庆市 排污口(数据)', informationItems: ['编号', '经度', '纬度'] },
      'other-agency-clerk',
    );
    const flag = { by: 'title', clause: 'CQ-21a', dispute: 'CQ-15a' };
    expect((await view(second, 'other-agency-clerk')).sameItem).toMatchObject([{ ...flag, datasetId: first }]);
    expect((await view(second, 'regulator')).sameItem).toMatchObject([{ publisher: { id: 'ecology-bureau' } }]);
    expect((await view(first, 'agency-clerk')).sameItem).toMatchObject([{ ...flag, datasetId: second }]);
    expect((await view(first)).sameItem, 'a draft is nobody else’s business').toBeUndefined();
  });

  it('CQ-21a: once both are published, the public sees it on both', async () => {
    const entry = { title: '噪声监测点清单', informationItems: ['噪声'] };
    const first = await opened(host, { entry, csv: stationsCsv });
    const second = await opened(host, { entry, csv: stationsCsv, as: 'other-agency-clerk' });
    expect((await view(second)).sameItem).toMatchObject([{ datasetId: first, publisher: { id: 'ecology-bureau' } }]);
    expect((await view(first)).sameItem).toMatchObject([{ datasetId: second }]);
  });

  it('CQ-21a: the same agency twice, another datum, and one that is renamed are no second source', async () => {
    const as = 'other-agency-clerk';
    const distinct = { title: '养老机构一览', informationItems: ['机构名称', '床位数', '地址'] };
    const mine = await draft(host, distinct, as);
    const again = await draft(host, distinct, as);
    expect((await view(again, as)).sameItem).toBeUndefined();
    const theirs = await draft(host, { title: '养老机构一览', informationItems: ['甲'] });
    expect((await view(theirs, 'agency-clerk')).sameItem).toHaveLength(2);
    for (const id of [mine, again]) {
      const body = anEntry({ ...distinct, title: '敬老院床位' });
      await answered(host.call('PUT', `/v1/datasets/${id}`, { as, body }));
    }
    expect((await view(theirs, 'agency-clerk')).sameItem).toBeUndefined();
  });
});

describe('conditions of use', () => {
  it('CQ-24d: only who meets them comes to a grant: proofs are asked for, and bad credit is shut out', async () => {
    const conditions = [
      { aspect: 'technical', text: '有数据安全管理能力', proof: '数据安全管理能力证明' },
      { aspect: 'credit', text: '信用良好' },
    ];
    const id = await opened(host, {
      entry: { title: '有条件水质', openness: 'conditional', conditions },
      csv: stationsCsv,
    });
    const path = '/v1/applications';
    const bare = await host.call<Problem>('POST', path, { as: 'company', body: anApplication(id) });
    expect([bare.status, bare.body.errors?.[0]?.detail]).toEqual([422, '缺少证明材料:数据安全管理能力证明']);
    const body = anApplication(id, { attachments: [{ title: '数据安全管理能力证明' }] });
    expect(await host.call('POST', path, { as: 'blacklisted', body })).toMatchObject({
      status: 403,
      body: { code: 'dishonesty-listed' },
    });
  });
});
