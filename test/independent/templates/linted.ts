import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { Comparison, type Finding } from '../finding.ts';
import { printedBy } from '../python.ts';
import type { SynthesizedStack } from './synthesized.ts';

const Matches = z.array(
  z.object({
    Filename: z.string(),
    Level: z.string(),
    Message: z.string(),
    Rule: z.object({ Id: z.string() }),
    Location: z.object({ Path: z.array(z.union([z.string(), z.number()])).nullable() }),
  }),
);

// W3005: the CDK names dependencies that a reference makes already, and means no harm.
// Each kind of finding has a bit of its own: errors 2, warnings 4, advice 8.
const codes = [0, 2, 4, 6, 8, 10, 12, 14];
const words = ['--format', 'json', '--ignore-checks', 'W3005', '--regions'];

/** Each resource by the schemas and rules of the region it would stand in; warnings count as errors. */
export async function linted(packages: string, stacks: readonly SynthesizedStack[], judge: string): Promise<Finding> {
  const comparison = new Comparison('templates', judge);
  const regions = [...new Set(stacks.map(({ region }) => region))];
  const all = await Promise.all(
    regions.map((region) => {
      const files = stacks.filter((stack) => stack.region === region).map(substituted);
      return printedBy(packages, 'cfn-lint', [...words, region, '--', ...files], { codes });
    }),
  );
  const matches = all.flatMap((printed) => Matches.parse(JSON.parse(printed)));
  for (const { city, region, name, file, template } of stacks) {
    const own = matches.filter(({ Filename }) => Filename === copyOf(file));
    const found = new Set(own.map(({ Location: { Path } }) => String(Path?.[1])));
    comparison.agreed += Object.keys(template.Resources).filter((id) => !found.has(id)).length;
    for (const { Rule, Message, Location } of own) {
      const place = (Location.Path ?? []).slice(1).join('/');
      comparison.differs.push({
        case: `${Rule.Id} ${city} ${region} ${name} ${place}`,
        ours: 'meant so',
        theirs: Message,
      });
    }
  }
  return comparison;
}

const copyOf = (file: string): string => file.replace(/\.json$/, '.substituted.json');

/** A copy with the definitions as they will be deployed; the linter reads them before, and knows no partition but aws. */
function substituted({ file }: SynthesizedStack): string {
  writeFileSync(copyOf(file), readFileSync(file, 'utf8').replaceAll('${Partition}', 'aws'));
  return copyOf(file);
}
