import { createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { startHttpServer, type HttpServer } from '../../../src/ops/http-server.ts';
import { createAlone } from '../../../src/storage/alone.ts';
import { createMemoryState } from '../../../src/storage/memory-state.ts';
import { DatabaseError } from '../../../src/storage/postgres/database-error.ts';
import { StorageError } from '../../../src/storage/storage-error.ts';
import { startTelegram, type Harness } from '../../support/telegram-harness.ts';

const away = () => new DatabaseError('DATABASE_URL: cannot be reached', { passing: true });
const failsOnce = (error: Error) => {
  let left = 1;
  return () => {
    if (left-- > 0) throw error;
  };
};
let telegram: Harness;
let server: HttpServer;

/** The channel by webhook on a state of which a part fails. */
async function start(fails: { readonly read?: () => void; readonly turn?: () => void; readonly limit?: () => void }) {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  const state = createMemoryState();
  const alone = createAlone(() => 0);
  telegram = await startTelegram({
    settings: { webhook: { url: `http://127.0.0.1:${port}/telegram`, secret: 'a-secret-of-this-test' } },
    start: false,
    state: {
      ...state,
      conversations: {
        ...state.conversations,
        get: async (id) => {
          fails.read?.();
          return state.conversations.get(id);
        },
      },
    },
    coordination: {
      ...alone,
      turns: {
        take: async (id) => {
          fails.turn?.();
          return alone.turns.take(id);
        },
      },
      rateLimits: {
        limit: (name, perMinute) => {
          const pace = alone.rateLimits.limit(name, perMinute);
          return async (id, weight) => {
            fails.limit?.();
            return pace(id, weight);
          };
        },
      },
    },
  });
  const { route } = telegram.channel;
  if (!route) throw new Error('no route');
  server = await startHttpServer({
    host: '127.0.0.1',
    port,
    health: () => ({}),
    routes: { [route.path]: route.handle },
    onError: (error) => {
      throw error;
    },
  });
  await telegram.channel.start();
} // prettier-ignore

afterEach(async () => {
  await telegram.stop();
  await server.close();
});

describe('while the state that workers share cannot be had', () => {
  const cases = [
    ['its turn', { turn: failsOnce(away()) }],
    ['its limit', { limit: failsOnce(away()) }],
    ['its conversation', { read: failsOnce(away()) }],
    ['its turn, which another worker keeps,', { turn: failsOnce(new StorageError('holds a chat for too long')) }],
  ] as const; // prettier-ignore
  it.each(cases)('a message without %s is not lost, and answered once', async (_, fails) => {
    await start(fails);
    const person = telegram.person();
    person.say('ma mutuelle est la MGEN, je suis concerné ?');
    await telegram.api.until(() => telegram.api.unconfirmed === 0, 'that it is dealt with');
    const texts = telegram.api.chat(7).map(({ text }) => text);
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain('MGEN');
  });
});
