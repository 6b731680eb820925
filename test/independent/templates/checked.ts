import { z } from 'zod';
import { Comparison, type Finding } from '../finding.ts';
import { printedBy } from '../python.ts';
import type { SynthesizedStack } from './synthesized.ts';

const Check = z.object({
  check_id: z.string(),
  check_name: z.string(),
  resource: z.string(),
  file_abs_path: z.string(),
});
const Report = z.object({
  summary: z.object({ passed: z.int(), parsing_errors: z.int() }),
  results: z.object({ failed_checks: z.array(Check) }),
});

const words = ['--framework', 'cloudformation', '--skip-download', '--quiet', '--compact', '--output', 'json'];

/**
 * Each resource in China by checkov's rules of security, a demonstration being the same without a domain; what we don't
 * follow stands with its reason in `explained.ts`.
 */
export async function checked(packages: string, stacks: readonly SynthesizedStack[], judge: string): Promise<Finding> {
  const comparison = new Comparison('templates', judge);
  const files = stacks.flatMap(({ file, region }) => (region.startsWith('cn-') ? ['--file', file] : []));
  // Its failed checks make it exit 1; nothing is asked of any server.
  const printed = await printedBy(packages, 'checkov', [...words, ...files], {
    codes: [0, 1],
    env: { CHECKOV_RUN_SCA_PACKAGE_SCAN_V2: 'false' },
  });
  const { summary, results } = Report.parse(JSON.parse(printed));
  comparison.agreed = summary.passed;
  if (summary.parsing_errors > 0) comparison.couldNotRun.push(`${summary.parsing_errors} templates can't be read`);
  for (const { check_id, check_name, resource, file_abs_path } of results.failed_checks) {
    const stack = stacks.find(({ file }) => file === file_abs_path);
    const place = `${stack?.region} ${stack?.name} ${resource}`;
    comparison.differs.push({ case: `${check_id} ${place}`, ours: 'meant so', theirs: check_name });
  }
  return comparison;
}
