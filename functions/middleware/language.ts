import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Language } from '../http.ts';

/** Headers by lower-case name, as HTTP has them. */
export const headersOf = (event: Pick<APIGatewayProxyEvent, 'headers'>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(event.headers ?? {}).flatMap(([k, v]) => (v === undefined ? [] : [[k.toLowerCase(), v]])),
  );

/** Chinese, unless the caller prefers English. */
export function languageOf(event: Pick<APIGatewayProxyEvent, 'headers'>): Language {
  const accepted = (headersOf(event)['accept-language'] ?? '').split(',').map((part) => {
    const [tag = '', q] = part.trim().split(/;\s*q=/);
    return { tag: tag.toLowerCase(), quality: q === undefined ? 1 : Number(q) };
  });
  const best = (prefix: string): number =>
    Math.max(0, ...accepted.filter((a) => a.tag.startsWith(prefix)).map((a) => a.quality));
  return best('en') > best('zh') ? 'en' : 'zh';
}
