import { describe, expect, it } from 'vitest';
import { openWorker, query, startWorker, usePostgres } from '../support/postgres-workers.ts';
import { chat } from '../support/state.ts';

const postgres = usePostgres();
const a = chat('a');
const b = chat('b');

describe('the turns of a chat', () => {
  it('are given one after the other, in the order they were asked for, each chat apart', async () => {
    const { turns } = (await openWorker(await postgres().database())).coordination;
    const order: string[] = [];
    const first = await turns.take(a);
    const later = ['second', 'third'].map(async (name) => {
      const give = await turns.take(a);
      order.push(name);
      await give();
    });
    await (
      await turns.take(b)
    )();
    order.push('another chat');
    await first();
    await first();
    await Promise.all(later);
    expect(order).toEqual(['another chat', 'second', 'third']);
  });

  it('are kept from the other workers until given back', async () => {
    const url = await postgres().database();
    const [one, other] = [await openWorker(url), await openWorker(url)];
    const give = await one.coordination.turns.take(a);
    let working = true;
    const taken = other.coordination.turns.take(a).then((giveAgain) => {
      expect(working).toBe(false);
      return giveAgain();
    });
    await (
      await other.coordination.turns.take(b)
    )();
    working = false;
    await give();
    await taken;
  });

  it('of a worker that is killed go on in another', async () => {
    const url = await postgres().database();
    const { turns } = (await openWorker(url)).coordination;
    const dying = await startWorker(url);
    await dying.order(`take ${a}`);
    const taken = turns.take(a);
    dying.kill();
    await (
      await taken
    )();
  });

  it('of fifty chats at once do not wait for each other', async () => {
    const { turns } = (await openWorker(await postgres().database())).coordination;
    const gives = await Promise.all(Array.from({ length: 50 }, (_, index) => turns.take(chat(index))));
    await Promise.all(gives.map((give) => give()));
  });
});

describe('an office', () => {
  it('is held by one worker at a time, and taken over when it resigns', async () => {
    const url = await postgres().database();
    const [one, other] = [await openWorker(url), await openWorker(url)];
    const never = new AbortController().signal;
    const tenure = await one.coordination.elections.stand('browser', never);
    const leaving = new AbortController();
    const standing = other.coordination.elections.stand('browser', leaving.signal);
    leaving.abort(new Error('stopped'));
    await expect(standing).rejects.toThrow();
    const again = other.coordination.elections.stand('browser', never);
    await other.coordination.elections.stand('alerts', never);
    await tenure.resign();
    await again;
  });

  it('is taken over when its holder is killed', async () => {
    const url = await postgres().database();
    const { elections } = (await openWorker(url)).coordination;
    const dying = await startWorker(url);
    await dying.order('stand browser');
    const taken = elections.stand('browser', new AbortController().signal);
    dying.kill();
    await taken;
  });

  it('is taken over when its holder hangs, who knows it when it goes on', { timeout: 60_000 }, async () => {
    const url = await postgres().database();
    const { elections, turns } = (await openWorker(url)).coordination;
    const hanging = await startWorker(url);
    await hanging.order('stand browser');
    await hanging.order(`take ${a}`);
    hanging.freeze();
    await elections.stand('browser', new AbortController().signal);
    await (
      await turns.take(a)
    )();
    const lost = hanging.says('lost browser');
    hanging.thaw();
    await lost;
  });

  it('is lost with the connection', async () => {
    const url = await postgres().database();
    const worker = await startWorker(url);
    await worker.order('stand browser');
    const lost = worker.says('lost browser');
    await postgres().pause();
    await lost;
    await postgres().resume();
    await worker.order('stand browser');
  });
});

describe('the limit of messages', () => {
  it('counts those that came to any worker: told once, then passed over, each chat and limit apart', async () => {
    const url = await postgres().database();
    const workers = [await openWorker(url), await openWorker(url)];
    const [one, other] = workers.map(({ coordination }) => coordination.rateLimits.limit('telegram', 6));
    const paces: string[] = [];
    for (let index = 0; index < 6; index++) {
      paces.push((await one?.(a)) ?? '', (await other?.(a)) ?? '');
    }
    expect(paces).toEqual([...Array.from({ length: 10 }, () => 'answer'), 'notice', 'pass-over']);
    expect(await one?.(b)).toBe('answer');
    expect(await workers[0]?.coordination.rateLimits.limit('inline', 6)(a)).toBe('answer');
  });

  it('counts a row of messages by its weight, and nothing where there is no limit', async () => {
    const { rateLimits } = (await openWorker(await postgres().database())).coordination;
    const limit = rateLimits.limit('telegram', 6);
    expect(await limit(a, 11)).toBe('notice');
    expect(await limit(b, 9)).toBe('answer');
    expect(await limit(b, 2)).toBe('notice');
    expect(await rateLimits.limit('none', 0)(a, 1_000)).toBe('answer');
  });

  it('answers again when a sixth of the minute has come back', async () => {
    const url = await postgres().database();
    const { rateLimits } = (await openWorker(url)).coordination;
    const limit = rateLimits.limit('telegram', 60);
    const passes = (seconds: number) =>
      query(url, 'UPDATE vigie.rate_limits SET at = at - $1::float8', [seconds * 1_000]);
    expect(await limit(a, 20)).toBe('answer');
    expect(await limit(a)).toBe('notice');
    await passes(8);
    expect(await limit(a)).toBe('pass-over');
    await passes(8);
    expect(await limit(a)).toBe('answer');
  });
});
