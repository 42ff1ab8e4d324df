import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { keepRoom } from './crowd.ts';
import { PortError } from './port-error.ts';

/** What `/healthz` says of a channel: up, or why not. */
export type Health =
  { readonly up: true; readonly note?: string } | { readonly up: false; readonly reason: string };
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
export type HttpServer = { readonly port: number; close(): Promise<void> };

export type HttpServerOptions = {
  readonly host: string;
  readonly port: number;
  readonly health: () => Readonly<Record<string, Health>>;
  readonly routes: Readonly<Record<string, Handler>>;
  readonly onError: (error: unknown) => void;
  readonly limits?: Partial<HttpLimits>;
};

/** What a client may take; times in milliseconds. */
export type HttpLimits = {
  /** For the head of a request, and for all of it. */
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  /** How often both are looked after. */
  readonly connectionsCheckingInterval: number;
  /** Connections open at the same time, and those of them on which nothing is asked. */
  readonly maxConnections: number;
  readonly maxSilent: number;
};

/** Telegram opens a hundred connections at most, a load balancer about as many. */
const usualLimits: HttpLimits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
  maxConnections: 2_000,
  maxSilent: 500,
};
/** Longer than load balancers keep a connection, so that none is closed while they send. */
const keepAliveTimeout = 75_000;
const maxHeaderSize = 16_384;
/** For answers that are still on their way when the server closes, in milliseconds. */
const graceTime = 1_000;

/** Health and what channels take over HTTP. */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { host, port, health, routes, onError } = options;
  const { maxConnections, maxSilent, ...times } = { ...usualLimits, ...options.limits };
  const server = createServer({ ...times, keepAliveTimeout, maxHeaderSize }, (request, response) => {
    // a body that nobody asked for is not waited for
    if (request.method === 'GET' && hasBody(request)) response.setHeader('connection', 'close');
    const path = (request.url ?? '').replace(/\?.*$/, '');
    const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
    if (route)
      route(request, response).catch((error: unknown) => {
        onError(error);
        response.destroy();
      });
    else if (path === '/healthz') answerHealth(response, health());
    else response.writeHead(404, { connection: 'close' }).end();
  });
  server.maxConnections = maxConnections;
  keepRoom(server, maxSilent);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const reason = `HOST and PORT (${host}, ${port}) cannot be listened on (${cause.code ?? 'unknown'}): choose a free port`;
      reject(new PortError(reason, { cause }));
    });
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port, // a server that listens on a port has one
    close: () =>
      new Promise((resolve) => {
        // what is in hand was answered before: nobody who dawdles holds up the end
        const dawdlers = setTimeout(() => {
          server.closeAllConnections();
        }, graceTime);
        server.close(() => {
          clearTimeout(dawdlers);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function answerHealth(response: ServerResponse, channels: Readonly<Record<string, Health>>): void {
  const up = Object.values(channels).every((channel) => channel.up);
  response.writeHead(up ? 200 : 503, { 'content-type': 'application/json' });
  response.end(
    `${JSON.stringify({
      status: up ? 'up' : 'down',
      channels: Object.fromEntries(
        Object.entries(channels).map(([name, channel]) => [
          name,
          channel.up ? (channel.note ?? 'up') : channel.reason,
        ]),
      ),
    })}\n`,
  );
}
