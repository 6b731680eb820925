import type { City } from '../domain/policy/policy.ts';
import type { Host } from './host.ts';

/** Where everything is. */
export function addresses({ title }: City, dir: string, { endpoints, logPath }: Host, now: number): string {
  return [
    '',
    `${title.zh}公共数据开放平台 · the public data open platform of ${title.en}, on this laptop`,
    '',
    `API       ${endpoints.api}`,
    `Storage   ${endpoints.storage}`,
    `Identity  ${endpoints.issuer}`,
    `State     ${dir} (delete it to begin anew)`,
    `Log       ${logPath}`,
    `Clock     ${local(now)} in China`,
    '',
  ].join('\n');
}

const local = (now: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(now);
