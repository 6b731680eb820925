import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';

/** What each city's tour files, and whether its dates are certain. */
const cities = [
  ['chongqing', 'application', true],
  ['qingdao', 'application', true],
  ['dazhou', 'application', true],
  // No applications there, and the region's own holidays of 2026 aren't published.
  ['jinfeng', 'objection', false],
] as const;

interface Listed {
  items: { id: string; deadlines: { provisional: boolean; overdueSince?: string }[] }[];
}

describe.each(cities)('the tour that is printed in %s', (city, procedure, certain) => {
  let host: HostProcess;
  let printed: string[];
  beforeAll(async () => {
    host = await startHostProcess({ city, clockStart: '2026-09-21T09:00:00+08:00' });
    const commands = host.output.split('\n').filter((line) => line.startsWith('  curl') || /^ {2}[A-Z]+=/.test(line));
    const { stdout } = await promisify(execFile)('sh', ['-c', commands.join('\n')]);
    printed = stdout.trim().split('\n');
  });
  afterAll(() => host?.stop());

  it('works as it stands: finds the data, files, lets time pass, and sees the case', () => {
    const [found = '', filed = '', passed = ''] = printed;
    expect(found).toContain('PM2.5');
    const kase = JSON.parse(filed);
    expect(kase).toMatchObject({ procedure, state: 'open' });
    const listed: Listed = JSON.parse(passed.slice(passed.indexOf('{"total"')));
    expect(listed.items).toMatchObject([{ id: kase.id, procedure }]);
    const [deadline] = listed.items[0]?.deadlines ?? [];
    expect(deadline).toMatchObject({ provisional: !certain });
    expect(deadline?.overdueSince !== undefined).toBe(certain);
  });

  it('says of its dates what is so', () => {
    expect(/Those are provisional, and nothing is\s+called overdue/.test(host.output)).toBe(!certain);
    expect(host.output.includes('see the case overdue')).toBe(certain);
    expect(host.output).not.toContain('due dates are certain');
  });
});
