/** A served Step Functions on a clock that only the test moves, and the real SDK's client of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { faultDesk } from '../../../local/faults.ts';
import { type States as Served, type StatesOptions, startStates } from '../../../local/states/server.ts';
import type { Json, StateMachine } from '../../../workflows/asl.ts';
import { callback, definitionOf, END, MACHINE, MONDAY, tokenOf } from './world.ts';

const FLOW = { Await: callback({ Output: '{% $states.result %}' }), End: END };
const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };

export class Service {
  now = MONDAY + 123;
  readonly faults = faultDesk();
  /** What its only function was given. */
  readonly tokens: string[] = [];
  readonly pauses: number[] = [];
  readonly #dir = mkdtempSync(join(tmpdir(), 'states-'));
  readonly #options: Partial<StatesOptions>;
  #states: Served | undefined;
  #client: SFNClient | undefined;

  constructor(options: Partial<StatesOptions> = {}) {
    this.#options = options;
  }

  /** Starts it, or starts it again. */
  async open(): Promise<this> {
    await this.#states?.close();
    this.#client?.destroy();
    const states: Served = await startStates({
      dir: this.#dir,
      now: () => this.now,
      random: () => 0.5,
      faults: this.faults,
      machines: [{ arn: MACHINE, name: 'flow', definition: JSON.parse(definitionOf(FLOW)) as StateMachine }],
      invoke: async (_, payload) => {
        this.tokens.push(tokenOf(payload));
        return {};
      },
      onChange: () => void states.core.run(),
      pause: async (milliseconds) => void this.pauses.push(milliseconds),
      ...this.#options,
    });
    this.#states = states;
    this.#client = this.newClient(1);
    return this;
  }

  async close(): Promise<void> {
    this.#client?.destroy();
    await this.#states?.close();
    rmSync(this.#dir, { recursive: true });
  }

  newClient(maxAttempts: number): SFNClient {
    return new SFNClient({ endpoint: this.endpoint, region: 'cn-north-1', credentials, maxAttempts });
  }

  get core(): Served['core'] {
    if (this.#states === undefined) throw new Error('not open');
    return this.#states.core;
  }

  get endpoint(): string {
    if (this.#states === undefined) throw new Error('not open');
    return this.#states.endpoint;
  }

  get client(): SFNClient {
    if (this.#client === undefined) throw new Error('not open');
    return this.#client;
  }

  start(name: string, input: Json = {}, stateMachineArn = MACHINE) {
    return this.client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
  }
}

/** The name and the message of the error that a call is refused with. */
export const refusalOf = (call: Promise<unknown>): Promise<[string, string]> =>
  call.then(
    () => ['accepted', ''],
    (error: Error) => [error.name, error.message],
  );
