import type { ClauseId } from '../../domain/ids.ts';
import { currentPolicy } from '../../domain/policy/policy.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Handlers } from '../http.ts';
import { signedIn } from '../middleware/signed-in.ts';
import type { Platform } from '../platform.ts';
import type { conduct } from '../routes/conduct.ts';

export const conductHandlers = (p: Platform): Handlers<typeof conduct> => ({
  readRules: async ({ caller }) => {
    const clause = clauseOf(p);
    const rules = await p.access.rules();
    if (rules === undefined) return { status: 200, body: { clause } };
    const accepted = caller.kind === 'person' ? await p.access.acceptance(caller.subject, rules.version) : undefined;
    return { status: 200, body: { clause, rules, ...(accepted === undefined ? {} : { accepted }) } };
  },

  publishRules: async ({ caller, body }) => {
    const clause = clauseOf(p);
    // 市主管部门应当明确行为规范和安全责任
    if (signedIn(caller).district !== undefined) {
      throw new Refusal('forbidden', {
        zh: `行为规范由市主管部门发布(${clause})`,
        en: `the municipal regulator publishes the rules of conduct (${clause})`,
      });
    }
    const version = ((await p.access.rules())?.version ?? 0) + 1;
    const rules = { ...body, version, publishedAt: p.now() };
    await p.access.publishRules(rules);
    p.log({ event: 'rules-published', version });
    return { status: 200, body: rules };
  },

  acceptRules: async ({ caller, body }) => {
    clauseOf(p);
    const { subject } = signedIn(caller);
    const version = (await p.access.rules())?.version;
    if (version !== body.version) {
      throw new Refusal(
        'stale-version',
        {
          zh: version === undefined ? '尚未发布行为规范' : `现行行为规范是第 ${version} 版`,
          en: version === undefined ? 'no rules are published' : `the rules in force are version ${version}`,
        },
        { state: { version } },
      );
    }
    await p.access.accept(subject, { version, acceptedAt: p.now() });
    p.log({ event: 'rules-accepted', version });
    return { status: 201, body: await p.access.acceptance(subject, version) };
  },
});

function clauseOf(p: Pick<Platform, 'city'>): ClauseId {
  const policy = currentPolicy(p.city);
  if (policy.conduct !== undefined) return policy.conduct.clause;
  throw new Refusal('procedure-not-in-policy', {
    zh: `${policy.regulation.zh}没有规定行为规范`,
    en: `${policy.regulation.en} has no rules of conduct`,
  });
}
