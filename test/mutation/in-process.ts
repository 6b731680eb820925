import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { type Collected, collected } from './collecting.ts';
import { exclude, include } from './which-tests.ts';

/**
 * A plugin of Stryker: runs the tests of pure rules in one process and loads them again only for a mutant that acts
 * while they are loaded. Vitest takes a second or two to begin once more; most mutants are noticed in a millisecond.
 */
export const strykerPlugins = [{ kind: 'TestRunner', name: 'in-process', injectableClass: inProcess() }];

/** What code that Stryker has instrumented reads and writes. */
interface Instrumented {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: unknown;
}

/** The parts that we read of what Stryker asks for. */
interface MutantRun {
  activeMutant: { id: string };
  sandboxFileName: string;
  testFilter?: readonly string[];
  mutantActivation: 'static' | 'runtime';
  hitLimit?: number;
}

interface Test extends Collected {
  id: string;
  file: string;
}

const instrumented: Instrumented = {};
Object.assign(globalThis, { __stryker__: instrumented });

// Every time everything is loaded anew, the modules from before stay in memory: some 10 MB.
const mostGenerations = 100;
// In Stryker's copy of the project, which each of its processes works in.
const durationsFile = 'durations.json';
const collecting = new URL('./collecting.ts', import.meta.url).href;

function inProcess() {
  return class InProcess {
    generation = 0;
    /** Whether the modules were loaded while a mutant was active. */
    tainted = false;
    tests = new Map<string, readonly Test[]>();
    /** Who imports a module, by address. */
    importers = new Map<string, Set<string>>();

    capabilities() {
      return { reloadEnvironment: true };
    }

    init(): void {
      // A mutant is noticed or not; the smallest example isn't looked for.
      fc.configureGlobal({ endOnFailure: true });
      registerHooks({
        resolve: (name, context, next) => {
          const by = context.parentURL ?? '';
          if (name === 'vitest' && by !== collecting) return { url: collecting, shortCircuit: true };
          const found = next(name, context);
          const ours = found.url.startsWith(addressOf('')) && !found.url.includes('/node_modules/');
          const url = ours ? `${found.url.split('?')[0]}?${this.generation}` : found.url;
          this.importers.set(url, (this.importers.get(url) ?? new Set()).add(by));
          return { ...found, url };
        },
      });
    }

    async dryRun() {
      for (const file of testFiles()) await this.load(file);
      const results = [];
      for (const test of [...this.tests.values()].flat()) results.push(await resultOf(test));
      writeFileSync(durationsFile, JSON.stringify(results.map(({ id, timeSpentMs }) => [id, timeSpentMs])));
      return { status: 'complete', tests: results, mutantCoverage: instrumented.mutantCoverage };
    }

    async mutantRun(run: MutantRun) {
      const { activeMutant, hitLimit, mutantActivation, sandboxFileName } = run;
      const whileLoading = mutantActivation === 'static';
      if (whileLoading || this.tainted) this.forget();
      this.tainted = whileLoading;
      instrumented.activeMutant = whileLoading ? activeMutant.id : undefined;
      try {
        for (const file of filesOf(run)) await this.load(file);
      } catch (error) {
        return { status: 'error', errorMessage: String(error) };
      }
      const tests = this.chosen(run, sandboxFileName);
      Object.assign(instrumented, { activeMutant: activeMutant.id, hitLimit, hitCount: hitLimit && 0 });
      for (const [before, test] of tests.entries()) {
        const { status, failureMessage } = await resultOf(test);
        if (hitLimit !== undefined && (instrumented.hitCount ?? 0) > hitLimit) return { status: 'timeout' };
        if (status === passed) continue;
        await this.refuseSpoilt(test);
        return { status: 'killed', killedBy: [test.id], failureMessage, nrOfTests: before + 1 };
      }
      return { status: 'survived', nrOfTests: tests.length };
    }

    /** A mutant may leave something wrong in a module's memory: Stryker then tries it again in a process of its own. */
    async refuseSpoilt(test: Test): Promise<void> {
      instrumented.activeMutant = undefined;
      if (this.tainted || (await resultOf(test)).status === passed) return;
      throw new Error(`${test.id} fails without the mutant, too`);
    }

    /** Everything is loaded anew; after many times in a process of its own. */
    forget(): void {
      this.generation += 1;
      if (this.generation > mostGenerations) throw new Error('the memory is full of modules');
      this.tests.clear();
      this.importers.clear();
    }

    async load(file: string): Promise<void> {
      if (this.tests.has(file)) return;
      const active = instrumented.activeMutant;
      if (!this.tainted) instrumented.activeMutant = undefined;
      const found = await collected(`${addressOf(file)}?${this.generation}`);
      instrumented.activeMutant = active;
      this.tests.set(
        file,
        found.map((test) => ({ ...test, file, id: `${file}#${test.name}` })),
      );
    }

    /** The tests that can notice a mutant, the fast ones first; where all could, those beside it. */
    chosen({ testFilter }: MutantRun, mutated: string): Test[] {
      const loaded = [...this.tests.values()].flat();
      if (testFilter === undefined) {
        const reaching = this.reaching(`${pathToFileURL(mutated).href}?${this.generation}`);
        const near = nearness(mutated);
        return loaded
          .filter(({ file }) => reaching.has(`${addressOf(file)}?${this.generation}`))
          .sort((a, b) => near(a.file) - near(b.file) || slowness(a) - slowness(b));
      }
      const wanted = new Set(testFilter);
      return loaded.filter(({ id }) => wanted.has(id)).sort((a, b) => slowness(a) - slowness(b));
    }

    /** Every module that imports one, at however many removes. */
    reaching(address: string, found = new Set<string>()): ReadonlySet<string> {
      if (found.has(address)) return found;
      found.add(address);
      for (const by of this.importers.get(address) ?? []) this.reaching(by, found);
      return found;
    }
  };
}

const passed = 0;
const failed = 1;

async function resultOf({ id, name, file, run }: Test) {
  instrumented.currentTestId = id;
  const begun = performance.now();
  const result = (status: number, failureMessage = '') => ({
    id,
    name,
    fileName: join(process.cwd(), file),
    timeSpentMs: performance.now() - begun,
    status,
    failureMessage,
  });
  try {
    await run();
    return result(passed);
  } catch (error) {
    return result(failed, String(error));
  } finally {
    instrumented.currentTestId = undefined;
  }
}

const addressOf = (file: string): string => pathToFileURL(join(process.cwd(), file)).href;

const testFiles = (): string[] => globSync(include, { exclude: (file) => exclude.includes(file) }).sort();

const filesOf = ({ testFilter }: MutantRun): Iterable<string> =>
  testFilter === undefined ? testFiles() : new Set(testFilter.map((id) => id.slice(0, id.indexOf('#'))));

/** 0 for tests beside the mutant's file. */
function nearness(mutated: string): (file: string) => number {
  const beside = join('test', dirname(relative(process.cwd(), mutated)));
  return (file) => (file.startsWith(beside) ? 0 : 1);
}

const durations = new Map<string, number>();

/** How long a test took while nothing was mutated. */
function slowness({ id }: Test): number {
  if (durations.size === 0 && existsSync(durationsFile)) {
    for (const [of, ms] of JSON.parse(readFileSync(durationsFile, 'utf8'))) durations.set(of, ms);
  }
  return durations.get(id) ?? 0;
}
