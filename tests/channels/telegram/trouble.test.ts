import { describe, expect, it } from 'vitest';
import { ChannelError } from '../../../src/channels/channel.ts';
import { phrase } from '../../../src/core/reply.ts';
import { parts } from '../../support/assistant.ts';
import { Refusal } from '../../support/telegram-bot-api.ts';
import { startTelegram, type Harness } from '../../support/telegram-harness.ts';

const answered = (telegram: Harness, count = 1, chat = 7) =>
  telegram.api.until(() => telegram.api.chat(chat).length >= count && telegram.api.chat(chat), 'an answer');
const quiet = (telegram: Harness) =>
  telegram.api.until(() => telegram.api.unconfirmed === 0, 'confirmed updates');

describe('what Telegram takes later', () => {
  it('is sent again after as many seconds as it asks for', async () => {
    const telegram = await startTelegram();
    telegram.api.fail('sendMessage', 429, 'Too Many Requests: retry after 7', {
      parameters: { retry_after: 7 },
    });
    telegram.person().say('MGEN');
    await answered(telegram);
    expect(telegram.time.tries).toEqual([7000]);
    await telegram.stop();
  });

  it('is sent again with growing pauses after an error of its own, or without a connection', async () => {
    const telegram = await startTelegram();
    telegram.api.fail('sendMessage', 502, 'Bad Gateway', { times: 2 });
    telegram.api.drop('sendMessage', 'before', 2);
    telegram.person().say('MGEN');
    await answered(telegram);
    expect(telegram.time.tries).toEqual([500, 1000, 2000, 4000]);
    expect(telegram.api.chat(7)).toHaveLength(1);
    await telegram.stop();
  });

  it('is tried for ever, and health says so meanwhile', async () => {
    const telegram = await startTelegram();
    const { port } = telegram.api;
    await telegram.api.stop();
    await expect.poll(() => telegram.time.tries.length, { timeout: 5_000 }).toBeGreaterThan(12);
    expect(telegram.channel.health()).toEqual({ up: false, reason: 'cannot reach Telegram' });
    expect(Math.max(...telegram.time.tries)).toBe(30_000);
    await telegram.api.start(port);
    telegram.person().say('MGEN');
    await answered(telegram);
    expect(telegram.channel.health()).toEqual({ up: true });
    await telegram.stop();
  });

  it('in one chat holds up no other, even where one answer is sent at a time', async () => {
    const telegram = await startTelegram({ settings: { sendsAtOnce: 1 } });
    telegram.api.refuseChat(7, new Refusal('Too Many Requests: retry after 7', 429, { retry_after: 7 }));
    telegram.person(7).say('MGEN');
    await expect.poll(() => telegram.time.tries.length).toBeGreaterThan(2);
    telegram.person(8).say('MGEN');
    await telegram.api.until(() => telegram.api.chat(8).length === 1, 'the answer of the other');
    telegram.api.refuseChat(7, null);
    await answered(telegram);
    await telegram.stop();
  });

  it('is waited for at the start too', async () => {
    const telegram = await startTelegram({ start: false });
    telegram.api.drop('getMe', 'before', 3);
    telegram.api.drop('deleteWebhook', 'before', 1);
    await telegram.channel.start();
    telegram.person().say('MGEN');
    await answered(telegram);
    await telegram.stop();
  });
});

