import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage as Request, ServerResponse } from 'node:http';
import type { Update } from 'grammy/types';

export type WebhookOptions = {
  readonly secret: string;
  /** Fulfilled when the update is answered; rejects when it is to come again. */
  readonly handle: (update: Update) => Promise<void>;
  /** Requests in hand at the same time. */
  readonly most?: number;
};

/** Telegram's updates are far smaller; bytes. */
const largestBody = 1024 * 1024;
/** Requests in hand at the same time. Telegram delivers a hundred at most; beyond them it is to wait, and keeps the rest. */
const mostInHand = 400;
/** When Telegram is to bring again what was not taken, in seconds: by itself it waits ever longer, up to two minutes. */
const retryAfter = 2;

/** Takes Telegram's requests: 200 only when the update is answered, so that Telegram sends again what was not. */
export function createWebhook({
  secret,
  handle,
  most = mostInHand,
}: WebhookOptions): (request: Request, response: ServerResponse) => Promise<void> {
  const expected = digest(secret);
  /** Updates in hand: one that Telegram sends again meanwhile waits for the same answer. */
  const inHand = new Map<number, Promise<void>>();
  /** Requests in hand, those included that are still being read. */
  let taken = 0;

  async function statusOf(request: Request): Promise<number> {
    if (request.method !== 'POST') return 405;
    const given = request.headers['x-telegram-bot-api-secret-token'];
    if (typeof given !== 'string' || !timingSafeEqual(digest(given), expected)) return 401;
    if (taken >= most) return 429;
    taken++;
    try {
      return await statusOfUpdate(request);
    } finally {
      taken--;
    }
  }
  async function statusOfUpdate(request: Request): Promise<number> {
    const body = await bodyOf(request).catch(() => ''); // whoever sends it went away
    if (body === null) return 413;
    const update = parseUpdate(body);
    if (!update) return 400;
    const id = update.update_id;
    const handling = inHand.get(id) ?? handle(update).finally(() => inHand.delete(id));
    inHand.set(id, handling);
    return handling.then(
      () => 200,
      () => 503,
    );
  }
  return async (request, response) => {
    const status = await statusOf(request);
    if (status === 429 || status === 503) response.setHeader('retry-after', retryAfter);
    // what is refused is not read to its end
    if (!request.complete) response.setHeader('connection', 'close');
    response.writeHead(status).end();
  };
}

/** Digests are of one length, so that comparing them tells nothing of the secret's. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
async function bodyOf(request: Request): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > largestBody) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
function parseUpdate(body: string): Update | null {
  try {
    const value = JSON.parse(body) as unknown;
    const known =
      typeof value === 'object' &&
      value !== null &&
      'update_id' in value &&
      typeof value.update_id === 'number';
    return known ? (value as Update) : null; // whoever knows the secret is Telegram
  } catch {
    return null;
  }
}
