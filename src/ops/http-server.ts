import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PortError } from './port-error.ts';

/** What `/healthz` says of a channel: up, or why not. */
export type Health = { readonly up: true } | { readonly up: false; readonly reason: string };
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
export type HttpServer = { readonly port: number; close(): Promise<void> };

export type HttpServerOptions = {
  readonly host: string;
  readonly port: number;
  readonly health: () => Readonly<Record<string, Health>>;
  readonly routes: Readonly<Record<string, Handler>>;
  readonly onError: (error: unknown) => void;
};

const headersTimeout = 10_000;
const requestTimeout = 30_000;

/** Health and what channels take over HTTP. */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { host, port, health, routes, onError } = options;
  const server = createServer(
    { headersTimeout, requestTimeout, maxHeaderSize: 16_384 },
    (request, response) => {
      const path = (request.url ?? '').replace(/\?.*$/, '');
      const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
      if (route)
        route(request, response).catch((error: unknown) => {
          onError(error);
          response.destroy();
        });
      else if (path === '/healthz') answerHealth(response, health());
      else response.writeHead(404).end();
    },
  );
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
        server.close(() => {
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

function answerHealth(response: ServerResponse, channels: Readonly<Record<string, Health>>): void {
  const up = Object.values(channels).every((channel) => channel.up);
  response.writeHead(up ? 200 : 503, { 'content-type': 'application/json' });
  response.end(
    `${JSON.stringify({
      status: up ? 'up' : 'down',
      channels: Object.fromEntries(
        Object.entries(channels).map(([name, channel]) => [name, channel.up ? 'up' : channel.reason]),
      ),
    })}\n`,
  );
}
