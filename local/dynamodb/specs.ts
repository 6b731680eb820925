import type { Request } from 'dynalite/db/index.js';
import * as batchGetItem from 'dynalite/validations/batchGetItem.js';
import * as batchWriteItem from 'dynalite/validations/batchWriteItem.js';
import * as createTable from 'dynalite/validations/createTable.js';
import * as deleteItem from 'dynalite/validations/deleteItem.js';
import * as describeTable from 'dynalite/validations/describeTable.js';
import * as getItem from 'dynalite/validations/getItem.js';
import * as dynalite from 'dynalite/validations/index.js';
import * as listTables from 'dynalite/validations/listTables.js';
import * as putItem from 'dynalite/validations/putItem.js';
import * as query from 'dynalite/validations/query.js';
import * as scan from 'dynalite/validations/scan.js';
import * as updateItem from 'dynalite/validations/updateItem.js';
import { fromDynalite, invalidUpFront, notJson, notOnLaptop } from './errors.ts';
import { refuseWhatDynaliteMisjudges } from './misjudged.ts';
import { maxItemBytes } from './sizes.ts';

/** The parameters of a call that the laptop implements, in dynalite's own notation, and what they must satisfy. */
interface Spec {
  types: Record<string, unknown>;
  custom?: ((request: object, store: object) => string | undefined) | undefined;
}

const names = ['ExpressionAttributeNames'];
const condition = [...names, 'ExpressionAttributeValues', 'ConditionExpression'];
const page = [...names, 'ExpressionAttributeValues', 'IndexName', 'Limit', 'ExclusiveStartKey', 'ConsistentRead'];
const reading = [...page, 'FilterExpression', 'ProjectionExpression', 'Select'];

const onFailure = { ReturnValuesOnConditionCheckFailure: { type: 'String', enum: ['ALL_OLD', 'NONE'] } };
const required = (spec: Spec, name: string) => ({
  ...spec,
  types: { ...spec.types, [name]: notNull(spec.types[name]) },
});

const put = only(putItem, ['TableName', 'Item', ...condition], onFailure);
const update = only(updateItem, ['TableName', 'Key', 'UpdateExpression', ...condition], onFailure);
const remove = only(deleteItem, ['TableName', 'Key', ...condition], onFailure);
const get = only(getItem, ['TableName', 'Key', 'ProjectionExpression', ...names]);

export const specs = {
  CreateTable: only(createTable, [
    'TableName',
    'AttributeDefinitions',
    'KeySchema',
    'BillingMode',
    'GlobalSecondaryIndexes',
  ]),
  DescribeTable: only(describeTable, ['TableName']),
  ListTables: only(listTables, ['Limit', 'ExclusiveStartTableName']),
  DescribeTimeToLive: only(describeTable, ['TableName']),
  UpdateTimeToLive: only(describeTable, ['TableName'], {
    TimeToLiveSpecification: {
      type: 'FieldStruct<TimeToLiveSpecification>',
      notNull: true,
      children: {
        AttributeName: { type: 'String', notNull: true, lengthGreaterThanOrEqual: 1, lengthLessThanOrEqual: 255 },
        Enabled: { type: 'Boolean', notNull: true },
      },
    },
  }),
  GetItem: only(getItem, ['TableName', 'Key', 'ConsistentRead', 'ProjectionExpression', ...names]),
  BatchGetItem: only(batchGetItem, ['RequestItems']),
  Query: only(query, ['TableName', 'KeyConditionExpression', 'ScanIndexForward', ...reading]),
  // dynalite forgot ConsistentRead here, though its scan looks at it.
  Scan: only(scan, ['TableName', 'Segment', 'TotalSegments', ...reading], { ConsistentRead: 'Boolean' }),
  PutItem: only(putItem, ['TableName', 'Item', 'ReturnValues', ...condition], onFailure),
  UpdateItem: only(updateItem, ['TableName', 'Key', 'UpdateExpression', 'ReturnValues', ...condition], onFailure),
  DeleteItem: only(deleteItem, ['TableName', 'Key', 'ReturnValues', ...condition], onFailure),
  BatchWriteItem: only(batchWriteItem, ['RequestItems']),
  TransactGetItems: transaction({ Get: get }),
  TransactWriteItems: transaction(
    {
      ConditionCheck: required(remove, 'ConditionExpression'),
      Put: put,
      Delete: remove,
      Update: required(update, 'UpdateExpression'),
    },
    { ClientRequestToken: { type: 'String', lengthGreaterThanOrEqual: 1, lengthLessThanOrEqual: 36 } },
  ),
} satisfies Record<string, Spec>;

/** The actions of transactions, whose expressions are checked like those of the single calls. */
export const actionSpecs = { Put: put, Update: update, Delete: remove, ConditionCheck: remove, Get: get };
export type ActionName = keyof typeof actionSpecs;

/** Checks a request as dynalite would and refuses by name what the laptop doesn't implement. */
export function checked<T = Request>(operation: keyof typeof specs, body: unknown): T {
  const spec: Spec = specs[operation];
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw notJson();
  refuseOthers(operation, spec, body);
  try {
    const request = dynalite.checkTypes<T & object>(body, spec.types);
    dynalite.checkValidations(request, spec.types, undefined, {});
    return parsed(spec, request);
  } catch (error) {
    throw fromDynalite(error);
  }
}

/** Parses the expressions of one action of a transaction. */
export function checkedAction(name: ActionName, action: object): Request {
  return parsed<Request>(actionSpecs[name], action as Request);
}

function parsed<T extends object>(spec: Spec, request: T): T {
  const refusal = spec.custom?.(request, { options: { maxItemSize: maxItemBytes } });
  if (refusal !== undefined) throw invalidUpFront(refusal);
  refuseWhatDynaliteMisjudges(request);
  return request;
}

export function refuseOthers(where: string, spec: Spec, body: object): void {
  const other = Object.entries(body).find(([name, value]) => !(name in spec.types) && value !== null);
  if (other !== undefined) throw notOnLaptop(`the parameter ${other[0]} of ${where}`);
}

function only(spec: Spec, parameters: readonly string[], ours: Record<string, unknown> = {}): Spec {
  const theirs = Object.fromEntries(
    parameters.flatMap((name) => (name in spec.types ? [[name, spec.types[name]]] : [])),
  );
  return { types: { ...theirs, ...ours }, custom: spec.custom };
}

/** `{TransactItems: [{<action>: {…}}]}`, 1 to 100 of them. */
function transaction(actions: Record<string, Spec>, ours: Record<string, unknown> = {}): Spec {
  const children = Object.fromEntries(
    Object.entries(actions).map(([name, spec]) => [name, { type: `FieldStruct<${name}>`, children: spec.types }]),
  );
  return {
    types: {
      ...ours,
      TransactItems: {
        type: 'List',
        notNull: true,
        lengthGreaterThanOrEqual: 1,
        lengthLessThanOrEqual: 100,
        children: { type: 'ValueStruct<TransactItem>', children },
      },
    },
  };
}

function notNull(type: unknown): object {
  return typeof type === 'object' && type !== null ? { ...type, notNull: true } : { type, notNull: true };
}
