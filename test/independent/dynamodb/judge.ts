import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDynamoDb } from '../../../local/dynamodb/server.ts';
import { faultDesk } from '../../../local/faults.ts';
import { type Comparison, type Finding, hear } from '../finding.ts';
import { compareHistories, compareMistakes } from './fuzz/histories.ts';
import { dynamoDbLocal, type Running } from './local.ts';
import { outcomesOn } from './suite.ts';

const HISTORIES = 500;

export const judge = async (): Promise<Finding[]> => [
  await hear('dynamodb', 'DynamoDB Local 2.6.1', async (comparison) => {
    const theirs = await dynamoDbLocal();
    const ours = await laptop();
    try {
      await compareMistakes(comparison, ours.endpoint, theirs.endpoint);
      await compareHistories(comparison, ours.endpoint, theirs.endpoint, HISTORIES);
      await compareSuites(comparison, ours, theirs);
    } finally {
      await ours.close();
      await theirs.close();
    }
  }),
];

/** Each test must pass on both. */
async function compareSuites(comparison: Comparison, ours: Running, theirs: Running): Promise<void> {
  const there = await outcomesOn(theirs.endpoint);
  const here = await outcomesOn(ours.endpoint);
  if (here.size === 0) throw new Error('the suite holds no test');
  for (const name of new Set([...here.keys(), ...there.keys()])) {
    const [left, right] = [here.get(name), there.get(name)];
    comparison.compare(`suite: ${name}`, left, left === right && left !== 'passed' ? 'passed' : right);
  }
}

async function laptop(): Promise<Running> {
  const dir = mkdtempSync(join(tmpdir(), 'independent-dynamodb-'));
  const server = await startDynamoDb({ dir, now: () => Date.UTC(2026, 8, 21), faults: faultDesk() });
  return {
    endpoint: server.endpoint,
    async close() {
      await server.close();
      rmSync(dir, { recursive: true });
    },
  };
}
