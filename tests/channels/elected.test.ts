import { describe, expect, it } from 'vitest';
import { ChannelError, type Channel } from '../../src/channels/channel.ts';
import { createElectedChannel } from '../../src/channels/elected.ts';
import type { Elections } from '../../src/storage/coordination.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));
const failed = (code: string) => new ChannelError('another process has it: stop it', code);

/** An office that the test gives and takes. */
function office() {
  const tenures: { lose: () => void; resigned: boolean }[] = [];
  let give: () => void = () => undefined;
  const elections: Elections = {
    stand: (_, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => { reject(signal.reason as Error); }, { once: true }); // prettier-ignore
        give = () => {
          const { promise: lost, resolve: lose } = Promise.withResolvers<undefined>();
          const tenure = {
            lose: () => {
              lose(undefined);
            },
            resigned: false,
          };
          tenures.push(tenure);
          resolve({
            lost,
            resign: () => {
              tenure.resigned = true;
              return Promise.resolve();
            },
          });
        };
      }),
  };
  return {
    elections,
    tenures,
    give: async () => {
      give();
      await turn();
    },
  };
}

function elected() {
  const { elections, tenures, give } = office();
  const lives: { stopped: boolean | null; fail: (error: Error) => void }[] = [];
  const told: string[] = [];
  const pauses: (() => void)[] = [];
  const channel = createElectedChannel({
    name: 'telegram',
    elections,
    writesFirst: true,
    onTrouble: (code) => told.push(code),
    pause: (_, signal) =>
      new Promise((resolve, reject) => {
        pauses.push(resolve);
        signal?.addEventListener('abort', () => { reject(new Error('aborted')); }); // prettier-ignore
      }),
    make(): Channel {
      const { promise: ended, resolve, reject } = Promise.withResolvers<undefined>();
      ended.catch(() => undefined);
      const life = { stopped: null as boolean | null, fail: reject };
      lives.push(life);
      return {
        name: 'telegram',
        ended,
        health: () => ({ up: true }),
        start: () => Promise.resolve(),
        send: () => Promise.resolve('sent'),
        stop: ({ atOnce } = { atOnce: false }) => {
          life.stopped = atOnce;
          resolve(undefined);
          return Promise.resolve();
        },
      };
    },
  });
  return { channel, lives, tenures, give, told, pauses };
}

describe('a channel that one of several workers runs', () => {
  it('counts as up while this one stands by, and serves once elected', async () => {
    const { channel, lives, give } = elected();
    await channel.start();
    expect(channel.health()).toEqual({ up: true, note: 'standing by' });
    expect(lives).toHaveLength(0);
    await give();
    expect(channel.health()).toEqual({ up: true });
    expect(lives).toHaveLength(1);
    await channel.stop();
  });

  it('ends at once when the office is lost, and begins anew when it comes back', async () => {
    const { channel, lives, tenures, give } = elected();
    await channel.start();
    await give();
    tenures[0]?.lose();
    await turn();
    expect(lives[0]?.stopped).toBe(true);
    expect(channel.health()).toMatchObject({ note: 'standing by' });
    await give();
    expect(lives).toHaveLength(2);
    await channel.stop();
  });

  it('finishes what is in hand before it leaves the office to another when it is stopped', async () => {
    const { channel, lives, tenures, give } = elected();
    await channel.start();
    await give();
    await channel.stop();
    expect(lives[0]?.stopped).toBe(false);
    expect(tenures[0]?.resigned).toBe(true);
    await channel.ended;
  });

  it('tells of another process that has the login, and tries again after a while', async () => {
    const { channel, lives, tenures, give, told, pauses } = elected();
    await channel.start();
    await give();
    lives[0]?.fail(failed('telegram-conflict'));
    await turn();
    expect(told).toContain('telegram-conflict');
    expect(tenures[0]?.resigned).toBe(false);
    pauses[0]?.();
    await turn();
    expect(tenures[0]?.resigned).toBe(true);
    await give();
    expect(lives).toHaveLength(2);
    await channel.stop();
  });

  it('ends for good, and gives the office back, when no worker could serve', async () => {
    const { channel, lives, tenures, give } = elected();
    await channel.start();
    await give();
    lives[0]?.fail(failed('telegram-token-refused'));
    await expect(channel.ended).rejects.toThrow('stop it');
    expect(tenures[0]?.resigned).toBe(true);
  });
});
