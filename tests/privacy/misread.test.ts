import { expect, it } from 'vitest';
import { redactRead } from '../../src/privacy/misread.ts';

it.each([
  ['2 69 O5 49 588 l57 80', 'nir'],
  ['n° 269054958815780 de', 'nir'],
  ['2 69 05 49 588 157', 'nir'],
  ['FR76 3OOO 6000 0112 3456 7890 189', 'iban'],
  ['FR76 3000 6000 0112 3456 7890 189', 'iban'],
  ['4970 1012 3456 7893', 'card'],
])('a number read with slips is taken out: %s', (text, kind) => {
  const { text: rest, found } = redactRead(`avant ${text} après`);
  expect(found).toContain(kind);
  expect(rest.replace(/\s+/g, ' ')).toMatch(/^avant .*… .*après$/);
  expect(rest).not.toMatch(/588|6000|1012/);
});

it.each(['né le 12/05/1969', 'Né(e) le 12.05.1969', 'née 12 05 69'])('so is a birth date: %s', (text) => {
  expect(redactRead(text).text).not.toMatch(/69/);
});

it.each([
  'appelez le 06 12 34 56 78 ou le 01 02 03 04 05',
  'colis 8R 117 402 936',
  '6A12345678901',
  'rendez-vous le 12/05/2026 à 14:30',
  'réglez 1 250,00 € avant le 12',
  'votre code est 482 913',
])('other numbers stay: %s', (text) => {
  expect(redactRead(text).text).toBe(text);
});
