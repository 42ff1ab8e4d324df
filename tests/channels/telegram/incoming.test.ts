import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hiddenOrigin } from '../../support/telegram-people.ts';
import { startTelegram, type Harness } from '../../support/telegram-harness.ts';
import { parts } from '../../support/assistant.ts';
import { phrase, type PhraseKey } from '../../../src/core/reply.ts';

let telegram: Harness;
beforeEach(async () => {
  telegram = await startTelegram();
});
afterEach(async () => {
  expect(telegram.troubles).toEqual([]);
  await telegram.stop();
});

const shown = (count: number, chat = 7) =>
  telegram.api.until(() => {
    const messages = telegram.api.chat(chat);
    return messages.length >= count ? messages : null;
  }, `${count} messages`);
const says = (key: PhraseKey) => parts.translate(phrase(key)).replaceAll('**', '');
/** Until every update is dealt with and confirmed. */
const quiet = () => telegram.api.until(() => telegram.api.unconfirmed === 0, 'confirmed updates');
const scam = 'Colis en attente : réglez 1,99 € de frais sur colis-relance-suivi.top sous 24 h';

describe('forwarded messages', () => {
  it.each([
    ['hidden', hiddenOrigin],
    ['shown', { type: 'user', date: 1, sender_user: { id: 99, is_bot: false, first_name: 'Colis' } }],
    [
      'of a channel',
      { type: 'channel', date: 1, message_id: 3, chat: { id: -1009, type: 'channel', title: 'Infos' } },
    ],
  ] as const)('are judged whether their origin is hidden or not: %s', async (_name, origin) => {
    const update = telegram.person().forward(scam, { forward_origin: origin });
    await telegram.time.endWindows();
    const [message] = await shown(1);
    expect(message?.text).toContain('colis-relance-suivi[.]top');
    expect(message?.replyTo).toBe(update.message?.message_id);
  });

  it('that come ten at once are judged once', async () => {
    const person = telegram.person();
    const texts = [
      scam,
      ...Array.from({ length: 9 }, (_, index) => `Relance numéro ${index + 1} de votre livreur.`),
    ];
    for (const text of texts) person.forward(text);
    await telegram.api.until(() => telegram.api.callsOf('getUpdates').length > 2, 'polls');
    await telegram.time.endWindows();
    await quiet();
    expect(telegram.api.chat(7)).toHaveLength(1);
    expect(telegram.api.chat(7)[0]?.text).toContain('colis-relance-suivi[.]top');
  });

  it('that still come after the verdict change it in place', async () => {
    const person = telegram.person();
    person.forward('Bonjour, votre livreur est passé ce matin.');
    await telegram.time.endWindows();
    const [first] = await shown(1);
    const before = first?.text;
    person.forward(scam);
    await telegram.time.endWindows();
    await telegram.api.until(() => (first?.edits ?? 0) > 0, 'the edit');
    expect(first?.text).not.toBe(before);
    expect(first?.text).toContain('colis-relance-suivi[.]top');
    expect(telegram.api.chat(7)).toHaveLength(1);
  });

  it('of another day are judged apart', async () => {
    const person = telegram.person();
    person.forward(scam);
    await telegram.time.endWindows();
    await quiet();
    await telegram.time.endRows();
    person.forward('Bonjour, votre rendez-vous est confirmé.');
    await telegram.time.endWindows();
    const messages = await shown(2);
    expect(messages[1]?.text).not.toContain('colis-relance');
  });

  it('followed by a question are judged first, then the question is answered', async () => {
    const person = telegram.person();
    person.forward(scam);
    person.say('j’ai cliqué');
    const messages = await shown(2);
    expect(messages[0]?.text).toContain('colis-relance-suivi[.]top');
    expect(messages[1]?.text).not.toContain('colis-relance-suivi[.]top');
  });
});

describe('a link whose text says something else than its target', () => {
  it('is seen', async () => {
    const text = 'Votre dossier : www.ameli.fr';
    telegram.person().forward(text, {
      entities: [
        { type: 'text_link', offset: 16, length: 12, url: 'https://compte-verif.example-secure.top/a' },
      ],
    });
    await telegram.time.endWindows();
    const [message] = await shown(1);
    expect(message?.text).toContain('example-secure[.]top');
  });

  it('is seen in the button of a forwarded message too', async () => {
    telegram.person().forward('Votre carte Vitale expire, renouvelez-la.', {
      reply_markup: { inline_keyboard: [[{ text: 'ameli.fr', url: 'https://vitale-renouv.top' }]] },
    });
    await telegram.time.endWindows();
    const [message] = await shown(1);
    expect(message?.text).toContain('vitale-renouv[.]top');
  });
});

