import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { createTables } from '../../../../local/dynamodb/tables.ts';
import { type Comparison, canonical } from '../../finding.ts';
import { type Call, call, TableName } from './calls.ts';
import { begin, mistakes } from './mistakes.ts';

const SEED = 20260921;
const CALLS = 14;

interface Answer {
  status: number;
  body: { [field: string]: unknown };
}

/** Random histories of calls, told to both: same answers, same errors, same order. A history ends where they part. */
export async function compareHistories(
  comparison: Comparison,
  ours: string,
  theirs: string,
  runs: number,
): Promise<void> {
  const histories = fc.sample(fc.array(call, { minLength: CALLS, maxLength: CALLS, size: 'max' }), {
    seed: SEED,
    numRuns: runs,
  });
  for (const [index, history] of histories.entries()) {
    const table = `h${index}`;
    for (const endpoint of [ours, theirs]) await makeTable(endpoint, table);
    for (const [step, each] of history.entries()) {
      const here = await sent(ours, each, table);
      // What the laptop refuses by name it has no opinion of.
      if (String(here.body.message).startsWith("The laptop's DynamoDB does not implement")) continue;
      const there = await sent(theirs, each, table);
      const before = comparison.differs.length;
      comparison.compare(
        `fuzz: ${kindOf(each, here, there)} | ${index}.${step} ${JSON.stringify(each.input)}`,
        here,
        there,
      );
      if (comparison.differs.length > before) break;
    }
  }
}

const wordless = (key: string, inner: unknown): unknown => (/^message$/i.test(key) ? undefined : inner);

/** The operation, and what is known of how the two may differ in it. */
function kindOf({ operation }: Call, here: Answer, there: Answer): string {
  const reasons = JSON.stringify(here.body.CancellationReasons ?? []);
  if (reasons.includes('"ValidationError"') && there.body.__type === 'ValidationException') {
    return `${operation} of an update that can't be made`;
  }
  const { LastEvaluatedKey, ...page } = here.body;
  const goesOn = LastEvaluatedKey !== undefined && there.body.LastEvaluatedKey === undefined;
  return goesOn && canonical(page) === canonical(there.body) ? `${operation} that ends at its limit` : operation;
}

/** Each mistake by itself, in a table of its own. DynamoDB Local words many a refusal otherwise than the service does. */
export async function compareMistakes(comparison: Comparison, ours: string, theirs: string): Promise<void> {
  for (const [index, [name, mistake]] of Object.entries(mistakes).entries()) {
    const answers: object[] = [];
    for (const endpoint of [ours, theirs]) {
      await makeTable(endpoint, `m${index}`);
      await sent(endpoint, begin, `m${index}`);
      const answer = await sent(endpoint, mistake, `m${index}`);
      answers.push(JSON.parse(JSON.stringify(answer), wordless) as object);
    }
    comparison.compare(`mistake: ${name}`, answers[0], answers[1]);
  }
}

async function makeTable(endpoint: string, prefix: string): Promise<void> {
  const credentials = { accessKeyId: 'laptop', secretAccessKey: 'laptop' };
  const client = new DynamoDBClient({ endpoint, region: 'cn-north-1', credentials });
  await createTables(client, prefix, [{ name: 'cases', indexes: ['by1'] }]);
  client.destroy();
}

async function sent(endpoint: string, { operation, input }: Call, prefix: string): Promise<Answer> {
  const table = `${prefix}-cases`;
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      authorization:
        'AWS4-HMAC-SHA256 Credential=laptop/20260921/cn-north-1/dynamodb/aws4_request, SignedHeaders=host, Signature=x',
    },
    body: JSON.stringify(input).replaceAll(TableName, table),
  });
  const text = (await response.text()).replaceAll(table, TableName);
  const { Message, ...body } = comparable(JSON.parse(text));
  return { status: response.status, body: Message === undefined ? body : { ...body, message: Message } };
}

/** Without what means nothing: where an exception's type stands, how its message is spelt, the order of sets and batches. */
function comparable(answer: unknown): Answer['body'] {
  return JSON.parse(JSON.stringify(answer), (key, inner: unknown) => {
    if (key === '__type') return String(inner).replace(/^.*#/, '');
    if (key === 'message' || key === 'Message')
      return String(inner).replace(/\.$|, typeSet: \w+|; (path one|lower bound operand).*$/g, '');
    if (key === 'N') return String(inner).replace(/\.0+$/, '');
    if (key === 'ConsumedCapacity') return undefined;
    if (['SS', 'NS', 'BS'].includes(key) && Array.isArray(inner)) return inner.toSorted();
    if (key === 'Responses' && !Array.isArray(inner) && typeof inner === 'object' && inner !== null) {
      return Object.fromEntries(Object.entries(inner).map(([table, items]) => [table, sorted(items as unknown[])]));
    }
    return inner;
  }) as Answer['body'];
}

const sorted = (items: unknown[]): unknown[] => items.toSorted((a, b) => (canonical(a) < canonical(b) ? -1 : 1));
