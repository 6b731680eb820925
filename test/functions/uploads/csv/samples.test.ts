import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkRows } from '../../../../domain/data/checking.ts';
import { Dictionary } from '../../../../domain/data/dictionary.ts';
import { fieldNames } from '../../../../domain/data/field-names.ts';
import { guessDictionary } from '../../../../domain/data/typing.ts';
import { readCsv } from '../../../../functions/uploads/csv/read.ts';

const folder = new URL('../../../../data/samples/', import.meta.url);
const Sample = z.strictObject({
  clerk: z.enum(['agency-clerk', 'other-agency-clerk']),
  file: z.string(),
  entry: z.looseObject({ title: z.string(), description: z.string(), openness: z.string() }),
  dictionary: Dictionary,
});
const samples = z.array(Sample).parse(JSON.parse(await readFile(new URL('manifest.json', folder), 'utf8')));

describe.each(samples)('the sample $file', ({ file, entry, dictionary }) => {
  it('is a clean CSV that its dictionary fits', async () => {
    const csv = await readCsv(await readFile(new URL(file, folder)));

    const { rows, faults, warnings } = checkRows(dictionary, csv);

    expect(csv.report.faultCount + faults.count + warnings.count).toBe(0);
    expect(rows).toHaveLength(csv.rows.length);
    expect(entry.description).toContain(String(rows.length));
  });

  it('has a dictionary that the guess agrees with in names and types', async () => {
    const csv = await readCsv(await readFile(new URL(file, folder)));

    const guessed = guessDictionary(csv).dictionary.fields.map(({ name, type }) => `${name} ${type}`);

    expect(dictionary.fields.map(({ name, type }) => `${name} ${type}`)).toEqual(guessed);
    expect(fieldNames(csv.header)).toEqual(dictionary.fields.map(({ name }) => name));
  });

  it('says that it is sample data', () => {
    expect(entry.description).toContain('示例数据');
  });

  it('has a Chinese title for every column', () => {
    expect(dictionary.fields.filter(({ title }) => !/\p{sc=Han}/u.test(title))).toEqual([]);
  });
});

it('the samples are two unconditional datasets of one agency and a conditional one, without proofs, of another', () => {
  const kinds = samples.map(({ clerk, entry }) => `${clerk} ${entry.openness} ${'requiredProofs' in entry}`);

  expect(kinds).toEqual([
    'other-agency-clerk unconditional false',
    'agency-clerk conditional false',
    'other-agency-clerk unconditional false',
  ]);
});
