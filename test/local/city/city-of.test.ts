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

const broken = "{ name: 'Broken City', title: { zh: '某市' }, districts: [], organisations: [], policies: [] }";

it.each([
  [
    'that judges itself',
    `import { City } from '${join(root, 'domain/policy/policy.ts')}';\nexport const broken = City.parse(${broken});`,
  ],
  ['that exports it plain', `export const helper = { name: 'x' };\nexport const broken = ${broken};`],
])('names every fault of a file %s, each with its rule', async (how, source) => {
  const file = join(folder, `${how.replaceAll(' ', '-')}.ts`);
  writeFileSync(file, source);

  await expect(cityOf(file)).rejects.toThrow(
    /fault\(s\):[\s\S]*name: [\s\S]*title\.en: [\s\S]*organisations: [\s\S]*deployment: /,
  );
});

it('reads a city that is exported plain beside one that is broken', async () => {
  const file = join(folder, 'plain.ts');
  const source = `import { yunzhou } from '${join(root, 'test/cities/made-up/yunzhou.ts')}';
    export const draft = ${broken};
    export const city = { ...yunzhou };`;
  writeFileSync(file, source);

  expect(await cityOf(file)).toEqual(yunzhou);
});

it('says so of a file without a city', async () => {
  const file = join(folder, 'empty.ts');
  writeFileSync(file, 'export const nothing = 1;');

  await expect(cityOf(file)).rejects.toThrow('exports no city');
});
