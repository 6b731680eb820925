import { beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../../domain/audit/chain.ts';
import type { CallerName } from '../../builders/callers.ts';
import type { TestPlatform } from '../../builders/platform.ts';
import { applied, effectsOf, give, platformWithAir, pointersOf, read, through, told, viewOf } from './a-case.ts';

let p: TestPlatform;
let id: string;

beforeEach(async () => {
  p = await platformWithAir();
  id = (await applied(p)).id;
  await through(p, id, ['regulator', 'pass']);
});

const approve = (terms: object = {}) => give(p, id, 'agency-reviewer', { command: 'approve', ...terms });
const sign = (as: CallerName, textSha256?: string) =>
  give(p, id, as, { command: 'sign', ...(textSha256 === undefined ? {} : { textSha256 }) });
const agreement = () => p.cases.agreement(id);
const grant = () => p.access.grant(id as never);

describe('an approval', () => {
  it('QD-17.3: draws up the agreement that the parties are to sign', async () => {
    const { status, body } = await approve();
    expect(status).toBe(200);
    expect(body).toMatchObject({ stage: 'agreement', agreementId: id });
    const drawn = await agreement();
    expect(drawn).toMatchObject({
      caseId: id,
      textSha256: sha256(drawn.text),
      parties: [
        { role: 'applicant', name: 'company' },
        { role: 'agency', name: '青岛市生态环境局' },
      ],
    });
    expect(drawn.text).toContain('《青岛市公共数据开放工作细则》');
    expect(drawn.text).toContain('研究空气质量');
  });

  it('QD-17.3: has the agreement say what it grants', async () => {
    await approve({ columns: ['value'], rows: { station: 'eq.市南' }, quota: { calls: 3, per: 'day' } });
    const { text } = await agreement();
    expect(text).toContain('数据项(共 1 项):value');
    expect(text).toContain('station “eq.市南”');
    expect(text).toContain('每日 3 次');
  });

  it('of columns and rows that there are not is refused, each named at its place: 400', async () => {
    const refused = await approve({ columns: ['value', 'wind', 'value'], rows: { rain: 'eq.1', station: '市南' } });
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    expect(pointersOf(refused)).toEqual(['/columns/1', '/columns/2', '/rows/rain', '/rows/station']);
    expect(told(refused).errors?.[0]?.detail).toBe('the data dictionary has no "wind"');
    await expect(agreement()).rejects.toThrow('there is no agreement');
  });

  it('judges columns by what is published, not by the working copy', async () => {
    await p.catalog.change('air' as never, p, (dataset) => {
      const [first, ...others] = dataset.dictionary?.fields ?? [];
      if (first === undefined) throw new Error('no field');
      const dictionary = { fields: [{ ...first, name: 'renamed' }, ...others], missingValues: [''] };
      return {
        next: { ...dataset, dictionary },
        body: { type: 'dictionary-bound', columns: 2 },
        by: { role: 'agency-clerk' },
      };
    });
    expect((await approve({ columns: ['renamed'] })).status).toBe(400);
    expect((await approve({ columns: ['station'] })).status).toBe(200);
  });

  it('tells both parties that the agreement waits for them', async () => {
    await approve();
    for (const address of ['person:company', 'agency:ecology-bureau'])
      expect((await p.cases.messages(address))[0], address).toMatchObject({ kind: 'arrived', caseId: id });
  });
});

describe('signing (QD-17.3)', () => {
  let sha: string;
  beforeEach(async () => {
    await approve({ columns: ['value'], quota: { calls: 3, per: 'day' } });
    sha = (await agreement()).textSha256;
  });

  it.each([
    ['the applicant first', ['company', 'agency-principal']],
    ['the agency first', ['agency-reviewer', 'company']],
  ] as const)('by both, %s: the last missing signature is the decision, and opens the grant', async (_, signers) => {
    const [first, last] = signers;
    expect((await sign(first, sha)).body).toMatchObject({ stage: 'agreement', state: 'open' });
    expect((await sign(last, sha)).body).toMatchObject({ stage: 'grant-access', settled: false, outcome: 'granted' });
    await expect(grant()).rejects.toThrow();
    await effectsOf(p, id);
    expect(viewOf(await read(p, id, 'company'))).toMatchObject({ state: 'closed', grantId: id, agreementId: id });
    expect(await grant()).toMatchObject({
      holder: 'company',
      columns: ['value'],
      quota: { calls: 3, per: 'day' },
      validFrom: '2026-10-01',
      validTo: '2027-09-30',
      agreementId: id,
    });
  });

  it('QD-17.3: tells the regulator once access is open', async () => {
    await through(p, id, ['company', 'sign'], ['agency-principal', 'sign']);
    expect((await p.cases.messages('regulator:municipal')).map(({ kind }) => kind)).toContain('regulator-told');
  });

  it('of another text than was drawn up is refused: 409 text-differs', async () => {
    expect(await sign('company', 'a'.repeat(64))).toMatchObject({ status: 409, body: { code: 'text-differs' } });
    expect(told(await sign('company', '')).code).toBe('text-differs');
    expect(viewOf(await read(p, id, 'company')).timeline.at(-1)?.command).toBe('approve');
  });

  it('need not name the text', async () => {
    expect((await sign('company')).status).toBe(200);
  });

  it('twice by one party is refused: 409, and is no decision', async () => {
    await sign('company', sha);
    expect(await sign('company', sha)).toMatchObject({
      status: 409,
      body: { code: 'not-now', state: { stage: 'agreement' } },
    });
    expect((await sign('agency-reviewer', sha)).body).toMatchObject({ outcome: 'granted' });
  });

  it("twice by one party's two members is refused as well", async () => {
    await sign('agency-reviewer', sha);
    expect((await sign('agency-principal', sha)).status).toBe(409);
  });

  it("isn't offered again to a side that has signed", async () => {
    await sign('company', sha);
    const offered = async (as: CallerName) =>
      viewOf(await read(p, id, as)).allowedCommands.map(({ command }) => command);
    expect(await offered('company')).not.toContain('sign');
    expect(await offered('agency-reviewer')).toContain('sign');
  });

  it.each([
    'agency-clerk',
    'regulator',
    'resident',
    'other-agency-clerk',
  ] as const)('is not for the %s: 403', async (as) => {
    expect(await sign(as, sha)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  it('by both at once loses neither signature', async () => {
    const both = await Promise.all([sign('company', sha), sign('agency-principal', sha)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(viewOf(await read(p, id, 'company')).outcome).toBe('granted');
  });

  it.each(['company', 'agency-principal'] as const)('declined by %s alone closes without a grant', async (as) => {
    await sign(as === 'company' ? 'agency-principal' : 'company', sha);
    await through(p, id, [as, 'decline']);
    expect(viewOf(await read(p, id, 'company'))).toMatchObject({ state: 'closed', outcome: 'declined' });
    await expect(grant()).rejects.toThrow();
  });

  it('isn’t given access by once the data was closed meanwhile: 403, and the case may be withdrawn', async () => {
    await sign('company', sha);
    await p.catalog.change('air' as never, p, (dataset) => {
      if (dataset.published === undefined) throw new Error('nothing is published');
      const { release: _, ...published } = dataset.published;
      const entry = { ...published.entry, openness: 'closed' as const, legalBasis: '《数据安全法》' };
      return {
        next: { ...dataset, published: { ...published, entry } },
        body: { type: 'revised' },
        by: { role: 'platform' },
      };
    });
    expect(await sign('agency-principal', sha)).toMatchObject({ status: 403, body: { code: 'dataset-not-open' } });
    await through(p, id, ['company', 'withdraw']);
    expect(viewOf(await read(p, id, 'company'))).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
  });

  it('is over once the applicant has withdrawn', async () => {
    await sign('company', sha);
    await through(p, id, ['company', 'withdraw']);
    expect(await sign('agency-principal', sha)).toMatchObject({
      status: 409,
      body: { state: { outcome: 'withdrawn' } },
    });
    await expect(grant()).rejects.toThrow();
  });
});
