import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { phrase, type PhraseKey } from '../../../src/core/reply.ts';
import { parts } from '../../support/assistant.ts';
import { held, WhatsappHarness } from '../../support/whatsapp-harness.ts';
import type { Person } from '../../support/whatsapp/people.ts';
import { wordText } from '../../support/word-text.ts';

let whatsapp: WhatsappHarness;
let release: () => void = () => undefined;
let isHeld = false;
beforeAll(async () => {
  whatsapp = await WhatsappHarness.ready({
    around: (answer) => async (message) => {
      if (message.content.kind === 'text' && message.content.text.startsWith('longuement '))
        await new Promise<void>((resolve) => {
          release = resolve;
          isHeld = true;
          whatsapp.web.look();
        });
      return answer(message);
    },
  });
});
afterAll(async () => {
  await whatsapp.end();
});
let person: Person;
let count = 0;
beforeEach(() => {
  person = whatsapp.web.person(`336000001${String(++count).padStart(2, '0')}@c.us`);
});
afterEach(() => {
  expect([whatsapp.troubles.splice(0), whatsapp.errors.splice(0)]).toEqual([[], []]);
});
const answers = (number: number) => whatsapp.answers(number, person.chat);
const says = (key: PhraseKey) => parts.translate(phrase(key)).replaceAll('**', '*');
const scam = 'Colis en attente : réglez 1,99 € de frais sur colis-relance-suivi.top sous 24 h';

describe('a conversation on WhatsApp', () => {
  it('answers in bold where it matters, with numbered choices, and says once how to choose', async () => {
    person.say('ma mutuelle est la MGEN, je suis concerné ?');
    const [first] = await answers(1);
    expect(first?.body).toMatch(/^\*[^*\n]*MGEN[^*\n]*\*/);
    expect(first?.body).not.toContain('**');
    expect(first?.body).toMatch(/\n\nPour choisir, répondez par le numéro :\n {2}1\. .+\n {2}2\. /);
    expect(first).toMatchObject({ quoted: null, type: 'chat' });
    person.say('1');
    const [, second] = await answers(2);
    expect(second?.body).not.toContain('Pour choisir');
    expect(second?.body).toMatch(/\n {2}1\. /);
  });

  it('says again which numbers choose where steps are numbered too', async () => {
    person.say('MGEN');
    await answers(1);
    person.say('que faire ?');
    const [, steps] = await answers(2);
    expect(steps?.body).toMatch(/^1\. [^]*Pour choisir, répondez par le numéro :\n {2}1\. /m);
  });

  it('understands a number as a choice of the last question', async () => {
    person.say('la mutuelle des militaires');
    const [asked] = await answers(1);
    const [, second = ''] = /^ {2}2\. (.+)$/m.exec(asked?.body ?? '') ?? [];
    person.say('2');
    const [, chosen] = await answers(2);
    expect(chosen?.body).toContain(second);
  });

  it('sends the letter as a document after its announcement', async () => {
    person.say('écris la lettre à ma mutuelle MGEN');
    const [said, letter] = await answers(2);
    expect(said?.type).toBe('chat');
    expect(letter).toMatchObject({ type: 'document', document: { name: /\.docx$/ } });
    expect(wordText(letter?.document?.content ?? Buffer.of())).toContain('MGEN');
  });

  it('marks the chat as read once it is answered', async () => {
    person.say('MGEN');
    await answers(1);
    await whatsapp.web.until(() => whatsapp.web.unread(person.chat) === 0, 'the chat to be read');
  });

  it('shows that it writes while the answer is made, and puts a sign of receipt on long work', async () => {
    const question = person.say('longuement MGEN');
    await whatsapp.web.until(() => isHeld, 'the work');
    await whatsapp.web.until(
      () => whatsapp.web.typing.some(({ to }) => to === person.chat),
      'the sign of writing',
    );
    await whatsapp.endPauses(held.receipt);
    const reactions = () =>
      whatsapp.web.sent.flatMap(({ reaction }) => (reaction?.on === question ? [reaction.text] : []));
    await whatsapp.web.until(() => reactions().length === 1, 'the receipt');
    expect(reactions()).toEqual(['⏳']);
    release();
    await answers(1);
    await whatsapp.web.until(() => reactions().length === 2, 'the receipt to be taken away');
    expect(reactions()).toEqual(['⏳', '']);
  });

  it('answers chats beside each other: one that takes long holds up none', async () => {
    isHeld = false;
    person.say('longuement MGEN');
    await whatsapp.web.until(() => isHeld, 'the work');
    const other = whatsapp.web.person('33600000200@c.us');
    other.say('MGEN');
    await whatsapp.answers(1, other.chat);
    expect(whatsapp.to(person.chat)).toEqual([]);
    release();
    await answers(1);
  });
});

describe('writing first on WhatsApp', () => {
  it('reaches a chat by the address that came with its message', async () => {
    const paragraph = { kind: 'paragraph', text: 'Du **nouveau** pour vous.' } as const;
    const reply = { blocks: [paragraph], buttons: [], documents: [], sources: [] };
    expect(await whatsapp.channel.send?.(person.chat, reply)).toBe('sent');
    expect((await answers(1))[0]).toMatchObject({ body: 'Du *nouveau* pour vous.', quoted: null });
  });
});

