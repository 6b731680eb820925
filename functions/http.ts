import type { z } from 'zod';
import type { Caller, Role } from '../domain/access/caller.ts';
import type { ProcedureName } from '../domain/policy/words.ts';
import type { Text } from '../domain/refusal.ts';
import type { Once } from './stores/once.ts';

/** The nouns: one Lambda function each. */
export type Noun = 'datasets' | 'uploads' | 'downloads' | 'data' | 'cases' | 'access' | 'calendar' | 'about';

/** Who may call at all; finer rights are the domain's. `anyone` may still be signed in. */
export type Access = 'anyone' | 'signed-in' | readonly Role[];

/** One call of the API as data: infra makes the API from it, the laptop serves it, the OpenAPI document describes it. */
export interface Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
> {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** As API Gateway writes it: whole-segment variables only. */
  path: string;
  access: Access;
  /** The procedure that it files; a city whose regulation hasn't that refuses it whatever is sent. */
  procedure?: ProcedureName;
  summary: Text;
  params?: Params;
  query?: Query;
  body?: Body;
  /** What each status answers with; null for no body of ours. Problems are common to all. */
  answers: { readonly [status: number]: z.ZodType | null };
  /** Statuses with which only this call is refused. */
  refusals?: readonly number[];
}

/** Keeps the schemas' types, so that handlers are typed by their route. */
export const route = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  r: Route<P, Q, B>,
): Route<P, Q, B> => r;

export type Language = 'zh' | 'en';

/** A request whose parts have passed their schemas. */
export interface Request<R extends Route = Route> {
  params: R extends Route<infer P, z.ZodType, z.ZodType> ? z.infer<P> : never;
  query: R extends Route<z.ZodType, infer Q, z.ZodType> ? z.infer<Q> : never;
  body: R extends Route<z.ZodType, z.ZodType, infer B> ? z.infer<B> : never;
  caller: Caller;
  language: Language;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** The query as it came, in order, for dialects of their own. */
  search: URLSearchParams;
  /** Where the API stands for this caller, without a final slash: `https://data.example.cn` or with its stage. */
  origin: string;
  /** Given when the caller sent an `Idempotency-Key`. */
  once?: Once;
}

export interface Answer {
  status: number;
  headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, a string as it is (with the content type in `headers`). */
  body?: unknown;
}

export type Handler<R extends Route> = (request: Request<R>) => Promise<Answer>;

/** The handlers of one noun, one per route of that noun. */
export type Handlers<Routes extends { readonly [name: string]: Route }> = {
  readonly [Name in keyof Routes]: Handler<Routes[Name]>;
};
