import { describe, expect, it } from 'vitest';
import { talk } from '../support/assistant.ts';

/** One phone screen. */
const screen = 720;

describe('somebody who heard that data were stolen', () => {
  it.each([
    'j’ai entendu à la radio que des données avaient été volées, ça m’inquiète',
    'parait que nos infos ont été piratées',
  ])('is asked for the insurer: %s', (message) => {
    expect(talk().say(message).text).toMatch(/^Quelle est votre mutuelle/);
  });

  it.each(['qui est responsable ?', 'qui sont les responsables'])(
    'and hears of the thieves or of those who answer for it, not of Vigie: %s',
    (message) => {
      const chat = talk();
      chat.say('je suis chez alan');
      const { trace, text } = chat.say(message);
      expect(trace.intent).not.toBe('who_is_behind');
      expect(text).toMatch(/responsables|Les auteurs/);
    },
  );
});

describe('somebody who lost a relative', () => {
  it.each([
    'ma mère vient de mourir, sa mutuelle garde ses données ?',
    'mon mari est décédé l’an dernier, il était à la même mutuelle, ils ont gardé ses données ?',
    'mon père est mort en 2022 et sa mutuelle c’était la mnt',
  ])('is met with a kind word, and an answer: %s', (message) => {
    const { text, trace } = talk().say(message);
    expect(text).toMatch(/^Toutes mes condoléances/);
    expect(text).toContain('effacement');
    expect(trace.intent).toBe('dependants');
  });
});

describe('somebody who does not know the name of the insurer', () => {
  it.each([
    'je ne sais plus le nom de ma mutuelle',
    'j’ai oublié comment elle s’appelle ma mutuelle d’avant',
    'jsp',
  ])('is told where to look: %s', (message) => {
    const chat = talk();
    chat.say('suis-je concerné ?');
    expect(chat.say(message).text).toMatch(/^Regardez votre carte/);
  });

  it('but a name beside it counts', () => {
    const chat = talk();
    chat.say('suis-je concerné ?');
    expect(chat.say('je sais plus, la macif je crois').trace.insurers).toEqual(['macif']);
  });
});

describe('somebody who reads an operator’s name on the card', () => {
  it('hears what that means for them', () => {
    const chat = talk();
    expect(chat.say('ma carte dit viamedis').text).toMatch(/^Un logo Viamedis/);
    expect(chat.say('donc je suis touché ?').text).toContain('probablement concerné');
  });

  it('or what an operator is', () => {
    expect(talk().say('c’est quoi almerys').text).toContain('opérateurs de tiers payant');
    expect(talk().say('et almerys, piraté ?').text).toMatch(/^Oui : Almerys/);
  });
});

describe('self-blame', () => {
  it.each(['je suis nul', 'je suis trop bête', 'quelle idiote je suis'])('is no insult: %s', (message) => {
    expect(talk().say(message).text).toContain('ce n’est pas votre faute');
  });

  it('and an insult is still met kindly', () => {
    expect(talk().say('vous êtes nul').text).toMatch(/^Je comprends/);
  });
});

describe('a question about somebody else’s address', () => {
  it('is answered, and not taken for e-mail', () => {
    const chat = talk();
    chat.say('mes enfants sont chez alan avec moi');
    expect(chat.say('ils ont leur adresse ?').text).toMatch(/^Non, pas votre adresse/);
    expect(chat.say('et mon adresse mail ?').text).toMatch(/^Non, pas votre e-mail/);
  });
});

describe('goodbyes', () => {
  it.each(['bye', 'a plus', 'bonne nuit', 'bon tant pis'])('are taken kindly: %s', (message) => {
    expect(talk().say(message).trace.intent).toBe('thanks');
  });
});

describe('thanks', () => {
  it.each(['tkt mrc', 'ok mrc bcp', 'mci', 'thx'])('are understood in short: %s', (message) => {
    const chat = talk();
    chat.say('je suis chez alan');
    expect(chat.say(message).trace.intent).toBe('thanks');
  });
});

describe('letters', () => {
  it('go to the insurer, never to an operator', () => {
    const chat = talk();
    chat.say('c’est marqué almerys sur ma carte');
    expect(chat.say('écris la lettre').text).toContain('[nom de votre mutuelle]');
  });

  it.each([
    ['à quelle adresse dois-je l’envoyer ?', 'Au délégué à la protection des données'],
    ['je l’envoie où ?', 'Au délégué à la protection des données'],
    ['et s’ils ne répondent pas ?', 'Sans réponse, relancez'],
    ['dans quel délai doivent-ils répondre ?', 'Sans réponse, relancez'],
  ])('can be asked about: %s', (message, said) => {
    const chat = talk();
    chat.say('écris la lettre à ma mutuelle');
    expect(chat.say(message).text).toContain(said);
  });
});

describe('a complaint', () => {
  it('names the insurer that was struck, and can be asked about', () => {
    const chat = talk();
    chat.say('je suis à la mgefi et mon mari à la mutuelle générale');
    expect(chat.say('prépare ma plainte').text).toContain('chez La Mutuelle Générale');
    expect(chat.say('à quelle adresse ?').text).toMatch(/^Au commissariat/);
  });
});

describe('"pourquoi ?" after an answer that gave no fact', () => {
  it('asks what is meant, and blames no source', () => {
    const chat = talk();
    chat.say('analyser un message');
    expect(chat.say('pourquoi ?').text).not.toMatch(/^Parce que/);
  });
});

describe('an answer about several things', () => {
  it('names three insurers at a glance, the surest first, with sources, on one screen', () => {
    const { text, trace } = talk().say(
      'j’ai eu la MNT, puis Apicil, et maintenant Aésio : laquelle est touchée ?',
    );
    expect(trace.insurers).toEqual(['mnt', 'apicil', 'aesio-mutuelle']);
    expect(text.indexOf('Aésio')).toBeLessThan(text.indexOf('MNT'));
    expect(text.indexOf('MNT')).toBeLessThan(text.indexOf('Apicil'));
    expect(text).toContain('Sources : ');
    expect(text.length).toBeLessThanOrEqual(screen);
  });

  it.each(['aesio', 'la mutuelle générale'])('says once what two operators of %s both lost', (name) => {
    const chat = talk();
    chat.say(`je suis à ${name}`);
    const { text } = chat.say('qu’est-ce qui a fuité ?');
    expect(text.split('votre date de naissance')).toHaveLength(2);
    expect(text).toContain('votre rang de naissance');
    expect(text.length).toBeLessThanOrEqual(screen);
  });

  it.each(['almerys 2026', 'itelis', 'france travail', 'free'])(
    'tells of the leak of %s on one screen',
    (name) => {
      expect(talk().say(`la fuite ${name} c’est quoi ?`).text.length).toBeLessThanOrEqual(screen);
    },
  );
});

describe('a message about a carte Vitale that is only spoken of', () => {
  it('is answered with what is known of the card', () => {
    expect(talk().say('on me demande de payer pour renouveler ma carte vitale par sms').text).toContain(
      'La carte Vitale est gratuite',
    );
  });
});
