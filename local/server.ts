import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ISSUER_PATH } from './identity/issuer.ts';
import { LOCAL_PATH } from './local-api.ts';

export interface Parts {
  api: RequestListener;
  local: RequestListener;
  issuer: RequestListener;
}

export interface ApiServer {
  origin: string;
  /** From now on requests are answered; until then they wait. */
  open(parts: Parts): void;
  /** Ends idle connections at once and others with the answer that they still wait for. */
  close(): Promise<void>;
}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html:
// request line and headers together
const MOST_HEADER_BYTES = 10_240;

/** One server for the API, the issuer and what is the laptop's own: a browser sees one origin. */
export async function startServer(port: number, now: () => number): Promise<ApiServer> {
  const { promise: opened, resolve: open } = Promise.withResolvers<Parts>();
  const server = createServer({ maxHeaderSize: MOST_HEADER_BYTES }, async (request, response) => {
    const parts = await opened;
    response.sendDate = false;
    response.setHeader('Date', new Date(now()).toUTCString());
    // Once the server is closing, each connection ends with the answer it still owes.
    response.once('close', () => {
      if (!server.listening) setImmediate(() => server.closeIdleConnections());
    });
    partFor(parts, request.url ?? '/')(request, response);
  });
  // A client that sends on a connection while it is being closed for idleness sees a reset: leave them open.
  server.keepAliveTimeout = 0;
  await listen(server, port);
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    open,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      await closed;
    },
  };
}

const partFor = ({ api, local, issuer }: Parts, url: string): RequestListener =>
  url.startsWith(`${ISSUER_PATH}/`) ? issuer : url.startsWith(LOCAL_PATH) ? local : api;

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
    throw new Error(`port ${port} is taken; PORT=0 takes any free one`, { cause });
  }
}
