import { expect, it } from 'vitest';
import { dazhou } from '../../../cities/dazhou.ts';
import { commitmentText } from '../../../domain/access/commitment.ts';
import { Dataset } from '../../../domain/catalog/dataset.ts';
import { filed } from '../../builders/case.ts';
import { openDataset } from '../../builders/dataset.ts';
import { testPlatform } from '../../builders/platform.ts';

const use = {
  purpose: '研究',
  scenario: '报告',
  safeguards: '专人保管',
  usePeriod: { from: '2026-10-01', to: '2027-09-30' },
};
const grounds = { reason: '课题', basis: '立项文件' };

async function text(content: object): Promise<string> {
  const dataset = Dataset.parse(await openDataset(testPlatform({ now: '2026-09-21T01:00:00.000Z', city: dazhou })));
  const { kase } = filed({ content });
  const [agency] = dazhou.organisations;
  if (agency === undefined) throw new Error('no unit');
  return commitmentText({ city: dazhou, kase: { ...kase, policyVersion: 'DZ-1' }, dataset, agency, terms: {} });
}

it('DZ-29: a commitment tells data, grounds, use and period, and what the applicant owes the regulator', async () => {
  const written = await text({ ...use, ...grounds });
  for (const part of ['“课题”', '“立项文件”', '“研究”', '“报告”', '“专人保管”', '2026-10-01', '2027-09-30 24:00'])
    expect(written).toContain(part);
  expect(written.split('\n')[0]).toBe('数据利用承诺书');
  expect(written).toContain('向公共数据主管部门反馈数据使用情况。');
});

it('has no chapter of grounds where none were asked for', async () => {
  expect(await text(use)).not.toMatch(/申请理由|申请依据/);
});

it('keeps on one line what the applicant wrote, so that it passes for no chapter', async () => {
  expect(await text({ ...use, purpose: '研究\n十、无限期' })).toContain('“研究 十、无限期”');
});
