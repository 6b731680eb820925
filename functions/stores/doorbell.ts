import type { Case } from '../../domain/case/case.ts';
import type { Platform } from '../platform.ts';

/** The doorbell says nothing but "look again"; a lost ring is made up for by the reconciler. */
export async function ring(p: Pick<Platform, 'cases' | 'executions' | 'log'>, kase: Case): Promise<void> {
  try {
    const door = await p.cases.door(kase.id);
    if (door === undefined || door.version >= kase.version) return;
    await p.executions.ring(door.token);
    await p.cases.closeDoor(kase.id, door.token);
  } catch (error) {
    p.log({ event: 'ring-lost', caseId: kase.id, message: error instanceof Error ? error.message : String(error) });
  }
}
