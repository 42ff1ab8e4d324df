import { describe, expect, it } from 'vitest';
import { talk } from '../support/assistant.ts';

describe('easy French', () => {
  it('is spoken from the wish for it to being forgotten, and offers the last answer again', () => {
    const chat = talk();
    const normal = chat.say('je suis concern\u00e9 ? ma mutuelle est la MGEN');
    expect(normal.text).toContain('ce n\u2019est ni un oui ni un non');

    const easy = chat.say('c\u2019est trop compliqu\u00e9');
    expect(easy.text).toMatch(/^D\u2019accord\. J\u2019\u00e9cris en fran\u00e7ais facile\./);
    expect(easy.reply.buttons.map(({ label }) => label)).toEqual([
      'Redire la r\u00e9ponse',
      'Suis-je concern\u00e9 ?',
      'Fran\u00e7ais',
      'English',
    ]);

    const again = chat.say('oui');
    expect(again.trace.insurers).toEqual(['mgen']);
    expect(again.text).toMatch(/^C\u2019est possible\. On trouve MGEN chez Viamedis\./);
    expect(again.text).toContain('6 octobre 2026');

    const leaked = chat.say('qu\u2019est-ce qu\u2019ils ont pris ?');
    expect(leaked.trace.intent).toBe('data_leaked');
    expect(leaked.text).toContain('\n\u2022 votre num\u00e9ro de s\u00e9curit\u00e9 sociale\n');

    const emergency = chat.say('j\u2019ai donn\u00e9 ma carte bancaire');
    expect(emergency.text).toMatch(
      /^Bloquez votre carte maintenant \(cela s\u2019appelle faire opposition\)\..*0 892 705 705/s,
    );

    const verdict = chat.say(
      'est-ce une arnaque : Ameli : votre carte Vitale expire, renouvelez sur http://ameli-vitale.example/renouveler',
    );
    expect(verdict.trace.verdict).toBe('scam');
    expect(verdict.text).toContain('Une arnaque est un pi\u00e8ge pour vous voler.');

    expect(chat.say('oublie-moi').text).toContain('On recommence au d\u00e9but.');
    expect(chat.say('ma mutuelle est la MGEN').text).toContain('ce n\u2019est ni un oui ni un non');
  });

  it('begins with what happened when nothing was asked yet, and goes back by button or word', () => {
    const chat = talk();
    expect(chat.say('/simple').text).toContain('Des voleurs ont pris des informations chez 2 entreprises.');
    expect(chat.say('fran\u00e7ais').text).toMatch(/^D\u2019accord, je parle fran\u00e7ais\./);
    expect(chat.say('en plus simple').text).toContain('fran\u00e7ais facile');
    expect(chat.press('l:fr').text).toMatch(/^D\u2019accord, je parle fran\u00e7ais\./);
  });

  it('is one of three languages that /langue offers, by number or by name', () => {
    const chat = talk();
    const offered = chat.say('/langue').reply.buttons.map(({ label }) => label);
    expect(offered).toEqual(['Fran\u00e7ais', 'Fran\u00e7ais facile', 'English']);
    expect(chat.say('Fran\u00e7ais facile').text).toContain('J\u2019\u00e9cris en fran\u00e7ais facile');
    chat.say('/langue');
    expect(chat.say('3').text).toContain('I speak English');
  });

  it('says again what was said last: steps of an emergency, a verdict, another leak', () => {
    const chat = talk();
    chat.say('j\u2019ai donn\u00e9 mon mot de passe ameli');
    chat.say('plus simple s\u2019il vous pla\u00eet');
    expect(chat.press('r:last').text).toMatch(
      /^Changez votre mot de passe ameli maintenant\. Tapez vous-m\u00eame/,
    );
    chat.forward('Ameli : votre carte Vitale expire, renouvelez sur http://ameli-vitale.example/renouveler');
    chat.say('/langue');
    chat.say('1');
    expect(chat.press('r:last').text).toContain('Pourquoi ce verdict');
  });

  it('tells with /confidentialite that the language is kept', () => {
    const chat = talk();
    chat.say('/simple');
    expect(chat.say('/confidentialite').text).toContain('Et votre langue : Fran\u00e7ais facile.');
  });
});
