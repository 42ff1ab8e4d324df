import { describe, expect, it } from 'vitest';
import { talk } from '../support/assistant.ts';

const leaked = 'qu’est-ce qui a fuité ?';
const second = 'Almerys, printemps 2026';
const first = 'début 2024';

describe('an incident that is spoken of', () => {
  it('is the one of early 2024 as long as no other is named', () => {
    const chat = talk();
    chat.say('je suis à la macif');
    expect(chat.say(leaked).text).toContain('Chez Almerys, donc pour Macif');
    expect(chat.say('mon rib ?').text).toMatch(/^Non, vos coordonnées bancaires n’ont pas été volées/);
  });

  it('is answered for the insurer of the conversation when its name is typed, and stays for what is asked on', () => {
    const chat = talk();
    chat.say('je suis à la macif');
    const named = chat.say('et la fuite almerys de 2026 ?');
    expect(named.trace.insurers).toEqual(['macif']);
    expect(named.text.split('\n')[0]).toContain(second);
    chat.say(leaked);
    for (const message of [leaked, 'mon rib ?', 'c’est grave ?', 'merci', leaked]) {
      const { text } = chat.say(message);
      if (message === leaked || message === 'mon rib ?') expect(text).toContain(second);
      expect(text).not.toContain(first);
    }
  });

  it('is left when an insurer is named without it', () => {
    const chat = talk();
    chat.press('n:almerys-2026');
    expect(chat.say(leaked).text).toContain(second);
    expect(chat.say('je suis chez malakoff').text).toContain(first);
    expect(chat.say(leaked).text).toContain('Malakoff');
    expect(chat.say(leaked).text).not.toContain(second);
  });

  it('stays when an insurer is named that was spoken of before', () => {
    const chat = talk();
    chat.say('avant j’étais chez alan');
    chat.say('je suis à la macif');
    chat.say('et en 2026 ?');
    expect(chat.say('et chez alan ?').text.split('\n')[0]).toContain(second);
    expect(chat.say('qu’ont-ils pris chez macif ?').text).toContain(second);
  });

  it('names only sources of its own', () => {
    const chat = talk();
    chat.say('la fuite free c’est quoi ?');
    expect(chat.say(leaked).text).not.toContain('février 2024');
  });

  it('is left for another subject', () => {
    const chat = talk();
    chat.press('n:itelis-2025');
    expect(chat.say(leaked).text).toContain('Itelis');
    chat.forward('Votre colis attend, payez 1,99 € sur chrono-colis-frais.top');
    expect(chat.say(leaked).text).toContain(first);
  });

  it('gives way to another one that is named, the first one too', () => {
    const chat = talk();
    chat.say('et la fuite itelis ?');
    expect(chat.say('et celle d’almerys en 2026').text).toContain('Almerys');
    expect(chat.say(leaked).text).toContain(second);
    chat.say('et celle de janvier 2024 ?');
    expect(chat.say(leaked).text).toContain(first);
  });

  it('does not hide the list of the others', () => {
    const chat = talk();
    chat.say('je suis chez alan');
    chat.press('n:almerys-2026');
    expect(chat.say('les autres fuites').text).toContain('de la plus récente à la plus ancienne');
    expect(chat.press('i:other_incident').text).toContain('de la plus récente à la plus ancienne');
  });

  it('goes on behind "En savoir plus"', () => {
    const chat = talk();
    chat.say('la fuite d’itelis c’est quoi');
    expect(chat.press('m:other_incident').text).toContain('Itelis');
  });

  it('that struck no health insurer is not asked of the person’s insurer', () => {
    const chat = talk();
    chat.say('je suis à la macif');
    expect(chat.say('et la fuite de free ?').text).toContain('ne vient pas de votre mutuelle');
    expect(chat.say(leaked).text).toContain('Free');
    expect(chat.say('je suis concerné ?').text).toContain(first);
  });

  it('survives the question which insurer is meant', () => {
    const chat = talk();
    chat.say('la fuite almerys de 2026');
    chat.say('et pour une mutuelle étudiante, toujours en 2026 ?');
    expect(chat.say('la deuxième').text.split('\n')[0]).toContain(second);
  });
});

describe('bank and health data in an incident where they leaked', () => {
  it('are not played down with what was said of the first one', () => {
    const chat = talk();
    chat.say('parle moi de la fuite ficoba');
    const bank = chat.say('mon rib ?').text;
    expect(bank).toMatch(/^Oui, .*vos coordonnées bancaires/);
    expect(bank).not.toContain('pas utile de prévenir');
    chat.say('et cegedim ?');
    expect(chat.say('et mes données médicales ?').text).not.toContain('n’ont rien à voir avec ce vol');
  });
});
