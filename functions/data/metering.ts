import { secondsUntil, spanOf, type Window } from '../../domain/access/quota.ts';
import { type Instant, localDateOf, millisOf } from '../../domain/calendar/dates.ts';
import type { Quota } from '../../domain/policy/policy.ts';
import type { Answer, Language } from '../http.ts';
import { problemOf } from '../middleware/problems.ts';
import type { Platform } from '../platform.ts';
import { type Admission, QuotaExhausted } from '../stores/ledger.ts';
import type { Opened } from './opening.ts';

/**
 * Lets a valid call in, counts it and has it answered. What is thrown meanwhile is no answer: the count is taken back.
 * An answer that there is not exactly one row, or none that far, tells of the data and counts.
 */
export async function metered(
  p: Platform,
  { account, used, datasetId }: Opened,
  language: Language,
  answer: () => Promise<Answer>,
): Promise<Answer> {
  const now = p.now();
  const record = async (): Promise<void> => {
    if (used !== undefined)
      await p.access.countCall(used.holder, { day: localDateOf(now), datasetId, keyId: used.keyId });
  };
  if (account === undefined) return answered(answer, record);
  try {
    const admission = await p.access.ledger.admit(account, now);
    const given = await answered(answer, record).catch((error: unknown) => takenBack(p, admission, error));
    return {
      ...given,
      headers: { ...given.headers, ...rateLimit(admission, account.quota.calls - admission.used, now) },
    };
  } catch (error) {
    if (error instanceof QuotaExhausted) return exhausted(error, language, now);
    throw error;
  }
}

async function answered(answer: () => Promise<Answer>, record: () => Promise<void>): Promise<Answer> {
  const given = await answer();
  await record();
  return given;
}

async function takenBack(p: Platform, admission: Admission, error: unknown): Promise<never> {
  try {
    await p.access.ledger.refund(admission);
  } catch (failure) {
    p.log({ event: 'refund-failed', owner: admission.owner, message: String(failure) });
  }
  throw error;
}

function exhausted(error: QuotaExhausted, language: Language, now: Instant): Answer {
  const end = spanOf(error.window)?.to;
  return {
    status: 429,
    headers: {
      'Content-Type': 'application/problem+json',
      ...rateLimit(error, 0, now),
      // A total never begins anew, so there is no time after which to come again: RFC 9110 (10.2.3) has the field say how
      // long one ought to wait, and RFC 6585 leaves it out of a 429 where there is nothing to say.
      ...(end === undefined ? {} : { 'Retry-After': String(secondsUntil(end, now)) }),
    },
    body: problemOf(error, language),
  };
}

/** The IETF's draft: the policy, what is left of it, and in how many seconds the window ends. */
function rateLimit({ quota, window }: { quota: Quota; window: Window }, left: number, now: Instant) {
  const span = spanOf(window);
  const length = span && `;w=${(millisOf(span.to) - millisOf(span.from)) / 1000}`;
  const reset = span && `;t=${secondsUntil(span.to, now)}`;
  return {
    'RateLimit-Policy': `"${quota.per}";q=${quota.calls}${length ?? ''}`,
    RateLimit: `"${quota.per}";r=${Math.max(0, left)}${reset ?? ''}`,
  };
}
