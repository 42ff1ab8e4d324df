import { describe, expect, it } from 'vitest';
import { parts, talk } from '../support/assistant.ts';

/** A conversation in which this was just told. */
function after(message: string) {
  const chat = talk();
  expect(chat.say(message).trace.intent).toBe('emergency');
  return chat;
}
const card = 'j’ai mis ma carte sur un faux site de colis';
const transfer = 'j’ai fait un virement de 900 euros à un escroc';
const rib = 'j’ai envoyé mon rib à un inconnu';

describe('what somebody asks after the first steps of an emergency', () => {
  it.each([card, rib, transfer, 'ils ont pris la main sur mon ordinateur'])(
    '"c’est grave ?" brings the first step again, and no soothing: %s',
    (message) => {
      const chat = after(message);
      const { text } = chat.say('c’est grave ?');
      expect(text).toMatch(/^Le plus important/);
      expect(text).not.toContain('directement menacé');
    },
  );

  it.each([
    [card, 'la banque doit rembourser'],
    [transfer, 'n’est en principe pas tenue de rembourser'],
    [rib, 'se conteste pendant 8 semaines'],
  ])('"ils vont me rembourser ?" after %j', (message, said) => {
    expect(after(message).say('ils vont me rembourser ?').text).toContain(said);
    expect(after(message).say('je peux récupérer mon argent').text).toContain(said);
  });

  it('a message is kept as evidence before it is deleted', () => {
    expect(after(card).say('je supprime le sms ?').text).toMatch(/^Gardez-le/);
  });

  it('"vous êtes sûr ?" sends nobody to the insurer', () => {
    const { text } = after(card).say('vous êtes sûr ?');
    expect(text).not.toContain('assureur');
    expect(text).toContain('banque');
  });

  it('"que peuvent-ils faire avec ?" is answered for what was given', () => {
    expect(after(rib).say('qu’est-ce qu’ils peuvent faire avec ?').text).toContain('IBAN seul');
    expect(after(card).say('ils peuvent faire quoi avec').text).toMatch(/^Le plus important/);
  });

  it('a complaint is about the scam, not about the leak', () => {
    const chat = after(card);
    const legal = chat.say('je dois porter plainte ?').text;
    expect(legal).toContain('THESEE');
    expect(legal).not.toContain('opérateurs');
    const { text, reply } = chat.say('prépare la plainte');
    expect(text).toContain('escroquerie');
    expect(text).toContain('carte bancaire');
    expect(text).not.toContain('tiers payant');
    expect(reply.documents).toHaveLength(1);
  });

  it('what a caller asked for is known when it was given', () => {
    const chat = talk();
    chat.say('un monsieur m’a téléphoné et m’a demandé mon rib');
    expect(chat.say('je lui ai donné').text).toMatch(/^Regardez vos prélèvements/);
  });

  it('but a later question about the leak is about the leak', () => {
    const chat = after(card);
    chat.say('et ma mutuelle alan elle est touchée ?');
    expect(chat.say('je peux porter plainte contre viamedis ?').text).toContain('opérateurs');
  });
});

describe('an emergency that goes on', () => {
  it('"je fais quoi ?" means the emergency, not the leak', () => {
    for (const message of ['je fais quoi d’abord', 'que dois-je faire maintenant ?', 'jfé koi dabor'])
      expect(after(card).say(message).text).toMatch(/^(?:Le plus important|La suite)/);
  });

  it('money gone adds to the card that was given', () => {
    const chat = after(card);
    const { text } = chat.say('500 euros sont partis');
    expect(text).toContain('opposition');
    expect(text).toContain('la banque doit rembourser');
    expect(text).not.toContain('que vous avez fait vous-même');
  });

  it.each(['je fais opposition comment ?', 'comment faire opposition'])(
    'tells how to stop a card: %s',
    (message) => {
      expect(after(card).say(message).text.split('\n')[0]).toContain('0 892 705 705');
    },
  );

  it('a bank that refuses gets an answer about refunds', () => {
    expect(after(card).say('et si la banque refuse ?').text).toContain('la banque doit rembourser');
  });
});

describe('what was given, told bit by bit', () => {
  it('is understood after the question what was given', () => {
    const chat = after('ma voisine s’est fait avoir par un faux conseiller');
    const { text, trace } = chat.say('et son numéro de carte vitale');
    expect(trace.intent).toBe('emergency');
    expect(text).toMatch(/^Méfiez-vous dès maintenant/);
  });
});

describe('the first answer in an emergency', () => {
  it.each(parts.brain.knowledge.emergencies.map(({ given }) => given))('fits a screen: %s', (given) => {
    expect(talk().press(`g:${given}`).text.length).toBeLessThanOrEqual(760);
  });
});

describe('what was only asked for', () => {
  it.each([
    'un monsieur m’a téléphoné et m’a demandé mon rib',
    'on m’appelle pour me demander de confirmer ma carte bancaire',
  ])('is not taken as given: %s', (message) => {
    const { text, trace } = talk().say(message);
    expect(trace.intent).toBe('spot_scams');
    expect(text).toMatch(/^On vous appelle \? Raccrochez/);
  });

  it.each([
    'un monsieur m’a téléphoné, m’a demandé mon rib et je lui ai donné',
    'on m’a appelé pour me demander ma carte et j’ai tout dit',
  ])('is an emergency when it was given: %s', (message) => {
    expect(talk().say(message).trace.intent).toBe('emergency');
  });
});

describe('somebody who touched nothing', () => {
  it.each([
    'je l’ai pas ouvert',
    'jlé pa ouvert',
    'j’ai rien cliqué',
    'j’ai pas répondu',
    'j’ai rien fait',
    'j’ai rien donné moi',
  ])('is told that this was right: %s', (message) => {
    const chat = talk();
    chat.say('j’ai reçu un sms bizarre d’ameli');
    expect(chat.say(message).text).toMatch(/^Vous avez bien fait/);
    const judged = talk();
    judged.forward('CPAM : votre carte avant minuit sur ameli-rembours-carte.top');
    expect(judged.say(message).text).toMatch(/^Vous avez bien fait/);
  });
});

describe('somebody who refused one thing and did another', () => {
  it.each([
    'j’ai pas payé mais j’ai donné ma carte',
    'j’ai rien rempli mais ma femme a cliqué',
    'j’ai cliqué juste pour voir',
    'ils ont mon nom car j’ai rempli mon rib',
  ])('is in an emergency: %s', (message) => {
    const chat = talk();
    chat.forward('CPAM : votre carte avant minuit sur ameli-rembours-carte.top');
    expect(chat.say(message).trace.intent).toBe('emergency');
  });
});
