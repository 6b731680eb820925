import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lockFolder } from '../../../local/lock.ts';

it('gives a state folder to one owner at a time', () => {
  const dir = mkdtempSync(join(tmpdir(), 'laptop-lock-'));
  const first = lockFolder(dir);

  expect(() => lockFolder(dir)).toThrow(`${dir} is in use by another process`);
  first.release();
  lockFolder(dir).release();

  rmSync(dir, { recursive: true });
});
