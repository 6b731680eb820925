import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filings } from '../../functions/routes/filings.ts';
import { type HostProcess, type Problem, startHostProcess } from '../builders/host.ts';

// What whoever fills in a form is told of it.

let host: HostProcess;

beforeAll(async () => {
  host = await startHostProcess({ city: 'dazhou', clockStart: '2026-11-02' });
});
afterAll(() => host?.stop());

const pathOf = (name: keyof typeof filings): string => filings[name].path;

const faults = async (path: string, as: string, body: object): Promise<[number, Record<string, string>]> => {
  const { status, body: problem } = await host.call<Problem>('POST', path, {
    as,
    body,
    headers: { 'Accept-Language': 'en' },
  });
  return [status, Object.fromEntries((problem.errors ?? []).map(({ pointer, detail }) => [pointer, detail]))];
};

describe('a form that is sent empty', () => {
  it('names each missing field, also where one of two will do', async () => {
    expect(await faults(pathOf('rectification'), 'regulator', {})).toEqual([
      400,
      { '/statement': 'required', '/datasetId': 'required, or suggestedAgency' },
    ]);
    expect(await faults(pathOf('incident'), 'regulator', {})).toEqual([
      400,
      { '/kind': 'required', '/statement': 'required' },
    ]);
  });

  it('names what one kind asks and what has no place in it', async () => {
    expect(await faults(pathOf('incident'), 'regulator', { kind: 'dataset', suggestedAgency: 'x' })).toEqual([
      400,
      { '/statement': 'required', '/datasetId': 'required', '/suggestedAgency': 'has no place here' },
    ]);
    const both = { datasetId: 'a', suggestedAgency: 'b', statement: '数据缺失' };
    expect(await faults(pathOf('rectification'), 'regulator', both)).toEqual([
      400,
      { '/suggestedAgency': 'has no place here' },
    ]);
  });
});
