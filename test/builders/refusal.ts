import { Refusal } from '../../domain/refusal.ts';

/** The refusal that the call ends in; whatever else happens fails the test. */
export function refusalOf(call: () => unknown): Refusal {
  let answered: unknown;
  try {
    answered = call();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error(`nothing was refused: ${JSON.stringify(answered)}`);
}
