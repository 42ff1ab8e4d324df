import { describe, expect, it } from 'vitest';
import { unlisted } from '../../src/core/answers/which-insurer.ts';
import { talk } from '../support/assistant.ts';

describe('somebody who asks whether they are concerned', () => {
  it('is answered in the first line, with source and date, from a hurried message', () => {
    const { text, trace } = talk().say('bsr jsuis a la mutuel generale, ca me touche ou pas ??');
    expect(trace.insurers).toEqual(['la-mutuelle-generale']);
    expect(text.split('\n')[0]).toMatch(/^Oui : La Mutuelle Générale/);
    expect(text).toContain('8 février 2024');
  });

  it('hears about each insurer of one message', () => {
    const { text, trace } = talk().say('mon épouse est à la MGP et moi chez Alan');
    expect(trace.exposure['mgp']?.['viamedis-almerys-2024']).toBe('confirmed');
    expect(trace.exposure['alan']?.['almerys-2026']).toBe('confirmed');
    expect(text).toContain('MGP');
    expect(text).toContain('Alan');
  });

  it('is asked about former insurers when the answer is no yes', () => {
    const { text, reply } = talk().say('je suis assuré à la maif');
    expect(text).toMatch(/^Je ne sais pas/);
    expect(text).toContain('ancienne mutuelle');
    expect(reply.buttons.map(({ action }) => action)).toContainEqual({
      kind: 'ask',
      intent: 'former_insurer',
    });
  });

  it('never reads an unknown as a no, nor a denial as safety', () => {
    const denied = talk().say('et la MHV, touchée ?');
    expect(denied.trace.exposure['mhv-mutuelle']?.['viamedis-almerys-2024']).toBe('denied');
    expect(denied.text).toContain('pas pour vos autres contrats');
  });

  it('is understood when speaking of the past and of the family', () => {
    const chat = talk();
    chat.say('je suis à la mgen');
    expect(chat.say('et avant j’étais chez malakoff').trace.insurers).toEqual(['malakoff-humanis']);
    expect(chat.say('et mon mari il est chez Swiss Life').trace.insurers).toEqual(['swiss-life']);
    expect(chat.say('/confidentialite').text).toMatch(/MGEN.*Malakoff Humanis.*Swiss ?Life/);
  });

  it('can correct a misread name', () => {
    const chat = talk();
    chat.say('mutuelle mie');
    expect(chat.say('non, pas la mie, c’est miel mutuelle').trace.insurers).toEqual(['miel-mutuelle']);
  });

  it.each([
    ['2', 'lmde'],
    ['la deuxième', 'lmde'],
    ['le dernier', 'lmde'],
    ['lmde', 'lmde'],
    ['heyme', 'heyme'],
  ])('chooses between two names by saying %j', (choice, chosen) => {
    const chat = talk();
    const asked = chat.say('une mutuelle étudiante');
    expect(asked.reply.buttons.map(({ label }) => label)).toEqual(['HEYME', 'LMDE']);
    expect(chat.say(choice).trace.insurers).toEqual([chosen]);
  });

  it.each([
    ['la deuxième, la MCDEF', 'mcdef'],
    ['pas agpm, unéo', 'uneo'],
    ['celle qui est militaire', 'mutuelle-nationale-militaire'],
    ['le premier svp', 'agpm'],
  ])('chooses among several by %j', (choice, chosen) => {
    const chat = talk();
    expect(chat.say('la mutuelle de l’armée').reply.buttons.length).toBeGreaterThan(2);
    expect(chat.say(choice).trace.insurers).toEqual([chosen]);
  });

  it('is told when a number is not in the list, and keeps the list', () => {
    const chat = talk();
    chat.say('une mutuelle étudiante');
    expect(chat.say('7').text).toContain('pas dans la liste');
    expect(chat.say('1').trace.insurers).toEqual(['heyme']);
  });

  it('hears that an unknown name is unknown, and nothing near it', () => {
    const { text, trace } = talk().say('je suis chez Zorbalia santé, concerné ?');
    expect(trace.insurers).toEqual([]);
    expect(text).toContain('Je ne connais pas');
  });

  it.each([
    ['oui', 'Mutelios apparaît chez Viamedis'],
    ['non', 'Regardez votre carte'],
  ])('is offered the nearest name for one that is unknown, and can say %s', (reply, answer) => {
    const chat = talk();
    const { text, trace } = chat.say('ma mutuelle cest mutelia');
    expect(trace.insurers).toEqual([]);
    expect(text.split('\n')[0]).toMatch(/^Je ne connais pas « mutelia »/);
    expect(chat.say(reply).text).toContain(answer);
  });

  it('hears an unknown name as it was written, but never as a link', () => {
    const { blocks } = unlisted('Zorbalia.net', []);
    expect(JSON.stringify(blocks)).toContain('Zorbalia[.]net');
  });

  it('can ask on: serious, why, source, sure', () => {
    const chat = talk();
    chat.say('je suis chez alan');
    expect(chat.say('c’est grave ?').text).toMatch(/^C’est sérieux/);
    chat.say('je suis chez alan');
    expect(chat.say('pourquoi ?').text).toContain('https://');
    expect(chat.say('d’où tu sais ça ?').text).toContain('alan.com');
    expect(chat.say('t’es sûr ?').text).toContain('seul votre assureur');
  });

  it('leads somebody who does not know the insurer to ways of finding out', () => {
    const chat = talk();
    chat.say('suis-je concerné ?');
    expect(chat.say('je ne sais plus').text).toContain('carte de tiers payant');
  });

  it('starts afresh after being forgotten', () => {
    const chat = talk();
    chat.say('je suis chez alan');
    expect(chat.say('oublie moi stp').text).toMatch(/^C’est effacé/);
    const again = chat.say('bonjour');
    expect(again.text).toMatch(/^Bonjour, je suis Vigie/);
    expect(again.trace.insurers).toEqual([]);
    expect(chat.say('/confidentialite').text).toContain('en ce moment : rien');
  });
});
