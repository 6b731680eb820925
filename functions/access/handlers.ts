import type { Person } from '../../domain/access/caller.ts';
import { type Grant, maySeeGrant } from '../../domain/access/grant.ts';
import { holdersOf, unitHolder, unitOfStaff } from '../../domain/access/shared-grant.ts';
import { keptUntil, summed, UsageReport, usageSpan } from '../../domain/access/usage.ts';
import { localDateOf } from '../../domain/calendar/dates.ts';
import { addressesOf } from '../../domain/case/boxes.ts';
import { isOfficial } from '../../domain/catalog/visibility.ts';
import type { AgencyId, GrantId } from '../../domain/ids.ts';
import { currentPolicy, organisationOf } from '../../domain/policy/policy.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Handlers } from '../http.ts';
import { signedIn } from '../middleware/signed-in.ts';
import type { Platform } from '../platform.ts';
import type { access } from '../routes/access.ts';
import { refuseUnlessAccepted } from '../stores/accepted.ts';
import type { Message } from '../stores/cases.ts';
import { fulfilUsageReport } from '../stores/fulfilling.ts';
import { agreementFor } from './agreement.ts';
import { conductHandlers } from './conduct.ts';
import { issueKey, revoke, rotate } from './keys.ts';
import { grantView, keyView, messageView, paged, usageItem } from './views.ts';

export const accessHandlers = (p: Platform): Handlers<typeof access> => ({
  ...conductHandlers(p),

  listGrants: async ({ caller, query }) => {
    const held = holdersOf(p.city, signedIn(caller)).map((holder) => p.access.grantsOf(holder));
    const { items, ...page } = paged((await Promise.all(held)).flat(), query);
    return { status: 200, body: { ...page, items: await Promise.all(items.map((grant) => grantView(p, grant))) } };
  },

  readGrant: async ({ caller, params }) => ({
    status: 200,
    body: await grantView(p, await seenGrant(p, params.id, signedIn(caller))),
  }),

  reportUse: async ({ caller, params, body, once, origin }) => {
    const grant = await p.access.grant(params.id);
    if (!holdersOf(p.city, signedIn(caller)).includes(grant.holder)) {
      throw new Refusal('forbidden', {
        zh: `只有使用权限 ${grant.id} 的持有者可以报告其利用情况`,
        en: `only the holder of grant ${grant.id} reports on its use`,
      });
    }
    const report = UsageReport.parse({ ...body, id: p.newId(), grantId: grant.id, reportedAt: p.now() });
    const filed = await p.access.fileReport(report, once);
    // A request that is repeated has had its effect.
    if (filed.id === report.id) await fulfilUsageReport(p, grant);
    p.log({ event: 'usage-reported', grantId: grant.id });
    return { status: 201, headers: { Location: `${origin}/v1/grants/${grant.id}/usage-reports` }, body: filed };
  },

  listReports: async ({ caller, params, query }) => {
    const grant = await seenGrant(p, params.id, signedIn(caller));
    return { status: 200, body: paged(await p.access.reportsOn(grant), query) };
  },

  listKeys: async ({ caller, query }) => {
    const keys = await p.access.keysOf(signedIn(caller).subject);
    return { status: 200, body: paged(keys.map(keyView), query) };
  },

  createKey: async ({ caller, body, once, origin }) => {
    await refuseUnlessAccepted(p, signedIn(caller));
    const issued = await issueKey(p, signedIn(caller).subject, body, once);
    return { status: 201, headers: { Location: `${origin}/v1/api-keys/${issued.id}` }, body: issued };
  },

  rotateKey: async ({ caller, params, once }) => ({
    status: 200,
    body: await rotate(p, signedIn(caller).subject, params.id, once),
  }),

  revokeKey: async ({ caller, params }) => {
    await revoke(p, signedIn(caller).subject, params.id);
    return { status: 204 };
  },

  usage: async ({ caller, query }) => {
    const { by } = query;
    const { from, to } = usageSpan(query, localDateOf(p.now()));
    const counts = await p.access.usageOf(signedIn(caller).subject, from, to);
    const items = summed(counts, by).map((sum) => usageItem(by, sum));
    const calls = counts.reduce((sum, count) => sum + count.calls, 0);
    return { status: 200, body: { from, to, by, calls, ...paged(items, query) } };
  },

  useRecords: async ({ caller, query }) => {
    const { unit, rule } = recordedUnit(p, signedIn(caller), query.unit);
    const { from, to } = usageSpan(query, localDateOf(p.now()));
    const counts = await p.access.usageOf(unitHolder(unit.id), from, to);
    const items = counts.map(({ day, datasetId, keyId, calls }) => ({
      day,
      datasetId,
      by: keyId,
      uses: calls,
      keptUntil: keptUntil(day, rule.years),
    }));
    return { status: 200, body: { unit: unit.id, from, to, clause: rule.clause, ...paged(items, query) } };
  },

  readAgreement: async ({ caller, params }) => ({
    status: 200,
    body: await agreementFor(p, params.id, signedIn(caller)),
  }),

  inbox: async ({ caller, query, language }) => {
    const { items, ...page } = paged(await messagesTo(p, signedIn(caller)), query);
    return { status: 200, body: { ...page, items: items.map((message) => messageView(message, language)) } };
  },
});

/** Its own unit's for staff, any below it for a regulator, all for an auditor (ZW-29). */
function recordedUnit(p: Platform, person: Person, asked: AgencyId | undefined) {
  const rule = currentPolicy(p.city).sharing.useRecords;
  const own = unitOfStaff(p.city, person);
  if (rule === undefined)
    throw new Refusal('not-found', { zh: '本市没有共享使用记录', en: 'no use of shared data is recorded here' });
  const unit = asked === undefined ? own : organisationOf(p.city, asked);
  if (unit !== undefined && isOfficial(person, { publisher: unit.id, district: unit.district })) return { unit, rule };
  throw new Refusal('forbidden', {
    zh: '使用记录只向本单位工作人员、其主管部门和审计人员提供',
    en: "records of use are for the unit's staff, its regulators and auditors",
  });
}

async function seenGrant(p: Platform, id: GrantId, person: Person): Promise<Grant> {
  const grant = await p.access.grant(id);
  if (maySeeGrant(person, grant)) return grant;
  throw new Refusal('forbidden', { zh: `您无权查看使用权限 ${id}`, en: `grant ${id} is not yours to see` });
}

/** What came to any of a person's addresses, newest first; what came to several of them is one message. */
async function messagesTo(p: Platform, person: Person): Promise<Message[]> {
  const received = await Promise.all(addressesOf(person).map((address) => p.cases.messages(address)));
  const byId = new Map(received.flat().map((message) => [message.id, message]));
  return [...byId.values()].sort((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1));
}
