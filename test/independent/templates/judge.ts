import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Finding } from '../finding.ts';
import { folderOf } from '../folder.ts';
import { python } from '../python.ts';
import { checked } from './checked.ts';
import { created } from './created.ts';
import { linted } from './linted.ts';
import { kept } from './stateful.ts';
import { synthesizedIn } from './synthesized.ts';

const packages = folderOf('templates');

/** Every city's templates, judged by those who read templates for a living and by moto's CloudFormation. */
export async function judge(): Promise<Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), 'independent-templates-'));
  try {
    const stacks = synthesizedIn(folder);
    const list = join(folder, 'stacks.json');
    writeFileSync(list, JSON.stringify(stacks));
    const told = await python(packages, join(import.meta.dirname, 'versions.py'));
    const versions = z.object({ 'cfn-lint': z.string(), checkov: z.string(), moto: z.string() }).parse(told);
    const [lint, check, create, keep] = await Promise.all([
      linted(packages, stacks, `cfn-lint ${versions['cfn-lint']}`),
      checked(packages, stacks, `checkov ${versions.checkov}`),
      created(packages, list, `moto ${versions.moto}, CloudFormation`),
      kept(packages, stacks, `CloudFormation's schemas in cfn-lint ${versions['cfn-lint']}`),
    ]);
    return [lint, check, create, keep];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
