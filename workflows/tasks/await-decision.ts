import type { Platform } from '../../functions/platform.ts';
import { AwaitInput, StageMoved } from './payloads.ts';

/** Keeps the token with which the next decision rings, unless the case has moved on since the flow loaded it. */
export const awaitDecision =
  (p: Platform) =>
  async (input: unknown): Promise<Record<string, never>> => {
    const { case: loaded, token } = AwaitInput.parse(input);
    if ((await p.cases.openDoor(loaded.id, { version: loaded.version, token })) === 'open') return {};
    throw new StageMoved(`case ${loaded.id} has moved on from version ${loaded.version}`);
  };
