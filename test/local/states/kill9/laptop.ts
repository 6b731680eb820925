/**
 * A process of its own with a Step Functions in it, for `kill9.test.ts`: `laptop.ts <dir> <kill at write> <before|torn|after>`. It says
 * its endpoint, does what its parent says, and kills itself at one of its writes.
 */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultDesk } from '../../../../local/faults.ts';
import type { Execution } from '../../../../local/states/execution.ts';
import { StepFunctions } from '../../../../local/states/interpreter.ts';
import { openJournal } from '../../../../local/states/journal.ts';
import { serveStates } from '../../../../local/states/server.ts';
import type { Json } from '../../../../workflows/asl.ts';
import { definitionOf, MACHINE, tokenOf } from '../world.ts';
import { FLOW, type Message, type Order } from './flow.ts';

const [dir = '', killAt = '', manner = ''] = process.argv.slice(2);
let now = 0;
let writes = 0;

const journal = openJournal(dir, { keep: () => true, compactAboveBytes: 4_000 });
const tell = (message: Message) => process.send?.(message);

function put(execution: Execution): void {
  const last = writes++ === Number(killAt);
  if (last && manner === 'torn') appendFileSync(join(dir, 'executions.jsonl'), '{"execution":{"arn":"arn:aws-');
  if (!last || manner === 'after') journal.put(execution);
  if (last) process.kill(process.pid, 'SIGKILL');
}

const core = new StepFunctions({
  store: { ...journal, put },
  now: () => now,
  random: () => 0.5,
  invoke: async (name, payload: Json) => {
    if (name === 'await') tell({ token: tokenOf(payload), name: (payload as { name: string }).name });
    if (name === 'ring') tell({ rang: String(payload), at: now });
    return {};
  },
  concurrency: 4,
});
core.deploy(MACHINE, definitionOf(FLOW));
const { endpoint } = await serveStates(core, { faults: faultDesk() });

process.on('message', async (order: Order) => {
  now = order.to;
  await core.run();
  tell({ quiet: order.to, wake: core.nextWake() ?? null });
});
tell({ endpoint });
