import type { City } from '../domain/policy/policy.ts';
import type { Host } from './host.ts';

/** Where everything is. */
export function addresses({ title }: City, dir: string, { endpoints, logPath }: Host, now: number): string {
  return [
    '',
    `${title.zh}公共数据开放平台 · the public data open platform of ${title.en}, on this laptop`,
    '',
    `API       ${endpoints.api}`,
    `Storage   ${endpoints.storage}`,
    `Identity  ${endpoints.issuer}`,
    `State     ${dir} (delete it to begin anew)`,
    `Log       ${logPath}`,
    `Clock     ${local(now)} in China`,
    '',
  ].join('\n');
}

const local = (now: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(now);

/** Five commands that work as they stand, in one shell. */
export const tour = (api: string): string =>
  `Ready. A tour in five lines:

  curl -s '${api}/v1/datasets?openness=conditional&sort=title'
  TOKEN=$(curl -s ${api}/local/token -d '{"account":"company"}' | cut -d'"' -f4)
  DATASET=$(curl -s '${api}/v1/datasets?openness=conditional' | grep -o '"id":"[^"]*"' | head -1 | cut -d'"' -f4)
  curl -s ${api}/v1/applications -H "Authorization: Bearer $TOKEN" -d "{\\"datasetId\\":\\"$DATASET\\",\\"purpose\\":\\"空气质量研究\\",\\"scenario\\":\\"年度报告\\",\\"safeguards\\":\\"专人保管\\",\\"usePeriod\\":{\\"from\\":\\"2026-10-01\\",\\"to\\":\\"2027-09-30\\"},\\"commitment\\":true}"
  curl -s ${api}/local/clock -d '{"advance":"P10D"}' && curl -s '${api}/v1/cases?box=mine' -H "Authorization: Bearer $TOKEN"

Ctrl-C ends it; the next start goes on where it was.
`;
