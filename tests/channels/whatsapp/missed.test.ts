import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMissed } from '../../../src/channels/whatsapp/missed.ts';
import { WhatsappHarness } from '../../support/whatsapp-harness.ts';
import type { Person } from '../../support/whatsapp/people.ts';

let whatsapp: WhatsappHarness;
let anne: Person;
let bruno: Person;
beforeEach(async () => {
  whatsapp = await WhatsappHarness.ready();
  anne = whatsapp.web.person('33600000001@c.us');
  bruno = whatsapp.web.person('33600000002@c.us', { name: 'Bruno' });
});
afterEach(async () => {
  expect(whatsapp.errors).toEqual([]);
  await whatsapp.end();
});
/** Of a chat that nobody but the one who looks sees. */
function chatState(id: string, isPutAway: boolean) {
  return { id, unread: 1, isPutAway, last: undefined };
}
const hours = (count: number) => new Date(Date.now() - count * 3_600_000);
const group = '120363000000000001@g.us';

describe('what came while WhatsApp was away', () => {
  it('is answered at the next start, in order, each once, quoting it, and is read then', async () => {
    let asked: string[] = [];
    await whatsapp.restart(() => {
      asked = [
        anne.say('ma mutuelle est la MGEN', { at: hours(3) }),
        anne.say('que faire ?'),
        bruno.say('MAIF'),
      ];
    });
    const answers = await whatsapp.answers(2, anne.chat);
    await whatsapp.answers(1, bruno.chat);
    expect(answers.map(({ quoted }) => quoted)).toEqual(asked.slice(0, 2));
    expect(answers[0]?.body).toContain('MGEN');
    await whatsapp.web.until(() => whatsapp.web.unread(anne.chat) === 0 && whatsapp.web.unread(bruno.chat) === 0, 'all read'); // prettier-ignore
    await whatsapp.restart();
    anne.say('merci');
    await whatsapp.answers(3, anne.chat);
    expect([whatsapp.to(anne.chat).length, whatsapp.to(bruno.chat).length]).toEqual([3, 1]);
  });

  it('is answered in order when all of it came in the same second', async () => {
    const at = new Date();
    const names = ['MGEN', 'MAIF', 'Alan', 'Unéo', 'MGP'];
    await whatsapp.restart(() => {
      for (let index = 0; index < 40; index++) anne.say('bonjour', { at: hours(30) });
      whatsapp.web.phone.read(anne.chat);
      for (const name of names) anne.say(`ma mutuelle est ${name}`, { at });
    });
    const answers = await whatsapp.answers(names.length, anne.chat);
    for (const [place, name] of names.entries()) expect(answers[place]?.body).toContain(name);
  });

  it('is left when it is older than a day, or nobody’s question', async () => {
    await whatsapp.restart(() => {
      anne.say('ma mutuelle est la MGEN', { at: hours(25) });
      bruno.status('MGEN');
      bruno.in('120363000000000099@newsletter').say('MGEN');
      bruno.in(group).say('la MGEN est touchée ?');
      bruno.in(group).say('@33700000000 et la MAIF ?', { mentions: [whatsapp.web.me] });
    });
    const [answer] = await whatsapp.answers(1, group);
    expect(answer?.body).toContain('MAIF');
    anne.say('merci');
    await whatsapp.answers(1, anne.chat);
    expect(whatsapp.web.sent).toHaveLength(2);
  });

  it('is not answered again when it was answered but stayed unread', async () => {
    anne.say('ma mutuelle est la MGEN');
    await whatsapp.answers(1, anne.chat);
    await whatsapp.restart(() => {
      whatsapp.web.truth.chat(anne.chat).unread = 1;
      bruno.say('MAIF');
    });
    await whatsapp.answers(1, bruno.chat);
    anne.say('merci');
    await whatsapp.answers(2, anne.chat);
    expect(whatsapp.to(anne.chat)).toHaveLength(2);
  });

  it('is answered when it was read but not answered', async () => {
    anne.say('bonjour');
    await whatsapp.answers(1, anne.chat);
    await whatsapp.restart(() => {
      anne.say('ma mutuelle est la MGEN');
      whatsapp.web.phone.read(anne.chat);
    });
    const [, answer] = await whatsapp.answers(2, anne.chat);
    expect(answer?.body).toContain('MGEN');
  });

  it('is answered when it came while the page was loaded anew', async () => {
    whatsapp.web.reload();
    await whatsapp.web.until(() => whatsapp.web.pages === 0, 'the page to go');
    anne.say('ma mutuelle est la MGEN');
    await whatsapp.answers(1, anne.chat);
    anne.say('merci');
    await whatsapp.answers(2, anne.chat);
    expect(whatsapp.to(anne.chat)).toHaveLength(2);
  });

  it('is answered when it came while the browser was dead', async () => {
    whatsapp.killBrowser();
    await whatsapp.web.until(() => whatsapp.web.pages === 0, 'the page to go');
    anne.say('ma mutuelle est la MGEN');
    await whatsapp.answers(1, anne.chat);
    anne.say('merci');
    await whatsapp.answers(2, anne.chat);
    expect(whatsapp.to(anne.chat)).toHaveLength(2);
  });
});

it('is not looked for in chats that the operator has put away and silenced, nor twice at once', async () => {
  const looked: string[] = [];
  let asked = 0;
  const missed = createMissed({
    requests: {
      chats: () => {
        asked++;
        return Promise.resolve([chatState('33600000001@c.us', true), chatState('33600000002@c.us', false)]);
      },
      messages: (chat) => {
        looked.push(chat);
        return Promise.resolve([]);
      },
    },
    isKnown: () => Promise.resolve(false),
    take: () => undefined,
    now: () => new Date(),
    onTrouble: () => undefined,
  });
  await Promise.all([missed.look(), missed.look(), missed.look()]);
  expect(looked).toEqual(Array.from({ length: asked }, () => '33600000002@c.us'));
  expect(asked).toBeLessThanOrEqual(2);
});
