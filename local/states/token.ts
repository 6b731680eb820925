import { randomUUID } from 'node:crypto';
import { executionArnPattern } from './resource.ts';

/** A new token for a task of this execution; like AWS's it is opaque to callers and tells the service whose it is. */
export function newToken(execution: string): string {
  return Buffer.from(`${execution} ${randomUUID()}`).toString('base64url');
}

/** The execution that a token was issued for, or undefined if no service of ours made it. */
export function executionOf(token: string): string | undefined {
  const [execution, uuid, ...more] = Buffer.from(token, 'base64url').toString().split(' ');
  if (execution === undefined || uuid?.length !== 36 || more.length > 0) return undefined;
  return executionArnPattern.test(execution) ? execution : undefined;
}
