import { describe, expect, it } from 'vitest';
import { separateMessage } from '../../src/scam/extract.ts';
import { analyser } from './support.ts';

const scam = 'Votre paquet est bloqué, réglez 1,10 € sur depot-paquet.top';

describe('separateMessage', () => {
  it.each([
    [scam, scam, ''],
    [`vous pouvez vérifier ce sms : ${scam}`, scam, 'vous pouvez vérifier ce sms'],
    [`c'est vrai ce message ?\n${scam}`, scam, "c'est vrai ce message ?"],
    [`${scam}\nc'est une arnaque ou pas ?`, scam, "c'est une arnaque ou pas ?"],
    [`j'ai reçu « ${scam} », c'est fiable ?`, scam, "j'ai reçu , c'est fiable ?"],
    ['depot-paquet.top', 'depot-paquet.top', ''],
    ['depot-paquet.top c’est sûr comme site ?', 'depot-paquet.top', 'c’est sûr comme site ?'],
    ['c’est qui ce numéro 08 99 12 34 56', '08 99 12 34 56', 'c’est qui ce numéro'],
  ])('finds the message in « %s »', (text, message, comment) => {
    expect(separateMessage(text, analyser)).toEqual({ message, comment });
  });

  it.each([
    'Macif',
    'est-ce que la Macif est concernée ?',
    "j'ai reçu un message étrange hier, c'est une arnaque ?",
    "j'ai mis ma carte sur un faux site de colis",
    "j'ai cliqué sur depot-paquet.top",
    'comment voir si un courriel est faux ?',
    'mon RIB a fuité chez Viamedis ?',
    'bonjour',
    'merci beaucoup',
    '/aide',
    'un technicien est connecté sur mon ordinateur',
    'quel numéro appeler pour faire opposition ?',
    '',
  ])('leaves the person’s own words alone: « %s »', (text) => {
    expect(separateMessage(text, analyser)).toBeNull();
  });
});