describe('what cannot be read gets a kind word', () => {
  it.each([
    ['voice', { voice: { file_id: 'v', file_unique_id: 'v', duration: 3 } }],
    ['video', { video_note: { file_id: 'v', file_unique_id: 'v', duration: 3, length: 1 } }],
    [
      'sticker',
      {
        sticker: {
          file_id: 's',
          file_unique_id: 's',
          type: 'regular',
          width: 1,
          height: 1,
          is_animated: false,
          is_video: false,
        },
      },
    ],
    ['location', { location: { latitude: 0, longitude: 0 } }],
    [
      'poll',
      {
        poll: {
          id: '1',
          question: 'Oui ?',
          options: [],
          total_voter_count: 0,
          is_closed: false,
          is_anonymous: true,
          type: 'regular',
          allows_multiple_answers: false,
        },
      },
    ],
    ['other', { dice: { emoji: '🎲', value: 3 } }],
    ['own-contact', { contact: { phone_number: '+33639980000', first_name: 'Camille', user_id: 7 } }],
  ] as const)('%s', async (what, extra) => {
    telegram.person().send(extra as object);
    const [message] = await shown(1);
    expect(message?.text).toBe(says(`telegram.unread.${what}`));
    expect(message?.keyboard.flat().length).toBeGreaterThan(0);
  });

  it('that it wrote itself', async () => {
    telegram.person().forward('C’est une arnaque, selon toute vraisemblance.', {
      forward_origin: { type: 'user', date: 1, sender_user: telegram.api.me },
    });
    await telegram.time.endWindows();
    const [message] = await shown(1);
    expect(message?.text).toBe(says('telegram.unread.own-message'));
  });

  it('once for an album', async () => {
    const person = telegram.person();
    for (let index = 0; index < 4; index++)
      person.send({
        video: { file_id: 'v', file_unique_id: 'v', width: 1, height: 1, duration: 1 },
        media_group_id: 'a',
      });
    await telegram.api.until(() => telegram.api.callsOf('getUpdates').length > 2, 'polls');
    await telegram.time.endWindows();
    await quiet();
    expect(telegram.api.chat(7)).toHaveLength(1);
  });

  it('but its caption is judged, and it is said that the rest was not', async () => {
    telegram.person().send({
      video: { file_id: 'v', file_unique_id: 'v', width: 1, height: 1, duration: 1 },
      caption: scam,
      forward_origin: hiddenOrigin,
    });
    await telegram.time.endWindows();
    const [message] = await shown(1);
    expect(message?.text).toContain('colis-relance-suivi[.]top');
    expect(message?.text).toContain(says('telegram.caption-only'));
  });

  it('and nothing at all for what nobody says', async () => {
    const person = telegram.person();
    person.send({ pinned_message: person.message({ text: 'x' }) });
    person.send({ text: 'carte', via_bot: telegram.api.me });
    await quiet();
    expect(telegram.api.chat(7)).toEqual([]);
  });
});

describe('other messages', () => {
  it('judges the number of a contact card', async () => {
    telegram
      .person()
      .send({ contact: { phone_number: '+33899700000', first_name: 'Service', last_name: 'Colis' } });
    const [message] = await shown(1);
    expect(message?.text).toMatch(/899/);
  });

  it('judges the forwarded message to which somebody replies with a question', async () => {
    const person = telegram.person();
    const forwarded = person.forward(scam);
    await telegram.time.endWindows();
    await quiet();
    await telegram.time.endRows();
    person.say('c’est vrai ce message ?', { reply_to_message: forwarded.message as never });
    const messages = await shown(2);
    expect(messages[1]?.text).toContain('colis-relance-suivi[.]top');
  });

  it('judges what is quoted from another chat', async () => {
    telegram.person().say('c’est vrai ce message ?', {
      external_reply: { origin: hiddenOrigin },
      quote: { text: scam, position: 0 },
    });
    const [message] = await shown(1);
    expect(message?.text).toContain('colis-relance-suivi[.]top');
  });

  it('answers an edited message anew, in place of its first answer', async () => {
    const person = telegram.person();
    const sent = person.say('ma mutuelle est la MGEM');
    const [first] = await shown(1);
    person.edit(sent, 'ma mutuelle est Swiss Life');
    await telegram.api.until(() => (first?.edits ?? 0) > 0, 'the edit');
    expect(first?.text).toContain('Swiss Life');
    expect(telegram.api.chat(7)).toHaveLength(1);
  });

  it('leaves an edit that changes no word alone', async () => {
    const person = telegram.person();
    const sent = person.say('MGEN');
    await shown(1);
    person.edit(sent, 'MGEN');
    person.api.push({ edited_message: person.message({ location: { latitude: 1, longitude: 1 } }) as never });
    await quiet();
    expect(telegram.api.chat(7)).toMatchObject([{ edits: 0 }]);
  });

  it('takes a long text that the app cut in two as one', async () => {
    const person = telegram.person();
    const long = 'Votre dossier attend. '.repeat(200).slice(0, 4090);
    person.say(long);
    person.say('Réglez 1,99 € sur colis-relance-suivi.top');
    await telegram.api.until(() => telegram.api.callsOf('getUpdates').length > 1, 'polls');
    await quiet();
    expect(telegram.api.chat(7)).toHaveLength(1);
    expect(telegram.api.chat(7)[0]?.text).toContain('colis-relance-suivi[.]top');
  });
});
