/** Function calls under way: each ends with the function, at its task's deadline, or when the execution moves on without it. */
import type { Json } from '../../workflows/asl.ts';
import { StateError } from './errors.ts';
import { textExceedsDataLimit } from './limits.ts';
import { tooLarge } from './visit.ts';

export type Invoke = (functionName: string, payload: Json) => Promise<Json>;

interface Flight {
  readonly land: (outcome: Outcome) => void;
}
type Outcome = { readonly result: Json } | { readonly failure: StateError } | undefined;

export class Flights {
  readonly #flights = new Map<string, Flight>();
  /** Calls that a run waits for, even where the execution has gone on: a handler may answer its own token before it returns. */
  readonly #calls = new Set<Flight>();
  readonly #now: () => number;
  readonly #onLanding: () => void;

  constructor(now: () => number, onLanding: () => void) {
    this.#now = now;
    this.#onLanding = onLanding;
  }

  /** Calls the function for this execution; undefined if the execution moves on before it returns. */
  async call(
    key: string,
    invoke: Invoke,
    name: string,
    payload: Json,
    until: number | null,
  ): Promise<{ result: Json } | undefined> {
    const outcome = await new Promise<Outcome>((land) => {
      // Known before it begins: the function may answer its token at once.
      const flight: Flight = { land };
      this.#flights.set(key, flight);
      this.#calls.add(flight);
      void outcomeOf(invoke, name, payload).then((landed) => {
        this.#calls.delete(flight);
        // The function's answer counts only if it came in time, whoever notices first.
        land(until !== null && this.#now() >= until ? timedOut() : landed);
        this.#onLanding();
      });
    });
    this.#flights.delete(key);
    if (outcome === undefined || 'result' in outcome) return outcome;
    throw outcome.failure;
  }

  has(key: string): boolean {
    return this.#flights.has(key);
  }

  /** Whether any call is under way that is still of interest. */
  get busy(): boolean {
    return this.#calls.size > 0;
  }

  /** The task's time is up: whatever the function still answers is dropped. */
  timeOut(key: string): void {
    this.#abandon(key, timedOut());
  }

  /** The execution was stopped. */
  cancel(key: string): void {
    this.#abandon(key, undefined);
  }

  /** The token was answered: the execution goes on, the function may finish. */
  release(key: string): void {
    this.#flights.get(key)?.land(undefined);
  }

  #abandon(key: string, outcome: Outcome): void {
    const flight = this.#flights.get(key);
    if (flight === undefined) return;
    this.#calls.delete(flight);
    flight.land(outcome);
  }
}

/** What a handler throws reaches the machine under its `name`, with Lambda's error document as the cause. */
async function outcomeOf(invoke: Invoke, name: string, payload: Json): Promise<Outcome> {
  let text: string | undefined;
  try {
    // Both sides get their own copy, as over the wire.
    text = JSON.stringify(await invoke(name, structuredCopy(payload)));
  } catch (thrown) {
    const { name: errorType, message: errorMessage } = thrown instanceof Error ? thrown : new Error(String(thrown));
    return { failure: new StateError(errorType, JSON.stringify({ errorType, errorMessage })) };
  }
  if (text === undefined) return { result: null };
  return textExceedsDataLimit(text) ? { failure: tooLarge('lambda') } : { result: JSON.parse(text) as Json };
}

const structuredCopy = (payload: Json): Json => JSON.parse(JSON.stringify(payload)) as Json;

const timedOut = (): Outcome => ({ failure: new StateError('States.Timeout', null) });
