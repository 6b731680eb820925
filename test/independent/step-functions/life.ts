import { setTimeout } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Json } from '../../../workflows/asl.ts';
import type { Pause, Service } from './service.ts';
import type { Functions, Ring, Trial } from './trial.ts';

const POLL_MS = 15;

/** Everything of a trial that may be compared. */
export interface Life {
  /** Of its deployment. */
  refused?: string;
  /** The states entered, in order. */
  path?: string[];
  /** What else the history tells between them. */
  events?: string[];
  outcome?: { status: string | undefined; error?: string; output?: Json };
  cause?: string;
  pauses?: Pause[];
  /** What the functions were given. */
  calls?: Json[];
  /** How each answer to a token was received. */
  rings?: string[];
}

/** Lets a service live a trial from its deployment to its end. */
export async function lifeOf(trial: Trial, service: Service, name: string): Promise<Life> {
  const calls: Json[] = [];
  const pending: { token: string; ring: Ring }[] = [];
  const functions: Functions = trial.functions?.() ?? (() => ({}));
  service.serve(async (called, payload) => {
    calls.push([called, comparable(payload)]);
    const { returns = {}, throws, rings = [] } = functions(called, payload);
    pending.push(...rings.map((ring) => ({ token: tokenIn(payload), ring })));
    if (throws !== undefined) throw Object.assign(new Error(throws[1]), { name: throws[0] });
    return returns;
  });

  let stateMachineArn: string;
  try {
    for (const [other, definition] of Object.entries(trial.others ?? {})) await service.deploy(other, definition);
    stateMachineArn = await service.deploy(name, trial.definition);
  } catch (error) {
    return { refused: (error as Error).name };
  }
  const input = JSON.stringify(trial.input ?? {});
  const { executionArn = '' } = await service.client.send(
    new StartExecutionCommand({ stateMachineArn, name: 'life', input }),
  );

  const rings: string[] = [];
  const rungBefore = new Set<string>();
  for (;;) {
    await service.settle(executionArn, () => pending.length > 0);
    const next = pending.shift();
    if (next === undefined) break;
    const before = await answers(service, executionArn);
    const received = await rung(service, next.token, next.ring);
    rings.push(received);
    // A second answer is to find the first one heard.
    const first = received === 'accepted' && !rungBefore.has(next.token);
    while (first && (await answers(service, executionArn)) === before) await setTimeout(POLL_MS);
    rungBefore.add(next.token);
  }
  // What it started calls meanwhile, in no order.
  if (trial.others !== undefined) calls.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return { ...(await told(service, executionArn)), pauses: await service.pauses(executionArn), calls, rings };
}

/** How many tasks have been answered so far. */
async function answers(service: Service, executionArn: string): Promise<number> {
  const events = await service.history(executionArn);
  return events.filter(({ type }) => type === 'TaskSucceeded' || type === 'TaskFailed').length;
}

async function told(service: Service, executionArn: string): Promise<Life> {
  const { status, output, error, cause } = await service.client.send(new DescribeExecutionCommand({ executionArn }));
  const events = await service.history(executionArn);
  return {
    path: events.flatMap(({ entered }) => entered ?? []),
    // LocalStack tells some failed evaluations twice.
    events: events.map(({ type }) => type).filter((type, at, all) => type !== all[at - 1]),
    outcome: {
      status,
      ...(error !== undefined && { error }),
      ...(output !== undefined && { output: comparable(JSON.parse(output) as Json) }),
    },
    ...(cause !== undefined && { cause: stable(cause) }),
  };
}

/** Without what is each service's own: its tokens and its clock. */
function comparable(value: Json): Json {
  return JSON.parse(JSON.stringify(value), (key, inner: unknown) => {
    if (key === 'token') return '<token>';
    return typeof inner === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(inner) ? '<instant>' : inner;
  }) as Json;
}

/** Without the field that LocalStack doesn't name, the event that it counts otherwise, and a request's id. */
const stable = (cause: string): string =>
  String(cause)
    .replace(/ specified for the field '[^']*'/, '')
    .replace(/ \(entered at the event id #\d+\)/, '')
    .replace(/; Request ID: [^;)]*(; Proxy: null)?/, '');

async function rung({ client }: Service, taskToken: string, ring: Ring): Promise<string> {
  try {
    if ('success' in ring)
      await client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(ring.success) }));
    else await client.send(new SendTaskFailureCommand({ taskToken, ...ring.failure }));
    return 'accepted';
  } catch (error) {
    return (error as Error).name;
  }
}

const tokenIn = (payload: Json): string => (payload as { token: string }).token;
