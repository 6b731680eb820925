import { isRunning } from '../../domain/case/clock.ts';
import type { Platform } from '../../functions/platform.ts';
import { clockName } from '../../functions/stores/executions.ts';
import { type LoadedCase, LoadInput } from './payloads.ts';

/** Tells the flow where its case stands and which clocks run. */
export const loadCase =
  (p: Platform) =>
  async (input: unknown): Promise<LoadedCase> => {
    const { flow } = LoadInput.parse(input);
    const { id, run, stands, version, clocks } = await p.cases.load(flow.caseId);
    const running = clocks.filter(isRunning).map(({ clause, epoch }) => {
      const ref = { caseId: id, clause, epoch };
      return [clause, { name: clockName(ref), ref }] as const;
    });
    return { id, stands: run > flow.run ? 'superseded' : stands, version, clocks: Object.fromEntries(running) };
  };
