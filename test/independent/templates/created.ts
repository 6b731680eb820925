import { join } from 'node:path';
import { z } from 'zod';
import { Comparison, type Finding } from '../finding.ts';
import { python } from '../python.ts';

const Names = z.array(z.string());
const Outcomes = z.array(
  z.object({
    name: z.string(),
    region: z.string(),
    expected: Names,
    unsupported: z.record(z.string(), z.int()),
    created: z.object({ status: z.string(), resources: Names }),
    updated: z.object({ status: z.string(), resources: Names, replaced: Names }),
    deleted: z.string(),
  }),
);

/** Each stack created as a former version, updated to this one, and deleted again. */
export async function created(packages: string, list: string, judge: string): Promise<Finding> {
  const comparison = new Comparison('templates', judge);
  const outcomes = Outcomes.parse(await python(packages, join(import.meta.dirname, 'stacks.py'), [list]));
  for (const { name, region, expected, created, updated, deleted } of outcomes) {
    const place = `${region} ${name}`;
    comparison.compare(`${place} is created`, 'CREATE_COMPLETE', created.status);
    comparison.compare(`${place} is updated`, 'UPDATE_COMPLETE', updated.status);
    comparison.compare(`${place} is deleted`, 'DELETE_COMPLETE', deleted);
    comparison.compare(`${place} keeps its resources in an update`, [], updated.replaced);
    for (const id of expected) {
      comparison.compare(`${place} creates ${id}`, true, created.resources.includes(id));
      comparison.compare(`${place} updates ${id}`, true, updated.resources.includes(id));
    }
  }
  const kinds = new Set(outcomes.flatMap(({ unsupported }) => Object.keys(unsupported)));
  if (kinds.size > 0) comparison.couldNotRun.push(`it makes no ${[...kinds].sort().join(', ')}`);
  return comparison;
}
