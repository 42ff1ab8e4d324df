import { describe, expect, it } from 'vitest';
import { ChannelError, type Channel, type ChannelHealth } from '../../src/channels/channel.ts';
import { serveTogether } from '../../src/channels/together.ts';

function fakeChannel(name: string, startFails?: Error) {
  const { promise: ended, resolve, reject } = Promise.withResolvers<undefined>();
  ended.catch(() => undefined);
  let health: ChannelHealth = { up: false, reason: 'is starting' };
  const channel: Channel = {
    name,
    ended,
    health: () => health,
    start() {
      if (startFails) return Promise.reject(startFails);
      health = { up: true };
      return Promise.resolve();
    },
    stop() {
      resolve(undefined);
      return Promise.resolve();
    },
  };
  return { channel, fail: reject };
}
const failed = (what: string) => new ChannelError(`${what}: do this`);
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('channels beside each other', () => {
  it('lets one that cannot start leave the other serving, and health names it', async () => {
    const told: string[] = [];
    const { channel: phone } = fakeChannel('whatsapp', failed('no browser'));
    const { channel: bot } = fakeChannel('telegram');
    const together = serveTogether([bot, phone], (name) => told.push(name));
    const running = together.run();
    await turn();
    expect(told).toEqual(['whatsapp']);
    expect(together.health()).toEqual({
      telegram: { up: true },
      whatsapp: { up: false, reason: 'no browser: do this' },
    });
    await together.stop();
    await running;
  });

  it('goes on when one fails later, and ends with the error of the last one', async () => {
    const told: string[] = [];
    const bot = fakeChannel('telegram');
    const phone = fakeChannel('whatsapp');
    const together = serveTogether([bot.channel, phone.channel], (name) => told.push(name));
    const running = together.run();
    await turn();
    bot.fail(failed('refused token'));
    await turn();
    expect(told).toEqual(['telegram']);
    expect(together.health()).toMatchObject({ whatsapp: { up: true }, telegram: { up: false } });
    const end = expect(running).rejects.toThrow('logged out: do this');
    phone.fail(failed('logged out'));
    await end;
    expect(told).toEqual(['telegram']);
  });
});
