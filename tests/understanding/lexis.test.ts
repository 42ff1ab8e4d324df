import { describe, expect, it } from 'vitest';
import { loadRules } from '../../src/cli/train.ts';
import { compileRules, readWords, soundOf, stemOf } from '../../src/understanding/lexis.ts';

const lexis = compileRules(loadRules());

describe('readWords', () => {
  it.each([
    ['jsuis chez koi', 'je suis chez quoi'],
    ["g paumé l'adresse", 'j ai paume l adresse'],
    ['C KI ÇA ?', 'c est qui ca'],
    ['geniaaaaal', 'genial'],
    ['va sur https://exemple.example/a?b=c vite', 'va sur xurl vite'],
    ['faux-site[.]shop bloqué', 'xurl bloque'],
    ['écrivez à moi.meme@exemple.example', 'ecrivez a xmail'],
    ['le 06 39 98 12 34 sonne', 'le xphone sonne'],
    ['+33639981234', 'xphone'],
    ['payer 1,99 € en 2023', 'payer xamount en xyear'],
    ['mon n° 2 55 08 14 168 025 38', 'mon numero xnir'],
    ['dossier 4587123', 'dossier xnumber'],
    ['', ''],
    ['?!…', ''],
  ])('%j reads as %j', (text, words) => {
    expect(readWords(text, lexis).join(' ')).toBe(words);
  });
});

describe('stems and sounds', () => {
  it.each([
    ['effacer', 'effacez'],
    ['pirates', 'piratees'],
    ['concerne', 'concernee'],
  ])('%s and %s have one stem', (one, other) => {
    expect(stemOf(one, lexis.endings)).toBe(stemOf(other, lexis.endings));
  });

  it.each([
    ['quel', 'kel'],
    ['telephone', 'telefone'],
    ['prevenir', 'prevenirr'],
  ])('%s and %s have one sound', (one, other) => {
    expect(soundOf(one, lexis.sounds)).toBe(soundOf(other, lexis.sounds));
  });
});
