import { problemsOf } from '../../../local/states/refuse.ts';
import type { StateMachine } from '../../../workflows/asl.ts';
import { type Comparison, type Finding, hear } from '../finding.ts';
import { cityTrials, machinesEverywhere } from './cities.ts';
import { choiceTrials } from './corpus/choices.ts';
import { dataTrials } from './corpus/data.ts';
import { errorTrials } from './corpus/errors.ts';
import { expressionTrials } from './corpus/expressions.ts';
import { startTrials } from './corpus/starts.ts';
import { tokenTrials } from './corpus/tokens.ts';
import { waitTrials } from './corpus/waits.ts';
import { lifeOf } from './life.ts';
import { type Linter, linters } from './linters.ts';
import { localStack } from './localstack.ts';
import { mutant, mutations } from './mutants.ts';
import { ourStates } from './ours.ts';
import type { Trial } from './trial.ts';

const SUBJECT = 'step-functions';

/** Every machine of every city and a corpus: lived by another interpreter, and read by those who read definitions. */
export async function judge(): Promise<Finding[]> {
  const corpus = [
    ...dataTrials,
    ...choiceTrials,
    ...errorTrials,
    ...waitTrials,
    ...tokenTrials,
    ...startTrials,
    ...expressionTrials,
  ];
  const findings = [
    await hear(SUBJECT, 'localstack-core 4.12.0', (comparison) =>
      compareLives(comparison, [...cityTrials(), ...corpus]),
    ),
  ];
  for (const linter of linters) {
    findings.push(await hear(SUBJECT, linter.name, (comparison) => compareReadings(comparison, linter, corpus)));
  }
  return findings;
}

/** Each trial must live the same life in both services: same states, outputs, errors, pauses and calls. */
async function compareLives(comparison: Comparison, trials: readonly Trial[]): Promise<void> {
  // Two of each service for two cores.
  const halves = [0, 1].map((half) => trials.filter((_, index) => index % 2 === half));
  await Promise.all(halves.map((half) => compareLivesOf(comparison, half)));
}

async function compareLivesOf(comparison: Comparison, trials: readonly Trial[]): Promise<void> {
  const theirs = await localStack();
  const ours = await ourStates();
  try {
    for (const [index, trial] of trials.entries()) {
      const name = `trial-${index}`;
      const [here, there] = [await lifeOf(trial, ours, name), await lifeOf(trial, theirs, name)];
      for (const field of new Set([...Object.keys(here), ...Object.keys(there)])) {
        comparison.compare(`${trial.name} | ${field}`, Reflect.get(here, field), Reflect.get(there, field));
      }
    }
  } finally {
    await ours.close();
    await theirs.close();
  }
}

/** A linter accepts what ours accepts, and refuses each mutant that it isn't known to overlook. */
async function compareReadings(comparison: Comparison, linter: Linter, corpus: readonly Trial[]): Promise<void> {
  const sound = [
    ...machinesEverywhere('clock').map(({ city, machine: { name, definition } }) => ({
      name: `${city} ${name}`,
      definition,
    })),
    ...corpus.map(({ name, definition }) => ({ name, definition })),
  ].map((each) => ({ ...each, mustRefuse: false }));
  const broken = machinesEverywhere('clock').flatMap(({ city, machine }) =>
    Object.entries(mutations).map(([what, mutation]) => ({
      name: `${city} ${machine.name} that ${what}`,
      definition: mutant(machine.definition, mutation),
      mustRefuse: !linter.overlooks.includes(what),
    })),
  );
  const all = [...sound, ...broken];
  const verdicts = await linter.problems(all.map(({ definition }) => definition));
  if (verdicts.length !== all.length) throw new Error(`${verdicts.length} verdicts on ${all.length} definitions`);
  for (const [index, { name, definition, mustRefuse }] of all.entries()) {
    const found = verdicts[index] ?? [];
    const known = ourProblems(definition);
    // Ours refuses more than others do: what only ours finds says nothing about it, unless it's known to find it too.
    if (found.length === 0 && known.length > 0 && !mustRefuse) continue;
    comparison.compare(
      `read by ${linter.name}: ${name}`,
      known.length === 0 ? [] : 'refused',
      found.length === 0 ? [] : known.length === 0 ? found : 'refused',
    );
  }
}

const ourProblems = (definition: StateMachine): string[] => problemsOf(JSON.stringify(definition));
