import type { Grant } from '../../domain/access/grant.ts';
import { UsageCount, UsageReport } from '../../domain/access/usage.ts';
import type { LocalDate } from '../../domain/calendar/dates.ts';
import type { Engine } from './engine.ts';
import { accessKeys } from './keys.ts';
import { createOnce, type Once } from './once.ts';

export function usageStore(engine: Engine) {
  return {
    /** Counts one answered call of a holder. */
    async countCall(holder: string, call: Omit<UsageCount, 'calls'>): Promise<void> {
      const { day, datasetId, keyId } = call;
      const update = accessKeys.usage(holder, day, datasetId, keyId);
      await engine.update({ table: 'access', update, set: { day, datasetId, keyId }, add: { calls: 1 } });
    },

    /** A holder's calls from one day to another, both included. */
    async usageOf(holder: string, from: LocalDate, to: LocalDate): Promise<UsageCount[]> {
      const { pk } = accessKeys.usage(holder, from, '', '');
      // `~` sorts after every letter of a sort key, so that the whole last day is in.
      const items = await engine.query('access', { pk, from, to: `${to}#~` });
      return items.map((item) => UsageCount.parse(item));
    },

    /** Files a report (QD-7b), or answers the one that the same request filed before. */
    fileReport(report: UsageReport, once?: Once): Promise<UsageReport> {
      const key = accessKeys.report(report.grantId, report.reportedAt, report.id);
      return createOnce(engine, 'access', accessKeys.once, once, report, (claim) =>
        engine.write([...claim, { table: 'access', put: { ...key, ...report }, when: 'absent' }]),
      );
    },

    /** The reports on a grant, newest first. */
    async reportsOn({ id }: Pick<Grant, 'id'>): Promise<UsageReport[]> {
      const { pk } = accessKeys.grant(id);
      const items = await engine.query('access', { pk, begins: 'report#', backwards: true });
      return items.map((item) => UsageReport.parse(item));
    },
  };
}
