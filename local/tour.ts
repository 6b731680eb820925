import { z } from 'zod';
import { instantOf, localDateOf } from '../domain/calendar/dates.ts';
import { type City, currentPolicy } from '../domain/policy/policy.ts';
import { filersOf, type Procedure } from '../domain/policy/procedure.ts';
import type { ProcedureName } from '../domain/policy/words.ts';

const DAY = 24 * 3600 * 1000;

/** What somebody files in the tour of a city. */
interface Filing {
  procedure: ProcedureName;
  path: string;
  as: string;
  says: string;
  body: object;
}

/** Some commands that work as they stand, in one shell, under the rules of this city. */
export function tour(city: City, api: string, now: number, provisional: boolean): string {
  const filing = filingIn(city, now);
  const body = JSON.stringify(filing?.body).replaceAll('"', '\\"');
  const filed =
    filing === undefined
      ? []
      : [
          `TOKEN=$(curl -s ${api}/local/token -d '{"account":"${filing.as}"}' | cut -d'"' -f4)`,
          `curl -s ${api}${filing.path} -H "Authorization: Bearer $TOKEN" -d "${body}"; echo`,
          // Where dates are provisional, nothing is called overdue.
          `curl -s ${api}/local/clock -d '{"advance":"P4W"}' && curl -s '${api}/v1/cases?${provisional ? `procedure=${filing.procedure}` : 'overdue=true'}' -H "Authorization: Bearer $TOKEN"; echo`,
        ];
  const lines = [
    `curl -s '${api}/v1/datasets?q=PM2.5'; echo`,
    `DATASET=$(curl -s '${api}/v1/datasets?openness=conditional' | grep -o '"id":"[^"]*"' | head -1 | cut -d'"' -f4)`,
    ...filed,
  ];
  const ending = provisional
    ? `four weeks pass, and see the case with its dates. Those are provisional, and nothing is
called overdue, until the region's own holidays of the year are put in (POST /v1/calendar/{year}).`
    : 'four weeks pass, and see the case overdue.';
  return `Ready. A tour in ${lines.length} lines:

${lines.map((line) => `  ${line}`).join('\n')}

They find the sample data${filing === undefined ? '.' : `, ${filing.says}, let ${ending}`}
Ctrl-C ends it; the next start goes on where it was.
`;
}

/** An application for what is conditional; where there is none, wrong data is reported. */
function filingIn(city: City, now: number): Filing | undefined {
  const { application, objection } = currentPolicy(city).procedures;
  if (application !== undefined) return { ...anApplication(application, now), says: 'apply for what is conditional' };
  if (objection === undefined) return undefined;
  return {
    procedure: 'objection',
    path: '/v1/objections',
    as: filersOf(objection).includes('other-unit') ? 'other-agency-clerk' : 'citizen',
    says: 'report what is wrong in them',
    body: { datasetId: '$DATASET', kind: 'error', statement: '三月的数值与原始记录不符' },
  };
}

function anApplication({ filing }: Procedure, now: number): Omit<Filing, 'says'> {
  const day = (ahead: number): string => localDateOf(instantOf(now + ahead * DAY));
  const asked = { reason: '开展空气质量研究', basis: '《中华人民共和国大气污染防治法》' };
  return {
    procedure: 'application',
    path: '/v1/applications',
    as: 'company',
    body: {
      datasetId: '$DATASET',
      purpose: '空气质量研究',
      scenario: '年度报告',
      safeguards: '专人保管',
      ...Object.fromEntries((filing.asks ?? []).map((field) => [field, asked[field]])),
      usePeriod: { from: day(10), to: day(375) },
      commitment: true,
    },
  };
}

const Preview = z.object({ provisional: z.boolean() });

/** Whether a period that begins now ends on a day whose calendar isn't published. */
export async function isProvisional(api: string, now: number): Promise<boolean> {
  const from = localDateOf(instantOf(now));
  const response = await fetch(`${api}/v1/deadlines/preview?from=${from}&length=10`);
  return Preview.parse(await response.json()).provisional;
}
