import { afterEach, describe, expect, it } from 'vitest';
import { phrase } from '../../../src/core/reply.ts';
import { parts } from '../../support/assistant.ts';
import { WhatsappHarness, type HarnessOptions } from '../../support/whatsapp-harness.ts';
import type { Person } from '../../support/whatsapp/people.ts';

let whatsapp: WhatsappHarness;
let anne: Person;
let bruno: Person;
async function begin(options: HarnessOptions = {}) {
  whatsapp = await WhatsappHarness.ready({
    ...options,
    settings: { limits: { call: 1000 }, ...options.settings },
  });
  anne = whatsapp.web.person('33600000001@c.us');
  bruno = whatsapp.web.person('33600000002@c.us');
}
afterEach(async () => {
  expect(whatsapp.errors).toEqual([]);
  await whatsapp.end();
});
/** Whatever would be doubled is there by then. */
async function expectInAll(count: number) {
  await whatsapp.answers(count, anne.chat);
  bruno.say('bonjour');
  await whatsapp.answers(1, bruno.chat);
  anne.say('merci');
  const all = await whatsapp.answers(count + 1, anne.chat);
  expect(all).toHaveLength(count + 1);
  return all;
}
const letter = 'écris la lettre à ma mutuelle MGEN';

describe('an answer that WhatsApp does not acknowledge', () => {
  it.each(['before', 'clock'] as const)('is sent again when it never left (%s), once', async (mode) => {
    await begin();
    whatsapp.web.hangNextSend(mode);
    anne.say('ma mutuelle est la MGEN');
    const [answer] = await expectInAll(1);
    expect(answer?.body).toContain('MGEN');
  });

  it('is not sent again when it had arrived', async () => {
    await begin();
    whatsapp.web.hangNextSend('after');
    anne.say('ma mutuelle est la MGEN');
    await expectInAll(1);
  });

  it.each(['before', 'after'] as const)('goes on with the part that is missing (%s)', async (mode) => {
    await begin();
    whatsapp.web.hangNextSend(mode);
    anne.say(letter);
    const all = await expectInAll(2);
    expect(all.map(({ type }) => type)).toEqual(['chat', 'document', 'chat']);
  });

  it('is not sent again when it had arrived in a chat with a long past', async () => {
    await begin();
    for (let index = 0; index < 35; index++) anne.say(`MGEN ${String(index)}`);
    await whatsapp.answers(35, anne.chat);
    whatsapp.web.hangNextSend('after');
    anne.say('ma mutuelle est la MAIF');
    await expectInAll(36);
  });

  it('is told apart from the same answer given before', async () => {
    await begin();
    anne.say('/urgence');
    await whatsapp.answers(1, anne.chat);
    whatsapp.web.hangNextSend('before');
    anne.say('/urgence');
    const all = await expectInAll(2);
    expect(all[1]?.body.length).toBeGreaterThan(20);
  });

  it('is given up when it ends the session again and again, and others go on', async () => {
    await begin();
    whatsapp.web.hangNextSend('before', 4);
    anne.say('ma mutuelle est la MGEN');
    await whatsapp.web.until(
      () => whatsapp.troubles.includes('whatsapp-send-given-up'),
      'the end of the tries',
      20_000,
    );
    bruno.say('bonjour');
    await whatsapp.answers(1, bruno.chat);
    expect(whatsapp.to(anne.chat)).toEqual([]);
  });

  it.each([
    ['refused', 'whatsapp-send-refused'],
    ['thrown', 'whatsapp-send-failed'],
  ] as const)('fails alone when it is %s, and the operator is told a code', async (failure, code) => {
    await begin();
    whatsapp.web.failNextSend(failure);
    anne.say('ma mutuelle est la MGEN');
    await whatsapp.web.until(() => whatsapp.troubles.length > 0, 'the trouble');
    anne.say('que faire ?');
    bruno.say('bonjour');
    await whatsapp.answers(1, bruno.chat);
    await whatsapp.answers(1, anne.chat);
    expect(whatsapp.troubles).toEqual([code]);
  });
});

describe('answers in hand', () => {
  it('are given after the browser was killed under them', async () => {
    let isThought = false;
    await begin({
      around: (answer) => async (message) => {
        const answered = await answer(message);
        if (!isThought) whatsapp.killBrowser();
        isThought = true;
        return answered;
      },
    });
    anne.say('ma mutuelle est la MGEN');
    const [answer] = await expectInAll(1);
    expect(answer?.body).toContain('MGEN');
  });

  it('are given before a stop, or at the next start', async () => {
    await begin();
    for (const question of ['MGEN', 'MAIF', 'que faire ?']) anne.say(question);
    await whatsapp.web.until(() => whatsapp.to(anne.chat).length > 0, 'the first answer');
    await whatsapp.restart();
    await expectInAll(3);
  });

  it('do not wait for each other’s chats', async () => {
    await begin();
    const people = Array.from({ length: 30 }, (_, index) =>
      whatsapp.web.person(`336000003${String(index).padStart(2, '0')}@c.us`),
    );
    for (const person of people) person.say('MGEN');
    for (const person of people) expect(await whatsapp.answers(1, person.chat)).toHaveLength(1);
  });
});

describe('the pace', () => {
  it('spaces what is sent in all chats together', async () => {
    await begin({ settings: { sendsPerMinute: 20 } });
    for (let index = 0; index < 8; index++) {
      const person = whatsapp.web.person(`3360000040${String(index)}@c.us`);
      person.say('MGEN');
      await whatsapp.answers(1, person.chat);
    }
    expect(whatsapp.time.paced.length).toBeGreaterThanOrEqual(3);
    for (const wait of whatsapp.time.paced) expect(wait).toBeLessThanOrEqual(3900);
  });

  it('tells whoever writes too fast once, and answers again later', async () => {
    await begin({ settings: { messagesPerMinute: 30 } });
    for (let index = 0; index < 15; index++) anne.say(`MGEN ${String(index)}`);
    await whatsapp.answers(11, anne.chat);
    const notice = parts.translate(phrase('telegram.slow-down')).replaceAll('**', '*');
    whatsapp.time.pass(60_000);
    anne.say('MAIF');
    const all = await whatsapp.answers(12, anne.chat);
    expect(all.filter(({ body }) => body === notice)).toHaveLength(1);
    expect(all.at(-1)?.body).toContain('MAIF');
  });

  it('does not talk for ever with another machine', async () => {
    await begin({ settings: { messagesPerMinute: 30 } });
    const machine = 'Merci de votre message ! Nos conseillers vous répondent du lundi au vendredi.';
    for (let index = 1; index <= 3; index++) {
      anne.say(machine);
      await whatsapp.answers(index, anne.chat);
      whatsapp.time.pass(60_000);
    }
    anne.say(machine);
    anne.say('Une vraie question : la MGEN est-elle touchée ?');
    const all = await whatsapp.answers(4, anne.chat);
    expect(all.at(-1)?.body).toContain('MGEN');
  });
});
