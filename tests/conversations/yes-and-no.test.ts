import { describe, expect, it } from 'vitest';
import { talk } from '../support/assistant.ts';

const scam = 'CPAM : remboursement en attente, votre carte avant minuit sur ameli-rembours-carte.top';

describe('"oui"', () => {
  it('takes what the answer offers', () => {
    const sure = talk();
    sure.say('je suis chez alan');
    expect(sure.say('oui').trace.intent).toBe('letter_access');
    const unsure = talk();
    unsure.say('je suis à la mgen');
    expect(unsure.say('oui').text).toMatch(/^Oui, une ancienne mutuelle compte/);
    const thanked = talk();
    thanked.say('je suis à la mgen');
    thanked.say('merci');
    expect(thanked.say('oui').text).toMatch(/^Oui, une ancienne mutuelle compte/);
  });

  it('goes on with the steps of an emergency', () => {
    const chat = talk();
    chat.say('ils contrôlaient mon ordinateur à distance');
    expect(chat.say('oui').text).toMatch(/^La suite/);
  });

  it.each([
    'écris la lettre à ma mutuelle',
    scam,
    'où signaler un sms ?',
    'j’ai envoyé une info à un escroc',
  ])('does nothing of its own accord where nothing was offered: %s', (before) => {
    const chat = talk();
    const { reply } = chat.say(before);
    const answered = chat.say('ok');
    expect(answered.text).toMatch(/^Très bien/);
    expect(answered.reply.buttons).toEqual(reply.buttons);
  });

  it('ticks nothing when "ok" only accepts the list', () => {
    const chat = talk();
    chat.say('que dois-je faire ?');
    expect(chat.say('ok').text).toContain('0 fait sur 5');
  });
});

describe('"oui" or "non" as the first word', () => {
  it.each(['oui', 'non', 'ok'])('%s is met with what can be asked', (message) => {
    expect(talk().say(message).text).toMatch(/^Bonjour, je suis Vigie/);
  });
});

describe('"non"', () => {
  it.each(['je suis chez alan', 'que dois-je faire ?', scam, 'la chose du truc là', 'je suis concerné ?'])(
    'is taken kindly, with the choices still there: %s',
    (before) => {
      const chat = talk();
      const { reply } = chat.say(before);
      const answered = chat.say('non');
      expect(answered.text).toMatch(/^D’accord/);
      expect(answered.reply.buttons).toEqual(reply.buttons);
      expect(chat.say('2').text).not.toMatch(/^Ce numéro/);
    },
  );

  it('answers a question of the quiz', () => {
    const chat = talk();
    chat.say('quiz');
    expect(chat.say('non').text).toContain('Score');
  });
});

describe('"non, l’autre"', () => {
  it('means the other one of two that were asked about, after the choice too', () => {
    const chat = talk();
    chat.say('une mutuelle étudiante');
    expect(chat.say('2').trace.insurers).toEqual(['lmde']);
    expect(chat.say('non l’autre').trace.insurers).toEqual(['heyme']);
    expect(chat.say('l’autre').trace.insurers).toEqual(['lmde']);
  });

  it('means the other insurer of the conversation, for the same question', () => {
    const chat = talk();
    chat.say('avant j’étais à la mnt');
    chat.say('maintenant je suis chez alan');
    expect(chat.say('écris la lettre pour demander l’effacement').text).toContain('Alan');
    const { text, trace } = chat.say('non l’autre');
    expect(trace.intent).toBe('letter_erasure');
    expect(text).toContain('MNT');
  });

  it('asks which when there are several others', () => {
    const chat = talk();
    chat.say('j’ai été à la mnt, chez apicil et chez alan');
    chat.say('et chez macif');
    const { text, reply } = chat.say('non l’autre');
    expect(text).toMatch(/^Je préfère vous demander/);
    expect(reply.buttons.map(({ label }) => label)).toEqual(['MNT', 'Apicil', 'Alan']);
  });

  it('is asked about when there is no other', () => {
    const chat = talk();
    chat.say('je suis chez alan');
    expect(chat.say('non l’autre').text).toMatch(/mutuelle/);
  });
});

describe('"et pour ..."', () => {
  it.each([
    ['écris la lettre d’effacement', 'letter_erasure'],
    ['qu’est-ce qui a fuité ?', 'data_leaked'],
  ])('asks the same for another insurer: %s', (before, intent) => {
    const chat = talk();
    chat.say('je suis chez alan');
    chat.say(before);
    const { trace } = chat.say('et pour la mgen ?');
    expect(trace.intent).toBe(intent);
    expect(trace.insurers).toEqual(['mgen']);
  });
});

describe('a list of insurers', () => {
  it.each([
    ['ma mutuelle est la MGEN', ['mgen']],
    ['non c’est harmonie mutuelle', ['harmonie-mutuelle']],
    ['celle qui s’appelle nationale militaire', ['mutuelle-nationale-militaire']],
    ['AGPM', ['agpm']],
  ])('is left for another insurer, and chosen from by a word of its own: %s', (words, insurers) => {
    const chat = talk();
    chat.say('la mutuelle des militair');
    expect(chat.say(words).trace.insurers).toEqual(insurers);
  });

  it('is not chosen from by the word that stands in many names', () => {
    const chat = talk();
    chat.say('la mutuelle des militair');
    expect(chat.say('je ne sais plus le nom de ma mutuelle').trace.insurers).toEqual([]);
  });
});
