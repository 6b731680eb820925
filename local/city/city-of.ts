import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ZodError } from 'zod';
import { cityNamed } from '../../cities/all.ts';
import { City } from '../../domain/policy/policy.ts';

/**
 * A city by its name, or by a file that exports one, so that a regulation can be tried before it is registered.
 * Throws every fault of the file at once, each naming its rule.
 */
export async function cityOf(nameOrFile: string): Promise<City> {
  if (!nameOrFile.endsWith('.ts')) return cityNamed(nameOrFile);
  const exported: { [name: string]: unknown } = await imported(nameOrFile);
  const judged = Object.values(exported)
    .filter(looksLikeCity)
    .map((each) => City.safeParse(each));
  const found = judged.find(({ success }) => success) ?? judged[0];
  if (found === undefined) throw new Error(`${nameOrFile} exports no city`);
  if (!found.success) throw faulty(nameOrFile, found.error);
  return found.data;
}

/** Whether it is meant as one: it has a good part of what a city is made of. */
const looksLikeCity = (exported: unknown): boolean =>
  typeof exported === 'object' &&
  exported !== null &&
  Object.keys(City.shape).filter((field) => Object.hasOwn(exported, field)).length >= 3;

/** A city's file judges itself by `City.parse`; what that finds is told line by line. */
async function imported(file: string): Promise<{ [name: string]: unknown }> {
  try {
    return await import(pathToFileURL(resolve(file)).href);
  } catch (error) {
    throw error instanceof ZodError ? faulty(file, error) : error;
  }
}

function faulty(file: string, error: ZodError): Error {
  const faults = error.issues.map(({ path, message }) => `  ${path.join('.') || file}: ${message}`);
  return new Error(`${file} has ${faults.length} fault(s):\n${faults.join('\n')}`, { cause: error });
}
