import { describe, expect, it } from 'vitest';
import { cases } from '../../../functions/routes/cases.ts';
import { testPlatform } from '../../builders/platform.ts';
import { casesOf, told } from './a-case.ts';

const filings = ['sharing-request', 'dispute'] as const;

describe.each(filings)('%s, which this policy has no procedure for', (name) => {
  const call = casesOf(testPlatform());

  it(`POST ${cases[name].path} is 404 procedure-not-in-policy, whatever is sent`, async () => {
    for (const body of [{}, { title: '需求' }]) {
      expect(await call(name, { as: 'company', body })).toMatchObject({
        status: 404,
        body: { code: 'procedure-not-in-policy', title: 'Not found' },
      });
    }
  });

  it('names the regulation in the language of the caller', async () => {
    const inChinese = await call(name, { as: 'company', body: {}, headers: { 'Accept-Language': 'zh-CN' } });
    expect(told(inChinese).detail).toContain('《青岛市公共数据开放工作细则》没有规定');
    expect(told(await call(name, { as: 'company', body: {} })).detail).toContain('has no procedure');
  });

  it('asks for a sign-in first', async () => {
    expect(await call(name, { body: {} })).toMatchObject({ status: 401, body: { code: 'sign-in-required' } });
  });
});
