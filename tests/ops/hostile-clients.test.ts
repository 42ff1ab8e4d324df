import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { createWebhook } from '../../src/channels/telegram/webhook.ts';
import { startHttpServer, type HttpLimits, type HttpServer } from '../../src/ops/http-server.ts';

const secret = 'a-secret-of-this-test';
const sockets: Socket[] = [];
let server: HttpServer | undefined;

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server?.close();
});

/** A server with the webhook, whose updates are answered by `handle`; errors of ours fail the test. */
async function serving(
  limits: Partial<HttpLimits> = {},
  handle: (update: { update_id: number }) => Promise<void> = () => Promise.resolve(),
  most = 400,
) {
  const errors: unknown[] = [];
  server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    health: () => ({ telegram: { up: true } }),
    routes: { '/telegram': createWebhook({ secret, handle, most }) },
    onError: (error) => errors.push(error),
    limits: { connectionsCheckingInterval: 50, ...limits },
  });
  const { port } = server;
  const url = `http://127.0.0.1:${port}`;
  return {
    errors,
    health: async () => (await fetch(`${url}/healthz`)).status,
    post: (body: string) =>
      fetch(`${url}/telegram`, {
        method: 'POST',
        body,
        headers: { 'x-telegram-bot-api-secret-token': secret },
      }),
    /** A raw connection that has sent this. */
    open: async (bytes: string) => {
      const socket = connect(port, '127.0.0.1');
      sockets.push(socket);
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      socket.write(bytes);
      return socket;
    },
  };
}
/** Fulfilled when a connection has ended, however it did. */
async function closed(socket: Socket): Promise<void> {
  if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
}
/** All that is answered until the connection ends. */
async function answerOf(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  await closed(socket);
  return text;
}
const post = (headers: string, body = '') =>
  `POST /telegram HTTP/1.1\r\nhost: x\r\n${headers}\r\n\r\n${body}`;

describe('a client that', () => {
  it('sends its head letter by letter is closed, and others are answered meanwhile', async () => {
    const { open, health } = await serving({ headersTimeout: 200, requestTimeout: 400 });
    const slow = await Promise.all(Array.from({ length: 50 }, () => open('POST /telegram HTTP/1.1\r\nx: ')));
    const ended = Promise.all(slow.map(answerOf));
    expect(await health()).toBe(200);
    for (const answer of await ended) expect(answer).toMatch(/^HTTP\/1.1 408 /);
  });

  it('opens hundreds of connections and says nothing closes only its own', async () => {
    const { open, health } = await serving({ maxSilent: 20, maxConnections: 1_000 });
    const silent = await Promise.all(Array.from({ length: 100 }, () => open('')));
    expect(await health()).toBe(200);
    await Promise.all(silent.slice(0, 50).map(closed));
    expect(await health()).toBe(200);
  });

  it('dawdles does not hold up the end', async () => {
    const { open } = await serving();
    const silent = await open('');
    const half = await open(
      post(`x-telegram-bot-api-secret-token: ${secret}\r\ncontent-length: 1000`, '{"upd'),
    );
    await server?.close();
    await Promise.all([silent, half].map(closed));
    server = undefined;
  });

  it('sends half a body and stays away is closed, without a word to the operator', async () => {
    const { open, health, errors } = await serving({ headersTimeout: 200, requestTimeout: 400 });
    const half = await open(
      post(`x-telegram-bot-api-secret-token: ${secret}\r\ncontent-length: 1000`, '{"upd'),
    );
    const gone = await open(
      post(`x-telegram-bot-api-secret-token: ${secret}\r\ncontent-length: 1000`, '{"upd'),
    );
    gone.destroy();
    await answerOf(half);
    expect(await health()).toBe(200);
    expect(errors).toEqual([]);
  });

  it('has no secret, or another, is refused before its body is read, and reaches nothing', async () => {
    const reached: number[] = [];
    const { open } = await serving({}, ({ update_id: id }) => {
      reached.push(id);
      return Promise.resolve();
    });
    for (const header of [
      'content-length: 9000000000',
      `x-telegram-bot-api-secret-token: x\r\ncontent-length: 9000000`,
    ]) {
      const answer = await answerOf(await open(post(header, 'x'.repeat(1000))));
      expect(answer).toMatch(/^HTTP\/1.1 401 /);
    }
    expect(reached).toEqual([]);
  });

  it.each([
    [
      'a body of many gigabytes',
      post(`x-telegram-bot-api-secret-token: ${secret}\r\ncontent-length: 9000000000`),
      413,
    ],
    [
      'a head of twenty kilobytes',
      `GET /healthz HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
    ],
    ['garbage', '\u0016\u0003\u0001\u0002garbage\r\n\r\n', 400],
    ['two lengths', post('content-length: 1\r\ncontent-length: 2', 'x'), 400],
    ['a length and chunks', post('content-length: 5\r\ntransfer-encoding: chunked', '0\r\n\r\n'), 400],
    ['an unknown method', 'HACK / HTTP/1.1\r\nhost: x\r\n\r\n', 400],
    ['a method that is not taken', 'DELETE /telegram HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 405],
    ['a path that is not there', 'GET /../../etc/passwd HTTP/1.1\r\nhost: x\r\n\r\n', 404],
    ['the name of a property', 'GET /__proto__ HTTP/1.1\r\nhost: x\r\n\r\n', 404],
  ])('sends %s is told so', async (_, bytes, status) => {
    const { open, health, errors } = await serving();
    expect(await answerOf(await open(bytes))).toContain(`HTTP/1.1 ${status} `);
    expect(await health()).toBe(200);
    expect(errors).toEqual([]);
  });

  it('sends a hundred requests in one go gets a hundred answers, in order', async () => {
    const { open, health } = await serving();
    const all = 'GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(99);
    const answer = await answerOf(
      await open(`${all}GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`),
    );
    expect(answer.split('HTTP/1.1 200 OK').length - 1).toBe(100);
    expect(await health()).toBe(200);
  });
});

describe('more updates than can be in hand', () => {
  it('are to come again, those in hand are answered, and the next ones after them', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const begun: number[] = [];
    const { post: send, health } = await serving(
      {},
      ({ update_id: id }) => {
        begun.push(id);
        return held;
      },
      5,
    );
    const inHand = Array.from({ length: 5 }, (_, id) => send(JSON.stringify({ update_id: id })));
    while (begun.length < 5) expect(await health()).toBe(200);
    const refused = await send(JSON.stringify({ update_id: 9 }));
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
    release();
    expect((await Promise.all(inHand)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect((await send(JSON.stringify({ update_id: 9 }))).status).toBe(200);
    expect(begun).toEqual([0, 1, 2, 3, 4, 9]);
  });
});
