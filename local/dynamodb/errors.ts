import type { Json, Refusal } from 'dynalite/db/index.js';

const service = 'com.amazonaws.dynamodb.v20120810';
const coral = 'com.amazon.coral.service';

/** A refusal as DynamoDB words it: the body of an HTTP 400. */
export class DynamoDbError extends Error {
  readonly type: string;
  readonly fields: Json;
  /** The request itself shows the fault: a transaction is refused outright, not cancelled with a reason. */
  readonly upFront: boolean;

  constructor(type: string, message: string, fields: Json = {}, upFront = false) {
    super(message);
    this.name = type.slice(type.indexOf('#') + 1);
    this.type = type;
    this.fields = fields;
    this.upFront = upFront;
  }

  body(): Json {
    return { __type: this.type, message: this.message, ...this.fields };
  }
}

export function invalid(message: string): DynamoDbError {
  return new DynamoDbError('com.amazon.coral.validate#ValidationException', message);
}

export function invalidUpFront(message: string): DynamoDbError {
  return new DynamoDbError('com.amazon.coral.validate#ValidationException', message, {}, true);
}

export function notOnLaptop(what: string): DynamoDbError {
  return invalidUpFront(`The laptop's DynamoDB does not implement ${what}`);
}

export function unknownOperation(operation: string): DynamoDbError {
  return new DynamoDbError(
    `${coral}#UnknownOperationException`,
    `The laptop's DynamoDB does not implement ${operation}`,
  );
}

export function missingToken(): DynamoDbError {
  return new DynamoDbError(`${coral}#MissingAuthenticationTokenException`, 'Request is missing Authentication Token');
}

export function notJson(): DynamoDbError {
  return new DynamoDbError(`${coral}#SerializationException`, 'The request is not a JSON object');
}

export function resourceNotFound(message = 'Requested resource not found'): DynamoDbError {
  return new DynamoDbError(`${service}#ResourceNotFoundException`, message);
}

export function conflict(): DynamoDbError {
  return new DynamoDbError(`${service}#TransactionConflictException`, 'Transaction is ongoing for the item');
}

export function tokenMismatch(): DynamoDbError {
  return new DynamoDbError(
    `${service}#IdempotentParameterMismatchException`,
    'The request was sent before with the same ClientRequestToken and other parameters',
  );
}

export function tokenInProgress(): DynamoDbError {
  return new DynamoDbError(
    `${service}#TransactionInProgressException`,
    'The transaction with the given request token is already in progress',
  );
}

/** One entry of a cancelled transaction, in the order of its actions. */
export interface Reason {
  Code: 'None' | 'ConditionalCheckFailed' | 'TransactionConflict' | 'ValidationError';
  Message?: string;
  Item?: object;
}

export function cancelled(reasons: readonly Reason[]): DynamoDbError {
  const codes = reasons.map((reason) => reason.Code).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return new DynamoDbError(`${service}#TransactionCanceledException`, message, { CancellationReasons: reasons });
}

export const internalError: Json = {
  __type: `${service}#InternalServerError`,
  message: 'The request processing has failed because of an unknown error, exception or failure.',
};

/** dynalite's refusal as ours; anything else it throws is a fault of the laptop and stays what it is. */
export function fromDynalite(error: unknown): unknown {
  if (!isRefusal(error)) return error;
  return new DynamoDbError(error.body.__type, error.body.message ?? error.body.Message ?? error.message);
}

function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && 'statusCode' in error && 'body' in error;
}
