import type { Instant } from '../calendar/dates.ts';
import type { CaseId } from '../ids.ts';
import type { Grant } from './grant.ts';

// What a case of misuse does to a grant. Each answers nothing where there is nothing to change, so that an effect may
// be repeated, and one that was overtaken does no harm: a case restricts a grant once and lifts that once.

/** 限制数据获取权限: nothing is given by it until the restriction is lifted. */
export function restricted(grant: Grant, caseId: CaseId, at: Instant): Grant | undefined {
  const { restrictions = [] } = grant;
  if (grant.endedAt !== undefined || restrictions.some((each) => each.caseId === caseId)) return undefined;
  return { ...grant, restrictions: [...restrictions, { caseId, at }] };
}

/** This case restricts it no longer; others may. */
export function lifted(grant: Grant, caseId: CaseId, at: Instant): Grant | undefined {
  const { restrictions = [] } = grant;
  if (!restrictions.some((each) => each.caseId === caseId && each.liftedAt === undefined)) return undefined;
  return {
    ...grant,
    restrictions: restrictions.map((each) =>
      each.caseId === caseId && each.liftedAt === undefined ? { ...each, liftedAt: at } : each,
    ),
  };
}

/** 终止授权: over for good. */
export const ended = (grant: Grant, at: Instant): Grant | undefined =>
  grant.endedAt === undefined ? { ...grant, endedAt: at } : undefined;

export const isRestricted = ({ restrictions = [] }: Pick<Grant, 'restrictions'>): boolean =>
  restrictions.some(({ liftedAt }) => liftedAt === undefined);

/** Whether calls may be counted by it at all. */
export const isUsable = (grant: Grant): boolean => grant.endedAt === undefined && !isRestricted(grant);