describe('what Telegram refuses', () => {
  it('forgets a chat whose person blocked the bot, and goes on with others', async () => {
    const telegram = await startTelegram();
    telegram.person().say('MGEN');
    await answered(telegram);
    telegram.api.refuseChat(7);
    telegram.person().say('Swiss Life');
    await quiet(telegram);
    expect(telegram.forgotten).toEqual(['telegram 7']);
    expect(await telegram.state.conversations.get('telegram 7')).toBeNull();
    telegram.person(8).say('MGEN');
    await answered(telegram, 1, 8);
    expect(telegram.troubles).toEqual([]);
    await telegram.stop();
  });

  it('forgets a chat that is left or gone', async () => {
    const telegram = await startTelegram();
    const person = telegram.person();
    const member = (status: string) => ({ status, user: telegram.api.me });
    telegram.api.push({
      my_chat_member: {
        chat: person.chat,
        from: person.user,
        date: 1,
        old_chat_member: member('member'),
        new_chat_member: member('kicked'),
      } as never,
    });
    telegram.api.refuseChat(8, new Refusal('Bad Request: chat not found'));
    telegram.person(8).say('MGEN');
    await quiet(telegram);
    expect(telegram.forgotten).toEqual(expect.arrayContaining(['telegram 7', 'telegram 8']));
    await telegram.stop();
  });

  it('sends without bold or without buttons what is refused for them', async () => {
    const telegram = await startTelegram();
    telegram.api.fail('sendMessage', 400, "Bad Request: can't parse entities: no end");
    telegram.person().say('/start');
    const [plain] = await answered(telegram);
    expect(plain?.entities).toEqual([]);
    telegram.api.fail('sendMessage', 400, 'Bad Request: BUTTON_DATA_INVALID');
    telegram.person(8).say('/start');
    const [bare] = await answered(telegram, 1, 8);
    expect(bare?.keyboard).toEqual([]);
    await telegram.stop();
  });

  it('writes anew what can no longer be edited, and leaves what is the same', async () => {
    const telegram = await startTelegram();
    const person = telegram.person();
    const sent = person.say('MGEN');
    await answered(telegram);
    telegram.api.fail('editMessageText', 400, "Bad Request: message can't be edited");
    person.edit(sent, 'Swiss Life');
    await answered(telegram, 2);
    expect(telegram.troubles).toEqual([]);
    await telegram.stop();
  });

  it('follows a group to its new id', async () => {
    const telegram = await startTelegram();
    telegram.api.refuseChat(
      -5,
      new Refusal('Bad Request: group chat was upgraded to a supergroup chat', 400, {
        migrate_to_chat_id: -1005,
      }),
    );
    telegram.person().in({ id: -5 }).say('/aide@vigie_bot');
    await answered(telegram, 1, -1005);
    await telegram.stop();
  });

  it('tells the operator the code of what it does not know, and answers the next message', async () => {
    const telegram = await startTelegram();
    telegram.api.fail('sendMessage', 400, 'Bad Request: something new');
    telegram.person().say('MGEN');
    await quiet(telegram);
    expect(telegram.troubles).toEqual(['telegram-unknown-400']);
    telegram.person().say('MGEN');
    await answered(telegram);
    await telegram.stop();
  });

  it('fails alone: a poisoned message costs no other', async () => {
    const telegram = await startTelegram({
      around: (answer) => (message) => {
        if (message.conversation === 'telegram 9') throw new Error('poisoned');
        return answer(message);
      },
    });
    telegram.person(9).say('MGEN');
    telegram.person().say('MGEN');
    await answered(telegram);
    await quiet(telegram);
    expect(telegram.troubles).toEqual(['telegram-unexpected']);
    await telegram.stop();
  });
});

describe('what ends the channel', () => {
  it('is a refused token, with what to do', async () => {
    const telegram = await startTelegram({ start: false, settings: { token: '42:OTHER' } });
    await expect(telegram.channel.start()).rejects.toThrow(/TELEGRAM_BOT_TOKEN.*@BotFather/);
    await expect(telegram.channel.ended).rejects.toBeInstanceOf(ChannelError);
    await telegram.stop();
  });

  it('is another process that takes the messages', async () => {
    const telegram = await startTelegram();
    await telegram.api.until(() => telegram.api.callsOf('setMyShortDescription').length > 0);
    telegram.api.fail('getUpdates', 409, 'Conflict: terminated by other getUpdates request', { times: 2 });
    telegram.person().say('MGEN');
    await expect(telegram.channel.ended).rejects.toThrow(/Another process.*409/);
    expect(telegram.channel.health().up).toBe(false);
    await telegram.stop();
  });
});

describe('whoever writes too fast', () => {
  it('is not whoever forwards thirty messages at once', async () => {
    const telegram = await startTelegram();
    for (let index = 0; index < 30; index++)
      telegram.person().forward(`Relance numéro ${index} de votre livreur.`);
    await quiet(telegram);
    expect(telegram.api.chat(7)).toHaveLength(1);
    expect(telegram.api.chat(7)[0]?.replyTo).not.toBeNull();
    await telegram.stop();
  });

  it('is told so once, politely, and answered again later', async () => {
    const telegram = await startTelegram({ settings: { messagesPerMinute: 30 } });
    const notice = parts.translate(phrase('telegram.slow-down')).replaceAll('**', '');
    const person = telegram.person();
    for (let index = 0; index < 20; index++) person.say('MGEN');
    telegram.person(8).say('MGEN');
    await quiet(telegram);
    expect(telegram.api.chat(7).map(({ text }) => text === notice)).toEqual([
      ...Array.from({ length: 10 }, () => false),
      true,
    ]);
    expect(telegram.api.chat(8)).toHaveLength(1);
    telegram.time.pass(30_000);
    person.say('MGEN');
    await answered(telegram, 12);
    await telegram.stop();
  });
});
