/**
 * The part of the Amazon States Language that the platform writes and runs: JSONata only.
 * Source: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
 */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Template = { [key: string]: Json };

export interface Retrier {
  ErrorEquals: string[];
  IntervalSeconds?: number;
  MaxAttempts?: number;
  BackoffRate?: number;
  MaxDelaySeconds?: number;
  JitterStrategy?: 'FULL' | 'NONE';
}

export interface Catcher {
  ErrorEquals: string[];
  Next: string;
  Assign?: Template;
  Output?: Json;
  Comment?: string;
}

interface Described {
  Comment?: string;
  Output?: Json;
}

interface Onward extends Described {
  Next: string;
  Assign?: Template;
}

export interface TaskState extends Onward {
  Type: 'Task';
  Resource: string;
  Arguments: Template;
  TimeoutSeconds?: number;
  Retry?: Retrier[];
  Catch?: Catcher[];
}

export interface WaitState extends Onward {
  Type: 'Wait';
  Timestamp?: string;
  Seconds?: number | string;
}

export interface PassState extends Onward {
  Type: 'Pass';
}

export interface ChoiceRule {
  Condition: string;
  Next: string;
  Assign?: Template;
  Output?: Json;
  Comment?: string;
}

export interface ChoiceState extends Described {
  Type: 'Choice';
  Choices: ChoiceRule[];
  Default: string;
  Assign?: Template;
}

export interface SucceedState extends Described {
  Type: 'Succeed';
}

export interface FailState {
  Type: 'Fail';
  Comment?: string;
  Error: string;
  Cause: string;
}

export type State = TaskState | WaitState | PassState | ChoiceState | SucceedState | FailState;

export interface StateMachine {
  Comment: string;
  QueryLanguage: 'JSONata';
  StartAt: string;
  States: { [name: string]: State };
}
