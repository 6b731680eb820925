import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const Failure = z.object({ code: z.string(), title: z.string(), operation: z.string(), message: z.string() });
const Check = z.object({
  name: z.string(),
  status: z.string(),
  failure_info: z.object({ failure: Failure }).nullish(),
});
const Body = z.object({ $base64: z.base64() }).transform(({ $base64 }) => Buffer.from($base64, 'base64').toString());
const Interaction = z.object({
  request: z.object({ method: z.string(), uri: z.string(), body: Body.nullish() }),
  response: z.object({ status_code: z.number() }).nullish(),
});
const Scenario = z.object({
  ScenarioFinished: z.object({
    phase: z.string(),
    recorder: z.object({
      checks: z.record(z.string(), z.array(Check)),
      interactions: z.record(z.string(), Interaction),
    }),
  }),
});
const Finished = z.object({ EngineFinished: z.object({ stop_reason: z.literal('completed') }) });
const Errors = z.union([z.object({ NonFatalError: z.looseObject({}) }), z.object({ FatalError: z.looseObject({}) })]);

export interface Heard {
  /** Checks that passed. */
  passed: number;
  /** Calls that were answered 2xx. */
  succeeded: number;
  /** Whatever was answered by more than a refusal of the caller or of the address: `GET /v1/datasets`. */
  reached: Set<string>;
  failures: { what: string; message: string; request: string }[];
  errors: string[];
}

/** What schemathesis wrote down of a run that came to its end: each check of each answer. */
export async function heardIn(events: string): Promise<Heard> {
  const heard: Heard = { passed: 0, succeeded: 0, reached: new Set(), failures: [], errors: [] };
  let finished = false;
  for await (const line of createInterface({ input: createReadStream(events, 'utf8') })) {
    const event: unknown = JSON.parse(line);
    finished ||= Finished.safeParse(event).success;
    const error = Errors.safeParse(event);
    if (error.success) heard.errors.push(JSON.stringify(error.data).slice(0, 1000));
    const scenario = Scenario.safeParse(event);
    if (!scenario.success) continue;
    const { phase, recorder } = scenario.data.ScenarioFinished;
    const statuses = Object.values(recorder.interactions).map(({ response }) => response?.status_code ?? 0);
    heard.succeeded += statuses.filter((status) => status >= 200 && status < 300).length;
    for (const { request, response } of Object.values(recorder.interactions)) {
      if ([0, 401, 403, 404, 429].includes(response?.status_code ?? 0)) continue;
      heard.reached.add(`${request.method} ${new URL(request.uri, 'http://laptop').pathname}`);
    }
    for (const [id, checks] of Object.entries(recorder.checks)) {
      for (const { name, status, failure_info } of checks) {
        if (status === 'success') heard.passed += 1;
        const failure = failure_info?.failure;
        if (failure === undefined) continue;
        const { request, response } = recorder.interactions[id] ?? {};
        heard.failures.push({
          what: `${failure.operation}: ${failure.title} (${name}, ${phase})`,
          message: failure.message,
          request: `${request?.method} ${request?.uri} ${request?.body ?? ''} → ${response?.status_code}`,
        });
      }
    }
  }
  if (!finished) heard.errors.push('schemathesis broke off');
  return heard;
}
