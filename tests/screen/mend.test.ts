import { describe, expect, it } from 'vitest';
import { mendLinks } from '../../src/screen/mend.ts';

describe('what reading makes of a link', () => {
  it.each([
    ['https:/ /colis-relais.top/x', 'https://colis-relais.top/x'],
    ['htips://colis-relais.top/x', 'https://colis-relais.top/x'],
    ['hitp:// colis-relais.top', 'http://colis-relais.top'],
    ['wvvw.colis-relais.top', 'www.colis-relais.top'],
    ['https://www colis-relais.top/x', 'https://www.colis-relais.top/x'],
    ['voir colis-relais .top/x vite', 'voir colis-relais.top/x vite'],
    ['voir colis-relais top/x vite', 'voir colis-relais.top/x vite'],
    ['www.exemple.corn', 'www.exemple.com'],
    ['www.exemple,fr/x', 'www.exemple.fr/x'],
    ['https://|eboncoin-paiement.online', 'https://leboncoin-paiement.online'],
    ['https://www.francetravaiLfr', 'https://www.francetravail.fr'],
    ['contact @ exemple.fr', 'contact@exemple.fr'],
    ['contact©exemple.fr', 'contact@exemple.fr'],
    ['Appelez le O6 12 34 56 78', 'Appelez le 06 12 34 56 78'],
    ['Appelez le 01 99 OO l2 34', 'Appelez le 01 99 00 12 34'],
  ])('%s is mended', (read, mended) => {
    expect(mendLinks(read)).toBe(mended);
  });

  it.each([
    'Merci. La suite arrive.',
    'Rendez-vous le 12. Info au 36 46',
    'fin de mois. pour vous',
    'amel1-carte.top',
    'www',
    '24/7 et 1/2',
    'https://',
    'H&M : -20 %',
  ])('nothing is invented in: %s', (text) => {
    expect(mendLinks(text)).toBe(text);
  });
});
