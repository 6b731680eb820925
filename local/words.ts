import { instantOf, localDateOf } from '../domain/calendar/dates.ts';
import type { City } from '../domain/policy/policy.ts';
import type { Host } from './host.ts';

const DAY = 24 * 3600 * 1000;

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
export function tour(api: string, now: number): string {
  const day = (ahead: number): string => localDateOf(instantOf(now + ahead * DAY));
  const application = JSON.stringify({
    datasetId: '$DATASET',
    purpose: '空气质量研究',
    scenario: '年度报告',
    safeguards: '专人保管',
    usePeriod: { from: day(10), to: day(375) },
    commitment: true,
  }).replaceAll('"', '\\"');
  return `Ready. A tour in five lines:

  curl -s '${api}/v1/datasets?q=PM2.5'; echo
  DATASET=$(curl -s '${api}/v1/datasets?openness=conditional' | grep -o '"id":"[^"]*"' | head -1 | cut -d'"' -f4)
  TOKEN=$(curl -s ${api}/local/token -d '{"account":"company"}' | cut -d'"' -f4)
  curl -s ${api}/v1/applications -H "Authorization: Bearer $TOKEN" -d "${application}"; echo
  curl -s ${api}/local/clock -d '{"advance":"P2W"}' && curl -s '${api}/v1/cases?overdue=true' -H "Authorization: Bearer $TOKEN"; echo

They find the sample data, apply for what is conditional, let two weeks pass, and see the review overdue.
Ctrl-C ends it; the next start goes on where it was.
`;
}
