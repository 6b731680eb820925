import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { answers } from './answers.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What a process in that time zone answers, preceded by the offset it believes in, in minutes. */
function answersIn(zone: string): { offset: number; answered: string } {
  const module = new URL('./answers.ts', import.meta.url).href;
  const script = `const { answers } = await import('${module}');
    console.log(new Date(Date.UTC(2026, 6, 1)).getTimezoneOffset());
    console.log(JSON.stringify(answers()));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, TZ: zone, NODE_OPTIONS: '' },
    encoding: 'utf8',
    maxBuffer: 1 << 28, // some 20 MB of answers
  });
  const lineEnd = output.indexOf('\n');
  return { offset: Number(output.slice(0, lineEnd)), answered: digest(output.slice(lineEnd + 1).trimEnd()) };
}

describe('the machine that counts', () => {
  it.each([
    ['UTC', 0],
    ['Asia/Shanghai', -480],
    ['America/New_York', 240],
    ['Pacific/Apia', -780],
  ])('answers the same in %s', (zone, offset) => {
    expect(answersIn(zone)).toEqual({ offset, answered: digest(JSON.stringify(answers())) });
  });
});
