import { SFNClient } from '@aws-sdk/client-sfn';
import { faultDesk } from '../../../local/faults.ts';
import type { HistoryEvent, Phase } from '../../../local/states/execution.ts';
import { StepFunctions } from '../../../local/states/interpreter.ts';
import { serveStates } from '../../../local/states/server.ts';
import { memoryStore } from '../../../local/states/store.ts';
import type { StateMachine } from '../../../workflows/asl.ts';
import { DRAW, type Invoke, type Pause, type Service } from './service.ts';
import { arnOf, REGION } from './trial.ts';

/** The laptop's Step Functions, on a clock that jumps to whatever is next. */
export async function ourStates(): Promise<Service> {
  let now = Date.UTC(2099, 0, 1);
  let invoke: Invoke = async () => ({});
  const pauses = new Map<string, Pause[]>();
  const phases = new Map<string, Phase>();
  const machines = new Map<string, StateMachine>();
  const histories = new Map<string, HistoryEvent[]>();
  const store = memoryStore((execution) => {
    const { phase, arn, state } = execution;
    // It keeps but the latest events.
    const told = histories.get(arn) ?? [];
    const last = told.at(-1)?.id ?? 0;
    told.push(...execution.history.filter(({ id }) => id > last));
    histories.set(arn, told);
    if (phases.get(arn) === phase) return;
    phases.set(arn, phase);
    const known = pauses.get(arn) ?? [];
    pauses.set(arn, known);
    if (phase.kind === 'retrying') known.push({ retryAfter: phase.until - now });
    if (phase.kind !== 'waiting') return;
    const timed = machines.get(execution.machine)?.States[state];
    if (timed?.Type !== 'Wait') throw new Error(`${state} waits but is no Wait`);
    const until = new Date(phase.until).toISOString().replace('.000Z', 'Z');
    known.push(timed.Timestamp === undefined ? { seconds: (phase.until - execution.enteredAt) / 1000 } : { until });
  });
  const core = new StepFunctions({
    store,
    now: () => now,
    random: () => DRAW,
    invoke: (name, payload) => invoke(name, payload),
    onChange: () => void core.run(),
  });
  const served = await serveStates(core, { faults: faultDesk() });
  const client = new SFNClient({
    endpoint: served.endpoint,
    region: REGION,
    credentials: { accessKeyId: 'laptop', secretAccessKey: 'laptop' },
    maxAttempts: 1,
  });

  return {
    client,
    async deploy(name, definition) {
      core.deploy(arnOf(name), JSON.stringify(definition));
      machines.set(arnOf(name), definition);
      return arnOf(name);
    },
    serve(next) {
      invoke = next;
    },
    async settle(execution, called) {
      await core.run();
      for (let wake = core.nextWake(); wake !== undefined && !called(); wake = core.nextWake()) {
        if (core.describe(execution).status !== 'RUNNING') return;
        now = Math.max(now, wake);
        await core.run();
      }
    },
    history: async (execution) =>
      (histories.get(execution) ?? []).map(({ type, state = '' }) =>
        type.endsWith('StateEntered') ? { type, entered: state } : { type },
      ),
    pauses: async (execution) => pauses.get(execution) ?? [],
    async close() {
      client.destroy();
      await served.close();
    },
  };
}
