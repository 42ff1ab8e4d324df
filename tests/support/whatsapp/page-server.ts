import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { generate } from 'selfsigned';

/** What the page is told: a name and whatever belongs to it. */
export type Event = { readonly name: string; readonly [field: string]: unknown };
export type PageHandlers = {
  /** The first thing a page is told. Its token, empty when it has none, is what is left of an earlier pairing. */
  welcome(token: string): Event;
  /** What the page asks for; never fulfilled: never answered. */
  request(name: string, fields: Readonly<Record<string, unknown>>): unknown;
  upload(content: Buffer): string;
  download(path: string): Buffer | 'lost' | 'hanging';
  /** A page was opened or closed. */
  pagesChanged(): void;
};
/** What is found at the address of WhatsApp Web. */
export type Served = 'whatsapp' | 'another page' | 'error' | 'nothing';

const folder = join(import.meta.dirname, 'page');
const types: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript' };

/** Serves the page over TLS on loopback and speaks with those that are open. */
export class PageServer {
  served: Served = 'whatsapp';
  readonly #handlers: PageHandlers;
  readonly #streams = new Set<ServerResponse>();
  readonly #told: Event[] = [];
  #server: Server | null = null;

  constructor(handlers: PageHandlers) {
    this.#handlers = handlers;
  }

  async start(): Promise<void> {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'web.whatsapp.com' }], {
      keyType: 'ec',
    });
    this.#server = createServer({ key, cert, keepAliveTimeout: 60_000 }, (request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
    this.#server.listen(0, '127.0.0.1');
    await new Promise((resolve) => this.#server?.once('listening', resolve));
  }
  get port(): number {
    return (this.#server?.address() as AddressInfo).port;
  }
  get pages(): number {
    return this.#streams.size;
  }
  async stop(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  }
  /** Cuts whatever is open, as a network that goes away does. */
  cut(): void {
    this.#server?.closeAllConnections();
  }

  tell(event: Event): void {
    this.#told.push(event);
    for (const stream of this.#streams) write(stream, this.#told.length, event);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'https://web.whatsapp.com');
    if (this.served === 'nothing') {
      request.socket.destroy();
      return;
    }
    if (pathname === '/' && this.served !== 'whatsapp') {
      response.writeHead(this.served === 'error' ? 503 : 200, { 'content-type': 'text/html' });
      response.end('<!doctype html><title>-</title>');
      return;
    }
    if (pathname === '/never') return;
    if (pathname === '/events') this.#open(request, response, searchParams.get('token') ?? '');
    else if (pathname === '/upload') answer(response, this.#handlers.upload(await buffer(request)));
    else if (pathname.startsWith('/media/')) this.#download(response, pathname);
    else if (request.method === 'POST') {
      const fields = JSON.parse((await buffer(request)).toString('utf8')) as Record<string, unknown>;
      answer(response, await this.#handlers.request(pathname.slice(1), fields));
    } else sendFile(response, pathname === '/' ? 'index.html' : pathname.slice(1));
  }

  /** A page that was open already is told what it missed; a new one is welcomed. */
  #open(request: IncomingMessage, response: ServerResponse, token: string): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('retry: 100\n\n');
    const last = request.headers['last-event-id'];
    if (typeof last === 'string')
      this.#told.slice(Number(last)).forEach((event, index) => {
        write(response, Number(last) + index + 1, event);
      });
    else write(response, this.#told.length, this.#handlers.welcome(token));
    this.#streams.add(response);
    this.#handlers.pagesChanged();
    response.once('close', () => {
      this.#streams.delete(response);
      this.#handlers.pagesChanged();
    });
  }

  #download(response: ServerResponse, path: string): void {
    const media = this.#handlers.download(path);
    if (media === 'hanging') return;
    response.writeHead(media === 'lost' ? 404 : 200).end(media === 'lost' ? undefined : media);
  }
}

function write(stream: ServerResponse, id: number, event: Event): void {
  stream.write(`id: ${id}\ndata: ${JSON.stringify(event)}\n\n`);
}
function answer(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value ?? null));
}
function sendFile(response: ServerResponse, name: string): void {
  const type = types[/\.(\w+)$/.exec(name)?.[1] ?? ''];
  if (type === undefined || !/^[\w-]+\.\w+$/.test(name)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(readFileSync(join(folder, name)));
}
