import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { qingdao } from '../../../cities/qingdao.ts';
import { cityOf } from '../../../local/city/city-of.ts';
import { yunzhou } from '../../cities/made-up/yunzhou.ts';

const root = join(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'city-of-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('knows a registered city by its name', async () => {
  expect(await cityOf('qingdao')).toBe(qingdao);
});

it('reads a city from a file that nothing else knows of', async () => {
  expect(await cityOf(join(root, 'test/cities/made-up/yunzhou.ts'))).toEqual(yunzhou);
});

it('names every fault of a file, each with its rule', async () => {
  const file = join(folder, 'broken.ts');
  const source = `import { City } from '${join(root, 'domain/policy/policy.ts')}';
    export const broken = City.parse({ name: 'Broken City', title: { zh: '某市' }, districts: [], organisations: [], policies: [] });`;
  writeFileSync(file, source);

  await expect(cityOf(file)).rejects.toThrow(
    /fault\(s\):[\s\S]*name: [\s\S]*title\.en: [\s\S]*organisations: [\s\S]*deployment: /,
  );
});

it('says so of a file without a city', async () => {
  const file = join(folder, 'empty.ts');
  writeFileSync(file, 'export const nothing = 1;');

  await expect(cityOf(file)).rejects.toThrow('exports no city');
});
