/** A state's failure, under the error name that retriers and catchers match. */
export class StateError extends Error {
  override readonly name = 'StateError';
  /** null only where SendTaskFailure gave none: the wildcards match it still. */
  readonly error: string | null;
  readonly reason: string | null;
  /** The field whose expression failed, such as `Arguments/Payload/case`. */
  readonly field: string | undefined;

  constructor(error: string | null, reason: string | null, field?: string) {
    super(`${error ?? 'unnamed error'}: ${reason ?? ''}`);
    this.error = error;
    this.reason = reason;
    this.field = field;
  }
}

export type ServiceErrorCode =
  | 'ExecutionAlreadyExists'
  | 'ExecutionDoesNotExist'
  | 'InvalidArn'
  | 'InvalidDefinition'
  | 'InvalidExecutionInput'
  | 'InvalidName'
  | 'InvalidOutput'
  | 'InvalidToken'
  | 'SerializationException'
  | 'StateMachineDoesNotExist'
  | 'TaskDoesNotExist'
  | 'TaskTimedOut'
  | 'ValidationException';

/** A refused call; its `name` is the API's code, as in the SDK's exceptions, so that callers in the process see the same. */
export class ServiceError extends Error {
  override readonly name: ServiceErrorCode;

  constructor(code: ServiceErrorCode, message: string) {
    super(message);
    this.name = code;
  }
}
