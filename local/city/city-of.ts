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
  const found = Object.values(exported).find((each) => City.safeParse(each).success);
  if (found !== undefined) return City.parse(found);
  throw new Error(`${nameOrFile} exports no city`);
}

/** A city's file judges itself by `City.parse`; what that finds is told line by line. */
async function imported(file: string): Promise<{ [name: string]: unknown }> {
  try {
    return await import(pathToFileURL(resolve(file)).href);
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const faults = error.issues.map(({ path, message }) => `  ${path.join('.') || file}: ${message}`);
    throw new Error(`${file} has ${faults.length} fault(s):\n${faults.join('\n')}`, { cause: error });
  }
}
