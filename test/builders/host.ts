import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface HostSettings {
  city?: string;
  /** A day or an instant; the first start of a state folder only. */
  clockStart?: string;
  /** A fresh one, removed by `stop`, where none is given. */
  stateDir?: string;
  env?: Record<string, string>;
  /** Kills the first start after so many milliseconds, ready or not; then this rejects. */
  killAfter?: number;
}

export interface Endpoints {
  api: string;
  portal: string;
  storage: string;
  issuer: string;
}

export interface CallOptions {
  /** An account of the laptop's issuer; nobody where none is given. */
  as?: string;
  /** An object is sent as JSON, anything else as it is. */
  body?: unknown;
  headers?: Record<string, string>;
  /** `manual` by default: a redirect is an answer. */
  redirect?: NonNullable<RequestInit['redirect']>;
}

export interface Reply<Body> {
  status: number;
  headers: Headers;
  /** Parsed where it is JSON or a problem, else the text. */
  body: Body;
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  errors?: { pointer: string; detail: string }[];
  state?: unknown;
}

export interface HostProcess {
  /** As of the last start. */
  readonly api: string;
  readonly endpoints: Endpoints;
  readonly stateDir: string;
  /** Everything that it has printed, of all its lives. */
  readonly output: string;
  /** Ends it as a power cut would. */
  kill9(): Promise<void>;
  /** Starts it again on the same state and port; ready when this returns. */
  restart(): Promise<void>;
  /** Ends it in order, and removes the state folder if it was made here. */
  stop(): Promise<void>;
  token(account: string): Promise<string>;
  call<Body = unknown>(method: string, path: string, options?: CallOptions): Promise<Reply<Body>>;
  /** Moves the clock and answers where it then stands. */
  advance(duration: string): Promise<string>;
  moveTo(instant: string): Promise<string>;
  /** The case once no effect of it is under way any more. */
  settled<Body = { settled: boolean }>(caseId: string, as?: string): Promise<Body>;
}

// One start with the samples takes some seconds; a loaded machine several times that.
const START_PATIENCE_MS = 110_000;
const SETTLE_PATIENCE_MS = 30_000;
const POLL_MS = 20;

/** The laptop host in a process of its own, ready with its samples, on a free port. */
export async function startHostProcess(settings: HostSettings = {}): Promise<HostProcess> {
  const { stateDir = mkdtempSync(join(tmpdir(), 'laptop-host-')) } = settings;
  const tokens = new Map<string, Promise<string>>();
  let child: ChildProcess;
  let output = '';
  let endpoints: Endpoints;

  const start = async (port: string): Promise<void> => {
    tokens.clear();
    const printedBefore = output.length;
    child = spawnHost(settings, stateDir, port);
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    endpoints = await ready(child, () => output.slice(printedBefore));
  };
  const killing =
    settings.killAfter === undefined ? undefined : setTimeout(() => void end('SIGKILL'), settings.killAfter);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };

  const host: HostProcess = {
    get api() {
      return endpoints.api;
    },
    get endpoints() {
      return endpoints;
    },
    get output() {
      return output;
    },
    stateDir,
    kill9: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGINT');
      await start(new URL(endpoints.api).port);
    },
    async stop() {
      await end('SIGINT');
      if (settings.stateDir === undefined) await rm(stateDir, { recursive: true, force: true });
    },
    token(account) {
      const known = tokens.get(account) ?? fetchToken(endpoints.api, account);
      tokens.set(account, known);
      return known;
    },
    async call<Body>(method: string, path: string, { as, body, headers = {}, redirect = 'manual' }: CallOptions = {}) {
      const response = await fetch(new URL(path, endpoints.api), {
        method,
        redirect,
        headers: {
          ...(as === undefined ? {} : { Authorization: `Bearer ${await host.token(as)}` }),
          ...(isPlain(body) ? { 'Content-Type': 'application/json' } : {}),
          ...headers,
        },
        ...(body === undefined
          ? {}
          : { body: isPlain(body) ? JSON.stringify(body) : (body as NonNullable<RequestInit['body']>) }),
      });
      const text = await response.text();
      const json = /[/+]json\b/.test(response.headers.get('content-type') ?? '') && text !== '';
      return { status: response.status, headers: response.headers, body: (json ? JSON.parse(text) : text) as Body };
    },
    advance: (duration) => moved(host, { advance: duration }),
    moveTo: (instant) => moved(host, { to: instant }),
    async settled<Body>(caseId: string, as = 'auditor') {
      const { signal, clear } = patience(SETTLE_PATIENCE_MS);
      try {
        for (;;) {
          const { status, body } = await host.call<Body & { settled: boolean }>('GET', `/v1/cases/${caseId}`, { as });
          if (status !== 200) throw new Error(`case ${caseId}: ${status} ${JSON.stringify(body)}`);
          if (body.settled) return body;
          if (signal.aborted) throw new Error(`case ${caseId} doesn't settle: ${JSON.stringify(body)}`);
          await pause(POLL_MS);
        }
      } finally {
        clear();
      }
    },
  };

  try {
    await start('0');
  } catch (error) {
    await end('SIGKILL');
    if (settings.stateDir === undefined) await rm(stateDir, { recursive: true, force: true });
    throw error;
  } finally {
    clearTimeout(killing);
  }
  return host;
}

function spawnHost({ city, clockStart, env }: HostSettings, stateDir: string, port: string): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, '../../local/main.ts')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      STATE_DIR: stateDir,
      PORT: port,
      ...(city === undefined ? {} : { CITY: city }),
      ...(clockStart === undefined ? {} : { CLOCK_START: clockStart }),
      ...env,
    },
  });
}

/** Waits for the printed address, then for the endpoints behind it, which answer once the samples are in. */
async function ready(child: ChildProcess, printed: () => string): Promise<Endpoints> {
  const { signal, clear } = patience(START_PATIENCE_MS);
  try {
    for (;;) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`the host ended with ${child.exitCode ?? child.signalCode}:\n${printed()}`);
      if (signal.aborted) throw new Error(`the host doesn't become ready:\n${printed()}`);
      const api = /^API\s+(http:\/\/127\.0\.0\.1:\d+)/m.exec(printed())?.[1];
      const response = api === undefined ? undefined : await fetch(`${api}/local/endpoints`).catch(() => undefined);
      if (response?.status === 200) return (await response.json()) as Endpoints;
      await response?.body?.cancel();
      await pause(POLL_MS);
    }
  } finally {
    clear();
  }
}

function patience(milliseconds: number): { signal: AbortSignal; clear(): void } {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), milliseconds);
  return { signal: controller.signal, clear: () => clearTimeout(timer) };
}

async function fetchToken(api: string, account: string): Promise<string> {
  const response = await fetch(`${api}/local/token`, { method: 'POST', body: JSON.stringify({ account }) });
  if (response.status !== 200) throw new Error(`no token for ${account}: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { accessToken: string }).accessToken;
}

async function moved(host: HostProcess, move: { to: string } | { advance: string }): Promise<string> {
  const { status, body } = await host.call<{ now: string }>('POST', '/local/clock', { body: move });
  if (status !== 200) throw new Error(`the clock wasn't moved: ${status} ${JSON.stringify(body)}`);
  return body.now;
}

const isPlain = (body: unknown): body is object =>
  typeof body === 'object' &&
  body !== null &&
  !(body instanceof Blob || body instanceof FormData || body instanceof URLSearchParams || body instanceof Uint8Array);
