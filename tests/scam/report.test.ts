import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyseMessage } from '../../src/scam/analyse.ts';
import { judge, lexicon, shipped } from './support.ts';

function json(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
}

const told = (text: string): string[] => judge(text).signals.map(({ id }) => id);

describe('what is told', () => {
  it.each([
    "Bonjour, le paquet n'entre pas dans la boîte aux lettres, je l'ai laissé chez la voisine.",
    'Votre remboursement de 32,40 € a été effectué sur votre compte le 12 mars.',
    'Votre abonnement de transport expire le 31, pensez à le renouveler au guichet.',
    'Votre carte bancaire arrive à échéance, la nouvelle vous sera envoyée par courrier.',
    'Notification : virement de 62,40 € vers la crèche enregistré. Un doute ? Contactez-nous depuis le menu Aide.',
    'Le technicien passera chez vous jeudi pour contrôler la chaudière.',
    'Je vous envoie le code de la porte : 2308. À ce soir !',
  ])('no alarming sign under "no sign": %s', (text) => {
    expect(judge(text)).toMatchObject({ level: 'no-sign', signals: [] });
  });

  it.each([
    ['Votre mutuelle vous rembourse 74 €, indiquez votre carte', 'ask-card', 'ask-transfer'],
    [
      'Votre banque : mettez votre carte et les 3 chiffres du dos ici pour débloquer l’argent',
      'ask-card',
      'ask-courier',
    ],
    [
      'Suite à la fuite de données, confirmez votre IBAN sur zone-dix.com',
      'ask-bank-details',
      'breach-bank-claim',
    ],
    ['Mettez à jour votre moyen de paiement : zone-dix.top', 'ask-payment-details', 'ask-payment'],
    ['Je suis votre conseiller, validez la notification pour annuler', 'ask-cancel', 'ask-click'],
    [
      'SMS du 06 39 98 21 60 : votre compte sera suspendu, payez 4 € sur zone-dix.com',
      'number-mobile',
      'number-lure',
    ],
  ])('« %s » shows %s and not %s', (text, shown, untrue) => {
    expect(told(text)).toContain(shown);
    expect(told(text)).not.toContain(untrue);
  });

  it('says one thing of the same words, two of a link', () => {
    const signals = judge(
      'Netflix : abonnement suspendu, réglez 4 € avant minuit sur netflix-compte.top',
    ).signals;
    for (const { fragment, id } of signals) {
      const same = signals.filter((other) => other.fragment === fragment).length;
      expect(same, fragment).toBeLessThanOrEqual(/^(?:link|sender)-/.test(id) ? 2 : 1);
    }
  });

  it('speaks in explanations without straight apostrophes, and quotes names', () => {
    for (const [id, text] of Object.entries(lexicon.explanations)) {
      expect(text, id).not.toContain("'");
      expect(text.replaceAll('« {{brand}} »', ''), id).not.toContain('{{brand}}');
    }
  });
});

it('judges the messages of the quiz as the quiz does', () => {
  const { quiz } = json('../../data/quiz.json') as { quiz: { id: string; text: string; answer: string }[] };
  const { analyser, context } = shipped();
  const wrong = quiz.filter(({ text, answer }) => {
    const { level } = analyseMessage(text, analyser, context);
    return (level === 'scam' || level === 'suspicious') !== (answer === 'scam');
  });
  expect(wrong.map(({ id }) => id)).toEqual([]);
});
