import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { systemClock } from '../../../functions/clock.ts';
import { gateStatements } from '../../../functions/stores/bucket-policy.ts';
import { faultDesk } from '../../../local/faults.ts';
import { startS3 } from '../../../local/s3/server.ts';
import { Comparison, canonical, type Finding } from '../finding.ts';
import { folderOf } from '../folder.ts';
import { startMoto } from '../moto.ts';
import { python } from '../python.ts';
import { flattened } from './flattened.ts';

const Answer = z.object({
  call: z.string(),
  status: z.number().nullable(),
  code: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
  body: z.unknown(),
});
type Answer = z.infer<typeof Answer>;

const Transcript = z.object({
  answers: z.array(Answer),
  /** Status and code that AWS documents, by call. */
  expected: z.record(z.string(), z.tuple([z.number(), z.string().nullable()])),
});
type Transcript = z.infer<typeof Transcript>;

const packages = folderOf('s3');

/** boto3 and the AWS CLI call the laptop's S3 and moto's, and what they are answered is compared call by call. */
export async function judge(): Promise<Finding[]> {
  const [{ ours, theirs }, versions] = await Promise.all([
    transcripts(),
    python(packages, join(import.meta.dirname, 'versions.py')).then((told) =>
      z.record(z.string(), z.string()).parse(told),
    ),
  ]);
  return [
    answersOf(ours, theirs, `moto ${versions.moto}`),
    expectedOf(ours, `boto3 ${versions.boto3}, AWS CLI ${versions.awscli}`),
  ];
}

/** What the same calls were answered by both. */
async function transcripts(): Promise<{ ours: Transcript; theirs: Transcript }> {
  const dir = await mkdtemp(join(tmpdir(), 'independent-s3-'));
  const moto = await startMoto(packages);
  const laptop = await startLaptop(dir);
  const script = join(import.meta.dirname, 'main.py');
  try {
    const [ours, theirs] = await Promise.all([
      python(packages, script, [laptop.endpoint]),
      python(packages, script, [moto.endpoint, '--create']),
    ]);
    return { ours: Transcript.parse(ours), theirs: Transcript.parse(theirs) };
  } finally {
    await Promise.all([laptop.close(), moto.stop()]);
    await rm(dir, { recursive: true });
  }
}

const role = { secretAccessKey: 'secret', principalArn: 'arn:aws-cn:iam::000000000000:role/independent' };
const gate = gateStatements({ bucketArn: 'arn:aws-cn:s3:::independent-gated', except: [] });

/** On the machine's own time, by which its callers sign. */
const startLaptop = (dir: string) =>
  startS3({
    dir,
    now: () => Date.parse(systemClock()),
    faults: faultDesk(),
    buckets: [
      { name: 'independent-plain' },
      { name: 'independent-kept', versioned: true },
      { name: 'independent-gated', policy: { Statement: gate } },
    ],
    credentials: (id) => (id === 'KEY' ? role : undefined),
  });

/** Each status, code, header and value of each answer; where the status differs, nothing else is asked. */
function answersOf(ours: Transcript, theirs: Transcript, judge: string): Finding {
  const comparison = new Comparison('s3', judge);
  const known = new Map(theirs.answers.map((answer) => [answer.call, answer]));
  for (const answer of ours.answers) {
    const other = known.get(answer.call);
    const sides = [summary(answer), summary(other)] as const;
    comparison.compare(`${answer.call}: answer`, ...sides);
    if (other === undefined || canonical(sides[0]) !== canonical(sides[1])) continue;
    const [left, right] = [partsOf(answer), partsOf(other)];
    for (const part of new Set([...left.keys(), ...right.keys()])) {
      comparison.compare(`${answer.call}: ${part}`, left.get(part) ?? null, right.get(part) ?? null);
    }
  }
  return comparison;
}

const summary = (answer: Answer | undefined) =>
  answer === undefined ? 'no such call' : { status: answer.status, code: answer.code };

const partsOf = ({ headers, body }: Answer): Map<string, unknown> =>
  new Map([
    ...Object.entries(headers).map(([name, value]) => [`header ${name}`, value] as const),
    ...flattened(body, 'body'),
  ]);

/** What the callers ask of any S3: refusals as AWS documents them, and files that come back as they went. */
function expectedOf({ answers, expected }: Transcript, judge: string): Finding {
  const comparison = new Comparison('s3', judge);
  const known = new Map(answers.map((answer) => [answer.call, answer]));
  for (const [call, [status, code]] of Object.entries(expected)) {
    comparison.compare(call, summary(known.get(call)), { status, code });
  }
  comparison.compare('a transferred file', known.get('a transferred file comes back')?.body, true);
  for (const [file, same] of flattened(known.get('files after the commands')?.body, 'file')) {
    comparison.compare(file, same, true);
  }
  for (const { call, body } of answers) {
    const { exit } = z.object({ exit: z.number().optional() }).catch({}).parse(body);
    if (exit !== undefined) comparison.compare(`${call} ends well`, exit === 0, !/of nothing|twice/.test(call));
  }
  return comparison;
}
