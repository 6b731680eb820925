import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** What IAM is asked for one call, or one part of a transaction. */
export interface Asked {
  accessKeyId: string;
  action: string;
  resource: string;
  context: Record<string, string>;
}

const Recorded = z.object({
  method: z.string(),
  path: z.string(),
  authorization: z.string(),
  tagging: z.string().optional(),
  target: z.string().optional(),
  body: z.string().optional(),
});
type Recorded = z.infer<typeof Recorded>;

const Item = z.object({ TableName: z.string() });
const Transaction = z.object({ TransactItems: z.array(z.record(z.string(), Item)) });
const Batch = z.object({ RequestItems: z.record(z.string(), z.unknown()) });

/** The ARN of a thing by its service and name. */
export type Arn = (service: 'dynamodb' | 's3', name: string) => string;

export function askedIn(file: string, arn: Arn): Asked[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const asked = lines.flatMap((line) => askedBy(Recorded.parse(JSON.parse(line)), arn));
  return [...new Map(asked.map((each) => [JSON.stringify(each), each])).values()];
}

function askedBy(call: Recorded, arn: Arn): Asked[] {
  const accessKeyId = /Credential=([^/]+)/.exec(call.authorization)?.[1] ?? '';
  const one = (action: string, resource: string, context = {}): Asked => ({ accessKeyId, action, resource, context });
  const [service, operation = ''] = (call.target ?? '').split('.');
  if (service?.startsWith('DynamoDB_') === true) {
    return dynamodb(operation, call.body ?? '{}').map(([action, table]) =>
      one(`dynamodb:${action}`, arn('dynamodb', table)),
    );
  }
  if (service === 'AWSStepFunctions') {
    const { stateMachineArn, executionArn } = z
      .object({ stateMachineArn: z.string().optional(), executionArn: z.string().optional() })
      .parse(JSON.parse(call.body ?? '{}'));
    // A call by an alias is authorized by the machine's own ARN.
    return [one(`states:${operation}`, stateMachineArn?.replace(/:live$/, '') ?? executionArn ?? '*')];
  }
  return objects(call).map(([action, name]) => one(action, arn('s3', name), tagContext(call)));
}

/** A transaction needs the permission of each of its parts. */
function dynamodb(operation: string, body: string): [action: string, table: string][] {
  const json: unknown = JSON.parse(body);
  if (operation === 'TransactWriteItems' || operation === 'TransactGetItems') {
    const parts = Transaction.parse(json).TransactItems.flatMap((item) => Object.entries(item));
    return parts.map(([kind, { TableName }]) => [
      kind === 'ConditionCheck' ? 'ConditionCheckItem' : `${kind}Item`,
      TableName,
    ]);
  }
  if (operation.startsWith('Batch'))
    return Object.keys(Batch.parse(json).RequestItems).map((table) => [operation, table]);
  return [[operation, Item.parse(json).TableName]];
}

const tagContext = ({ tagging }: Recorded): Record<string, string> =>
  Object.fromEntries(
    [...new URLSearchParams(tagging ?? '')].map(([name, value]) => [`s3:RequestObjectTag/${name}`, value]),
  );

function objects({ method, path, tagging }: Recorded): [action: string, name: string][] {
  const url = new URL(path, 'http://storage');
  const name = decodeURIComponent(url.pathname).slice(1).replace(/\/$/, '');
  const version = url.searchParams.has('versionId') ? 'Version' : '';
  if (url.searchParams.has('versions')) return [['s3:ListBucketVersions', name]];
  if (url.searchParams.has('list-type')) return [['s3:ListBucket', name]];
  if (url.searchParams.has('tagging')) return [[`s3:${method === 'GET' ? 'Get' : 'Put'}Object${version}Tagging`, name]];
  if (method === 'PUT')
    return [
      ['s3:PutObject', name],
      ...(tagging === undefined ? [] : [['s3:PutObjectTagging', name] as [string, string]]),
    ];
  return [[method === 'DELETE' ? 's3:DeleteObject' : 's3:GetObject', name]];
}