describe('what people send on WhatsApp', () => {
  it('judges forwarded messages that come in a row together, and quotes the last', async () => {
    person.say('Votre colis est bloqué.', { forwarded: true });
    const last = person.say(scam, { forwardedManyTimes: true });
    await whatsapp.endRow(2);
    const [verdict, ...more] = await answers(1);
    expect(verdict?.body).toMatch(/arnaque/i);
    expect([verdict?.quoted, more]).toEqual([last, []]);
  });

  it('judges what still comes of a row with what was judged, as long as it may belong to it', async () => {
    person.say(scam, { forwarded: true });
    await whatsapp.endRow();
    await answers(1);
    person.say('Cordialement, le service client.', { forwarded: true });
    await whatsapp.endRow();
    const [, again] = await answers(2);
    expect(again?.body).toMatch(/arnaque/i);
  });

  it('judges the message that the person quotes with a question', async () => {
    const quoted = person.say(scam);
    await answers(1);
    const asked = person.say('c’est une arnaque ?', { quotes: quoted });
    const [, verdict] = await answers(2);
    expect(verdict?.body).toMatch(/arnaque/i);
    expect(verdict?.quoted).toBe(asked);
  });

  it('judges the numbers of a contact card', async () => {
    person.contact(
      'BEGIN:VCARD\nVERSION:3.0\nFN:Conseiller Ameli\nTEL;waid=33756000000:+33 7 56 00 00 00\nEND:VCARD',
    );
    await whatsapp.endRow();
    const [verdict] = await answers(1);
    expect(verdict?.body.length).toBeGreaterThan(20);
    expect(verdict?.quoted).not.toBeNull();
  });

  it('answers a link by its text, whatever its preview shows', async () => {
    person.say('https://colis-relance-suivi.top/payer', {
      preview: { title: 'MGEN', description: 'Bonjour', url: 'https://colis-relance-suivi.top/payer' },
    });
    const [verdict] = await answers(1);
    expect(verdict?.body).not.toContain('MGEN');
  });

  it.each([
    ['voice', 'telegram.unread.voice', (one: Person) => one.voice()],
    ['a sticker', 'telegram.unread.sticker', (one: Person) => one.sticker()],
    ['a place', 'telegram.unread.location', (one: Person) => one.location()],
    ['a poll', 'telegram.unread.poll', (one: Person) => one.poll('Qui vient ?', ['moi', 'toi'])],
    [
      'what opens once',
      'whatsapp.unread.view-once',
      (one: Person) => one.image(Buffer.of(1), { viewOnce: true }),
    ],
  ] as const)('says kindly of %s that it cannot be read', async (_what, key, send) => {
    const sent = send(person);
    if (key === 'whatsapp.unread.view-once') await whatsapp.endRow(); // pictures come in rows
    const [word] = await answers(1);
    expect([word?.body.split('\n\n')[0], word?.quoted]).toEqual([says(key), sent]);
  });

  it('says so too of what opens once on phones alone, and waits for what cannot be read yet', async () => {
    person.viewOnceForPhones();
    const [word] = await answers(1);
    expect(word?.body.split('\n\n')[0]).toBe(says('whatsapp.unread.view-once'));
    const later = person.unreadable();
    person.readable(later, 'ma mutuelle est la MGEN');
    const [, answer] = await answers(2);
    expect(answer?.body).toContain('MGEN');
  });

  it('fetches a picture to have it read, and answers it even when it cannot be had', async () => {
    const picture = person.image(Buffer.from('no picture'), { caption: 'c’est vrai ?' });
    await whatsapp.endRow();
    const [word] = await answers(1);
    expect(word?.quoted).toBe(picture);
    expect(word?.body.length).toBeGreaterThan(10);
  });

  it('answers an edited message again, quoting it, and leaves one that says the same', async () => {
    const message = person.say('ma mutuelle est la MAIF');
    await answers(1);
    person.edit(message, 'ma mutuelle est la MGEN');
    const [, again] = await answers(2);
    expect([again?.body.includes('MGEN'), again?.quoted]).toEqual([true, message]);
    person.edit(message, ' ma  mutuelle est la MGEN\n');
    person.say('merci');
    expect(await answers(3)).toHaveLength(3);
  });

  it('leaves unanswered what is deleted while it waits', async () => {
    const before = whatsapp.time.begun(held.rowWindow);
    const first = person.say('Votre colis est bloqué.', { forwarded: true });
    await whatsapp.web.until(() => whatsapp.time.begun(held.rowWindow) > before, 'the window of a row');
    person.delete(first);
    person.say('MGEN');
    const [only] = await answers(1);
    expect(only?.body).toContain('MGEN');
    expect(whatsapp.to(person.chat)).toHaveLength(1);
  });

  it('knows a person by one id, whether WhatsApp shows the number or hides it', async () => {
    const hidden = whatsapp.web.person('200000000000001@lid');
    hidden.say('ma mutuelle est la MGEN');
    const [answer] = await whatsapp.answers(1, hidden.chat);
    expect(answer?.to).toBe(hidden.chat);
  });

  it('is silent on statuses, broadcasts, channels, calls, reactions and what its own phone writes', async () => {
    person.say('bonjour');
    const [hello] = await answers(1);
    person.status('MGEN');
    person.say('MGEN', { broadcast: true });
    person.in('120363000000000099@newsletter').say('MGEN');
    person.call();
    person.react(hello?.id ?? '', '👍');
    person.unreadable();
    person.viewOnceForPhones();
    whatsapp.web.phone.write(person.chat, 'MGEN');
    person.say('merci');
    expect(await answers(2)).toHaveLength(2);
    expect(whatsapp.web.sent.filter(({ to }) => !/@(?:c\.us|lid|g\.us)$/.test(to))).toEqual([]);
  });
});
