import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WhatsappHarness } from '../../support/whatsapp-harness.ts';
import type { Person } from '../../support/whatsapp/people.ts';

let whatsapp: WhatsappHarness;
beforeAll(async () => {
  whatsapp = await WhatsappHarness.ready();
});
afterAll(async () => {
  await whatsapp.end();
});
let anne: Person;
let bruno: Person;
let group: string;
let count = 0;
beforeEach(() => {
  group = `12036300000000${String(++count).padStart(4, '0')}@g.us`;
  anne = whatsapp.web.person('33600000001@c.us').in(group);
  bruno = whatsapp.web.person('33600000002@c.us', { name: 'Bruno' }).in(group);
});
afterEach(() => {
  expect([whatsapp.troubles.splice(0), whatsapp.errors.splice(0)]).toEqual([[], []]);
});
const answers = (number: number) => whatsapp.answers(number, group);
const mention = (id: string) => ({ mentions: [id] });
const scam = 'Colis en attente : réglez 1,99 € de frais sur colis-relance-suivi.top sous 24 h';

describe('in a group on WhatsApp', () => {
  it('is silent until it is mentioned, then answers the one who asks', async () => {
    anne.say('ma mutuelle est la MAIF');
    bruno.say('@33600000001 et toi ?', mention(anne.id));
    const asked = bruno.say('@33700000000 la MGEN est touchée ?', mention(whatsapp.web.me));
    const [answer] = await answers(1);
    expect(answer?.body).toContain('MGEN');
    expect(answer?.quoted).toBe(asked);
    expect(whatsapp.to(group)).toHaveLength(1);
  });

  it('is called by its hidden id too', async () => {
    anne.say('@100000000000000 la MGEN est touchée ?', mention(whatsapp.web.meLid));
    expect((await answers(1))[0]?.body).toContain('MGEN');
  });

  it('goes on with who replies to it, and leaves alone who replies to others', async () => {
    anne.say('@33700000000 la MGEN est touchée ?', mention(whatsapp.web.me));
    const [first] = await answers(1);
    bruno.say('et la MAIF ?', { quotes: first?.id ?? '' });
    const [, second] = await answers(2);
    expect(second?.body).toContain('MAIF');
    const said = anne.say('moi je suis à la MAIF');
    bruno.say('ah bon ?', { quotes: said });
    anne.say('@33700000000 merci', mention(whatsapp.web.me));
    expect(await answers(3)).toHaveLength(3);
  });

  it('judges the message of somebody else to which a mention replies', async () => {
    const doubtful = bruno.say(scam);
    const asked = anne.say('@33700000000', { ...mention(whatsapp.web.me), quotes: doubtful });
    const [verdict] = await answers(1);
    expect(verdict?.body).toMatch(/arnaque/i);
    expect(verdict?.quoted).toBe(asked);
  });

  it('remembers a group apart from the private chats of its members', async () => {
    const alone = whatsapp.web.person('33600000001@c.us');
    alone.say('ma mutuelle est la MGEN');
    await whatsapp.answers(1, alone.chat);
    anne.say('@33700000000 suis-je concerné ?', mention(whatsapp.web.me));
    const [answer] = await answers(1);
    expect(answer?.body).not.toContain('MGEN');
  });
});
