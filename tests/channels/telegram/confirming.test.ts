import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/channels/channel.ts';
import { startTelegram } from '../../support/telegram-harness.ts';

/** An assistant that answers when it is let. */
function gate() {
  const waiting: (() => void)[] = [];
  const around =
    (answer: Answer): Answer =>
    async (message) => {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
      return answer(message);
    };
  return { around, waiting };
}

describe('an update', () => {
  it('is confirmed only once it is answered', async () => {
    const { around, waiting } = gate();
    const telegram = await startTelegram({ around });
    telegram.person().say('MGEN');
    await telegram.api.until(() => telegram.api.callsOf('getUpdates').length >= 4, 'further polls');
    expect(telegram.api.unconfirmed).toBe(1);
    waiting.shift()?.();
    await telegram.api.until(() => telegram.api.unconfirmed === 0, 'the confirmation');
    expect(telegram.api.chat(7)).toHaveLength(1);
    await telegram.stop();
  });

  it('of one chat does not hold up those of others', async () => {
    const telegram = await startTelegram({
      around: (answer) => (message) =>
        message.conversation === 'telegram 1' ? new Promise(() => undefined) : answer(message),
    });
    telegram.person(1).say('MGEN');
    for (let chat = 2; chat < 60; chat++) telegram.person(chat).say('MGEN');
    await telegram.api.until(() => telegram.api.shown.size === 58, 'the others');
    expect(telegram.api.unconfirmed).toBe(59);
    telegram.time.endWindows().catch(() => undefined);
    const stopping = telegram.channel.stop();
    await telegram.time.endGrace();
    await stopping;
    await telegram.api.stop();
  });

  it('keeps the order of its chat', async () => {
    const telegram = await startTelegram({ settings: { messagesPerMinute: 0 } });
    const person = telegram.person();
    for (let index = 0; index < 12; index++) person.say(index % 2 === 0 ? 'MGEN' : 'Swiss Life');
    const messages = await telegram.api.until(() =>
      telegram.api.chat(7).length === 12 ? telegram.api.chat(7) : null,
    );
    for (const [index, { text }] of messages.entries())
      expect(text).toContain(index % 2 === 0 ? 'MGEN' : 'Swiss Life');
    await telegram.stop();
  });

  it('that comes again is recognised', async () => {
    const telegram = await startTelegram();
    const update = telegram.person().say('MGEN');
    await telegram.api.until(() => telegram.api.unconfirmed === 0, 'the confirmation');
    telegram.api.push(update, update.update_id);
    telegram.person(8).say('MGEN');
    await telegram.api.until(() => telegram.api.chat(8).length === 1 && telegram.api.unconfirmed === 0);
    expect(telegram.api.chat(7)).toHaveLength(1);
    await telegram.stop();
  });

  it('in hand when the channel stops is answered and confirmed first', async () => {
    const { around, waiting } = gate();
    const telegram = await startTelegram({ around });
    telegram.person().say('MGEN');
    await telegram.api.until(() => waiting.length === 1 || telegram.api.callsOf('getUpdates').length > 3);
    const stopping = telegram.channel.stop();
    waiting.shift()?.();
    await stopping;
    expect(telegram.api.chat(7)).toHaveLength(1);
    expect(telegram.api.unconfirmed).toBe(0);
    await telegram.api.stop();
  });

  it('not answered within the grace time comes again at the next start', async () => {
    const { around } = gate();
    const first = await startTelegram({ around });
    first.person().say('MGEN');
    await first.api.until(() => first.api.callsOf('getUpdates').length > 3);
    const stopping = first.channel.stop();
    await first.time.endGrace();
    await stopping;
    expect(first.api.unconfirmed).toBe(1);
    const second = await startTelegram({ api: first.api, state: first.state });
    await second.api.until(() => second.api.chat(7).length === 1, 'the answer');
    await second.stop();
  });
});
