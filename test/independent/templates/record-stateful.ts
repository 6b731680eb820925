/**
 * Writes the lasting resources of today's templates into `stateful.json`:
 * `node local/node24.mjs test/independent/templates/record-stateful.ts`. Refuses if one that stands there would be
 * replaced or be gone; what is meant to go is taken out of the file by hand.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderOf } from '../folder.ts';
import { lostIn, type Summary, summaryFile, summaryOf } from './stateful.ts';
import { synthesizedIn } from './synthesized.ts';

const folder = mkdtempSync(join(tmpdir(), 'independent-stateful-'));
try {
  const now = await summaryOf(folderOf('templates'), synthesizedIn(folder));
  const lost = lostIn(now, JSON.parse(readFileSync(summaryFile, 'utf8')) as Summary);
  if (lost.length > 0) throw new Error(`would be replaced or gone:\n${lost.join('\n')}`);
  writeFileSync(summaryFile, `${JSON.stringify(now, undefined, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
