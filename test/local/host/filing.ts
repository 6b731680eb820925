import type { HostProcess } from '../../builders/host.ts';

/** The sample that is opened on conditions. */
export async function conditionalDataset(host: HostProcess): Promise<string> {
  const { body } = await host.call<{ items: { id: string }[] }>('GET', '/v1/datasets?openness=conditional');
  const [found] = body.items;
  if (found === undefined) throw new Error('there is no conditional sample');
  return found.id;
}

/** Files an application and answers its case. */
export async function apply(
  host: HostProcess,
  datasetId: string,
  headers: Record<string, string> = {},
): Promise<string> {
  const { status, body } = await host.call<{ id: string }>('POST', '/v1/applications', {
    as: 'company',
    headers,
    body: {
      datasetId,
      purpose: '空气质量研究',
      scenario: '年度报告',
      safeguards: '专人保管',
      usePeriod: { from: '2026-10-01', to: '2028-09-30' },
      commitment: true,
    },
  });
  if (status !== 201) throw new Error(`the application wasn't filed: ${status} ${JSON.stringify(body)}`);
  return body.id;
}
