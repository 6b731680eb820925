import type { Role } from '../../domain/access/caller.ts';
import { currentPolicy } from '../../domain/policy/policy.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Platform } from '../platform.ts';

const authorities: readonly Role[] = ['regulator', 'government', 'expert', 'auditor', 'operator'];

/**
 * CQ-19b: users and agencies accept the rules of conduct in force before they use the platform; a new version asks
 * again. Nothing is asked where the city's text has no such rules, or none were published.
 */
export async function refuseUnlessAccepted(
  p: Pick<Platform, 'city' | 'access'>,
  { subject, roles = [] }: { subject: string; roles?: readonly Role[] },
): Promise<void> {
  const { conduct } = currentPolicy(p.city);
  if (conduct === undefined || roles.some((role) => authorities.includes(role))) return;
  const rules = await p.access.rules();
  if (rules === undefined || (await p.access.acceptance(subject, rules.version)) !== undefined) return;
  throw new Refusal('rules-not-accepted', {
    zh: `请先阅读并接受第 ${rules.version} 版行为规范和安全责任(${conduct.clause})`,
    en: `please read and accept version ${rules.version} of the rules of conduct first (${conduct.clause})`,
  });
}
