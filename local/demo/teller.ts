import type { Client, Options, Reply } from './client.ts';
import { type Expected, holds, shown } from './expectation.ts';

/** One thing that was shown: by which clause, what was asked, what had to come, what came. */
export interface Step {
  clause: string;
  says: string;
  request: string;
  expected: Expected;
  seen: unknown;
  held: boolean;
}

/** Tells a story step by step, checks each, and remembers them all. */
export interface Teller {
  readonly steps: readonly Step[];
  chapter(title: string): void;
  /** Moves the platform's clock. */
  moveTo(instant: string): Promise<void>;
  /** Makes a call and checks its answer. */
  call<Body = unknown>(clause: string, says: string, asked: Asked, expected: ExpectedReply): Promise<Reply<Body>>;
  /** Checks what was found out without a call of its own. */
  fact(clause: string, says: string, what: string, expected: Expected, seen: unknown): void;
  /** What no step foresaw: the story ends here. */
  broke(error: unknown): void;
}

/** A city's main job, told on a platform of its own. */
export interface Story {
  title: string;
  clockStart: string;
  tell(teller: Teller, client: Client): Promise<void>;
}

export interface Asked extends Options {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  path: string;
}

export type ExpectedReply = { status: number; headers?: { [name: string]: Expected }; body?: Expected };

export function teller(client: Pick<Client, 'call' | 'moveTo'>, print: (line: string) => void): Teller {
  const steps: Step[] = [];
  const tell = (step: Omit<Step, 'held'>, seen: unknown): void => {
    const held = holds(step.expected, seen);
    steps.push({ ...step, held });
    print(`  ${held ? '✓' : '✗'} ${step.clause.padEnd(8)} ${step.says}`);
    print(`      ${step.request}`);
    print(`      → ${JSON.stringify(step.seen)}`);
    if (!held) print(`      应为 ${JSON.stringify(step.expected)}`);
  };

  return {
    steps,
    chapter: (title) => print(`\n${title}`),

    async moveTo(instant) {
      await client.moveTo(instant);
      print(`  —— ${localTime(instant)} ——`);
    },

    async call<Body>(clause: string, says: string, asked: Asked, expected: ExpectedReply) {
      const reply = await client.call<Body>(asked.method, asked.path, asked);
      const seen = { status: reply.status, headers: Object.fromEntries(reply.headers), body: reply.body };
      tell({ clause, says, request: requestLine(asked), expected, seen: shown(expected, seen) }, seen);
      return reply;
    },

    fact: (clause, says, what, expected, seen) =>
      tell({ clause, says, request: what, expected, seen: shown(expected, seen) }, seen),

    broke(error) {
      const seen = error instanceof Error ? error.message : String(error);
      tell({ clause: '—', says: '讲述中断', request: '', expected: '不中断', seen }, seen);
    },
  };
}

/** Whether every expectation held; a story without a step shows nothing. */
export const allHeld = (steps: readonly Pick<Step, 'held'>[]): boolean =>
  steps.length > 0 && steps.every(({ held }) => held);

const localTime = (instant: string): string =>
  new Date(instant).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

function requestLine({ method, path, as, key, body }: Asked): string {
  const who = as ?? (key === undefined ? '匿名' : '密钥');
  const said = body === undefined ? '' : ` ${brief(body)}`;
  return `${method} ${decodeURI(path)} (${who})${said}`;
}

// A line of a terminal or two.
const WIDEST = 120;

function brief(body: unknown): string {
  const text = JSON.stringify(body);
  return text.length <= WIDEST ? text : `${text.slice(0, WIDEST)}…`;
}
