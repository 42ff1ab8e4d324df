import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTelegram, type Harness } from '../../support/telegram-harness.ts';

const group = -1001;
const scam = 'Colis en attente : réglez 1,99 € de frais sur colis-relance-suivi.top sous 24 h';
let telegram: Harness;
beforeEach(async () => {
  telegram = await startTelegram();
});
afterEach(async () => {
  expect(telegram.troubles).toEqual([]);
  await telegram.stop();
});
const inGroup = (id = 7, topic?: number) =>
  telegram.person(id).in(topic === undefined ? { id: group } : { id: group, topic });
const shown = (count: number) =>
  telegram.api.until(
    () => (telegram.api.chat(group).length >= count ? telegram.api.chat(group) : null),
    'messages',
  );
const quiet = () => telegram.api.until(() => telegram.api.unconfirmed === 0, 'confirmed updates');
const membership = (before: string, after: string, type = 'supergroup') =>
  telegram.api.push({
    my_chat_member: {
      chat: { id: group, type, title: 'Famille' },
      from: telegram.person().user,
      date: 1,
      old_chat_member: { status: before, user: telegram.api.me },
      new_chat_member: { status: after, user: telegram.api.me },
    } as never,
  });

describe('in a group the bot', () => {
  it('is silent when nobody speaks to it', async () => {
    inGroup().say('ma mutuelle est la MGEN, je suis concerné ?');
    inGroup().forward(scam);
    inGroup().say('@autre_bot bonjour');
    inGroup().say('/aide@autre_bot');
    inGroup().say('/inconnue');
    inGroup(8).say('réponse', { reply_to_message: inGroup().message({ text: 'MGEN' }) as never });
    await quiet();
    expect(telegram.api.chat(group)).toEqual([]);
  });

  it.each(['/aide', '/aide@vigie_bot', '@vigie_bot MGEN', 'MGEN ? @Vigie_Bot'])(
    'answers %s, to whoever asked',
    async (text) => {
      const update = inGroup().say(text);
      const [message] = await shown(1);
      expect(message?.replyTo).toBe(update.message?.message_id);
      expect(message?.text).toMatch(text.startsWith('/') ? /Vigie/ : /MGEN/);
    },
  );

  it('answers a reply to its own message', async () => {
    inGroup().say('@vigie_bot MGEN');
    const [first] = await shown(1);
    if (!first) throw new Error('nothing shown');
    inGroup(8).say('et Swiss Life ?', { reply_to_message: telegram.api.asMessage(first) as never });
    const messages = await shown(2);
    expect(messages[1]?.text).toContain('Swiss Life');
  });

  it.each(['@vigie_bot', '@vigie_bot c’est une arnaque ?', '/analyser@vigie_bot', '/analyser'])(
    'judges the message replied to with %s, under that message',
    async (text) => {
      const received = inGroup(8).message({ text: scam });
      inGroup().say(text, { reply_to_message: received as never });
      const [message] = await shown(1);
      expect(message?.text).toContain('colis-relance-suivi[.]top');
      expect(message?.replyTo).toBe(received.message_id);
    },
  );

  it('says that it sees nothing to read in a message without words', async () => {
    const received = inGroup(8).message({ sticker: {} as never });
    inGroup().say('@vigie_bot', { reply_to_message: received as never });
    const [message] = await shown(1);
    expect(message?.replyTo).toBe(received.message_id);
  });

  it('stays in the topic in which it is asked', async () => {
    const opening = inGroup(8, 55).message({
      forum_topic_created: { name: 'Santé', icon_color: 7322096 },
    });
    inGroup(7, 55).say('@vigie_bot MGEN', {
      is_topic_message: true,
      message_thread_id: 55,
      reply_to_message: opening as never,
    });
    const [message] = await shown(1);
    expect(message?.thread).toBe(55);
    expect(message?.text).toContain('MGEN');
  });

  it('answers a button there, without replacing what others read', async () => {
    inGroup().say('@vigie_bot MGEN');
    const [first] = await shown(1);
    const button = first?.keyboard.flat().find(({ text }) => /fuité/.test(text));
    if (!first || !button || !('callback_data' in button)) throw new Error('no button');
    inGroup(8).press(button.callback_data, first);
    const messages = await shown(2);
    expect(messages[1]?.replyTo).toBe(first.message_id);
  });

  it('thanks when it is added, and leaves nothing behind when it goes', async () => {
    membership('left', 'member');
    const [thanks] = await shown(1);
    expect(thanks?.text).toContain('@vigie_bot');
    inGroup().say('@vigie_bot MGEN');
    await shown(2);
    await quiet();
    expect(await telegram.state.conversations.get(`telegram ${group}`)).not.toBeNull();
    membership('member', 'kicked');
    await quiet();
    expect(await telegram.state.conversations.get(`telegram ${group}`)).toBeNull();
  });

  it('says nothing in a channel', async () => {
    membership('left', 'administrator', 'channel');
    telegram.api.push({
      channel_post: {
        ...telegram.person().message({ text: '@vigie_bot MGEN' }),
        chat: { id: group, type: 'channel', title: 'Infos' },
      } as never,
    });
    await quiet();
    expect(telegram.api.shown.size).toBe(0);
  });
});

describe('asked inline in any chat', () => {
  const cards = async () => {
    const call = await telegram.api.until(() => telegram.api.callsOf('answerInlineQuery')[0], 'the cards');
    return call.params as {
      results: { title: string; input_message_content: { message_text: string } }[];
      cache_time: number;
      is_personal: boolean;
    };
  };

  it('offers the answer as a card, which may be kept for everybody', async () => {
    telegram.person().ask('harmonie');
    const { results, cache_time: seconds, is_personal: personal } = await cards();
    expect(results[0]?.input_message_content.message_text).toContain('Harmonie');
    expect(seconds).toBeGreaterThanOrEqual(60);
    expect(personal).toBe(false);
  });

  it('offers a card for each insurer that may be meant', async () => {
    telegram.person().ask('la mutuelle des militaires');
    const { results } = await cards();
    expect(results.length).toBeGreaterThan(1);
    expect(results.map(({ title }) => title)).toContain('MCDef');
  });

  it('says what it does when nothing is asked yet, and remembers nothing', async () => {
    telegram.person().ask('');
    const { results } = await cards();
    expect(results).toHaveLength(1);
    await quiet();
    expect(await telegram.state.conversations.get('telegram 7')).toBeNull();
  });
});
