import { describe, expect, it } from 'vitest';
import { intents } from '../../src/understanding/intent.ts';
import { talk } from '../support/assistant.ts';

/** One phone screen, as the product asks; letters and complaints are texts to copy and may be longer. */
const screen = 700;
const longTexts = ['letter_access', 'letter_erasure', 'complaint_help', 'sources'];

describe('every answer', () => {
  it.each(intents)('to %s says something, offers a next step, and claims no safety', (intent) => {
    for (const prefix of ['i', 'm']) {
      const { text, reply } = talk().press(`${prefix}:${intent}`);
      expect(text.length).toBeGreaterThan(20);
      expect(reply.buttons.length).toBeGreaterThan(0);
      expect(text).not.toMatch(/en sécurité|sans danger|aucun risque|sans risque|\bsûr et certain/i);
      expect(text).not.toMatch(/\{\{|\*\*|undefined|NaN|\bphrases?\./);
    }
  });

  it.each(intents.filter((intent) => !longTexts.includes(intent)))(
    'to %s fits one screen of a phone',
    (intent) => {
      expect(talk().press(`i:${intent}`).text.length).toBeLessThanOrEqual(screen);
    },
  );

  it.each([
    'data_leaked',
    'bank_risk',
    'medical_data_risk',
    'change_nir',
    'incident_overview',
    'who_informs',
    'legal_recourse',
    'report_scam',
  ])('to %s names its sources, and gives their addresses when asked', (intent) => {
    const chat = talk();
    expect(chat.press(`i:${intent}`).text).toMatch(/Sources : /);
    expect(chat.say('/sources').text).toContain('https://');
  });
});

describe('what was not understood', () => {
  it('is met with choices, never twice with the same sentence', () => {
    const chat = talk();
    const first = chat.say('blorp zigui');
    const second = chat.say('frouk trala');
    expect(first.reply.buttons.length).toBeGreaterThanOrEqual(3);
    expect(second.text).not.toBe(first.text);
  });

  it.each(['', '   ', '\u200b\u200b', '…', '\u202e'])('says that nothing could be read in %j', (text) => {
    expect(talk().say(text).text).toContain('vide');
  });

  it.each(['👍', '🙏🙏'])('takes %s as thanks', (text) => {
    expect(talk().say(text).trace.intent).toBe('thanks');
  });
});

describe('commands', () => {
  it.each([
    ['/start', 'greeting'],
    ['/aide', 'help'],
    ['/assureur', 'insurer_affected'],
    ['/donnees', 'data_leaked'],
    ['/analyser', 'message_to_analyse'],
    ['/urgence', 'emergency'],
    ['/plan', 'plan_progress'],
    ['/courrier', 'letter_access'],
    ['/alertes', 'alerts_subscribe'],
    ['/quiz', 'quiz'],
    ['/simple', 'easy_language'],
    ['/sources', 'sources'],
    ['/confidentialite', 'privacy'],
    ['/oublier', 'forget_me'],
    ['/langue', 'language_switch'],
  ])('%s leads to %s', (command, intent) => {
    expect(talk().say(command).trace.intent).toBe(intent);
  });

  it('take an argument', () => {
    expect(talk().say('/assureur mgen').trace.insurers).toEqual(['mgen']);
    expect(talk().say('/analyser gagnez un iphone sur promo-iphone.top').trace.verdict).not.toBeNull();
  });
});

describe('personal numbers', () => {
  it('are not repeated, and the person is told not to send them', () => {
    const { whole, redacted } = talk().say('voici mon numéro de sécu 1 85 05 78 006 084 91, il a fuité ?');
    expect(redacted).toEqual(['nir']);
    expect(whole).toMatch(/^Ne m’envoyez pas votre numéro de sécurité sociale/);
    expect(whole.replace(/[^\d]/g, '')).not.toContain('185057800608491');
  });
});

describe('the plan', () => {
  it('ticks by word and by button, and shows the rest', () => {
    const chat = talk();
    chat.say('que dois-je faire ?');
    chat.say('ma liste de gestes');
    const ticked = chat.say('c’est fait');
    expect(ticked.text).toContain('1 fait sur 5');
    expect(chat.press('d:watch').text).toContain('2 faits sur 5');
    expect(chat.say('où j’en étais ?').text).toContain('2 faits sur 5');
  });
});

describe('letters', () => {
  it('name the insurer, leave blanks for what is personal, and come as a document too', () => {
    const chat = talk();
    chat.say('je suis chez macif');
    const { text, reply } = chat.say('écris moi la lettre pour leur demander');
    expect(text).toContain('article 15');
    expect(text).toContain('Macif');
    expect(text).toContain('[Nom, prénom, date, signature]');
    expect(reply.documents).toHaveLength(1);
  });
});
