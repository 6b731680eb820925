import { firstBreak, type Linked } from '../../../domain/audit/chain.ts';
import type { Teller } from '../teller.ts';

interface Audit {
  events: Linked[];
}

/** Every case's chain is checked by the platform and again here, from its events alone. */
export async function audit(tell: Teller, caseIds: Readonly<Record<string, string>>): Promise<void> {
  tell.chapter('六、审计 Audit');
  for (const [title, caseId] of Object.entries(caseIds)) {
    const { body } = await tell.call<Audit>(
      'QD-25',
      `${title}:事件以散列相链,平台自查完好`,
      { method: 'GET', path: `/v1/cases/${caseId}/audit`, as: 'auditor' },
      { status: 200, body: { caseId, intact: true } },
    );
    const { events } = body;
    tell.fact(
      'QD-25',
      '由导出的事件独立复算,同样完好',
      `${events.length} 个事件`,
      { broken: null },
      {
        broken: firstBreak(events) ?? null,
      },
    );
    const changed = events.map((event, i) => (i === 1 ? { ...event, at: '2026-01-01T00:00:00.000Z' } : event));
    tell.fact(
      'QD-25',
      '改动其中一个即被发现',
      '第 2 个事件改了时间',
      { broken: { seq: 2 } },
      {
        broken: firstBreak(changed) ?? null,
      },
    );
  }
}
