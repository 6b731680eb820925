import type { CallerName } from '../../builders/callers.ts';
import type { Called } from '../../builders/calls.ts';
import type { RecordedCity } from './recorded-city.ts';

/** Of an answer that is as it should be. */
export async function ok<Body extends object>(answer: Promise<Called>): Promise<Body> {
  const { status, body, text } = await answer;
  if (status >= 400) throw new Error(`${status}: ${text}`);
  return body as Body;
}

export const once = (key: string) => ({ headers: { 'Idempotency-Key': key } });

/** Commands one after the other, each when its case has come to rest. */
export async function through(
  city: RecordedCity,
  id: string,
  ...steps: readonly (readonly [as: CallerName, command: string, more?: object])[]
): Promise<void> {
  await city.usher(id);
  for (const [as, command, more = {}] of steps) {
    await ok(city.cases('command', { as, params: { id }, body: { command, ...more } }));
    await city.usher(id);
  }
}
