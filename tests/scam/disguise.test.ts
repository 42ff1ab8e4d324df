import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processorTime } from '../support/processor-time.ts';
import { analyseMessage } from '../../src/scam/analyse.ts';
import type { VerdictLevel } from '../../src/scam/verdict.ts';
import { judge, lists, ranks, shipped } from './support.ts';

const { analyser, context } = shipped();
const level = (text: string): VerdictLevel => analyseMessage(text, analyser, context).level;

/** Caught by their signs, by their wording or by both. */
const scams = [
  'Assurance Maladie : votre carte Vitale expire, réglez 0,90 € sur ameli-carte-dix.com',
  'Votre colis est retenu, payez 2,30 € de frais sur https://laposte-depot.top/a',
  'Votre compte sera suspendu sous 24h, confirmez votre mot de passe sur https://zone-dix.com/x',
  'Indiquez le numéro de votre carte bancaire et le code reçu par SMS à notre conseiller',
  'Maman c’est moi, mon téléphone est cassé, écris-moi vite sur ce numéro',
  'Bonjour papi, note mon nouveau numéro, je t’explique quand tu réponds, j’ai besoin que tu m’avances 640 €',
  'Je suis conseiller au service fraude de votre banque, un virement part, validez pour l’annuler',
  'Un coursier passera prendre votre carte, mettez-la dans une enveloppe avec le code',
  'Vous avez gagné un téléphone, payez 1,99 € de port sur gagnant-du-jour.shop',
  'Travail simple à domicile, 140 € par jour sans expérience, répondez OUI sur WhatsApp',
  'Netflix : paiement refusé, mettez à jour votre carte ici netflix-compte.top',
  'Votre ordinateur est infecté, appelez Microsoft au 01 99 00 62 18, un technicien se connectera',
  'J’ai une vidéo intime de vous, je publierai tout à vos contacts, payez 500 € en bitcoin',
  'Mon amour je suis bloqué à la douane, il me faut 900 € par mandat pour te rejoindre',
  'Amende impayée : réglez 35 € avant majoration sur antai-guichet.click',
  'Suite au piratage de Viamedis une prime vous revient, indiquez votre IBAN sur prime-adherent.online',
  'Le studio est libre, je vis à l’étranger, envoyez le premier loyer et je vous poste les clés',
  'Investissez 250 € sur notre plateforme, gains garantis de 90 € par jour sans aucun risque',
  'Bonjour, voici notre nouveau RIB, merci de faire le virement de la facture avant midi',
  'Votre CPF expire ce soir, un conseiller vous rappelle pour activer vos droits, répondez OUI',
  'Achète deux cartes cadeaux de 100 €, donne-moi les codes, je suis en réunion',
  'ULYS : un trajet reste dû, réglez 6,80 € avant la pénalité sur peage-regul.info',
  'Je suis veuve et malade, je souhaite léguer 2 millions d’euros, écrivez à mon notaire',
  'Impôts : un remboursement de 318 € vous attend, complétez le formulaire impot-gouv-dix.com',
];
const lookalikes = new Map(Object.entries(lists.confusables.values).map(([odd, plain]) => [plain, odd]));
const endings = /\.(?=com|top|shop|click|online|info)/g;

/** Changes some characters of a text, chosen by the numbers. */
function mutate(text: string, at: readonly number[], change: (character: string) => string): string {
  const places = new Set(at.map((number) => number % text.length));
  return Array.from({ length: text.length }, (_, index) =>
    places.has(index) ? change(text.charAt(index)) : text.charAt(index),
  ).join('');
}

const places = fc.array(fc.nat(500), { minLength: 1, maxLength: 12 });
const known = new Map(scams.map((text) => [text, ranks[level(text)]]));

function keepsVerdict(text: string, changed: string): void {
  expect(ranks[level(changed)], changed).toBeGreaterThanOrEqual(known.get(text) ?? 0);
}

describe('disguises do not lower the verdict of the shipped model', () => {
  it('which alarms at all of these', () => {
    for (const [text, rank] of known) expect(rank, text).toBeGreaterThanOrEqual(ranks.suspicious);
  });
  it('characters that do not show', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...scams),
        places,
        fc.constantFrom('\u200b', '\u200d', '\u00ad', '\ufeff', '\u2060'),
        (text, at, hidden) => {
          keepsVerdict(
            text,
            mutate(text, at, (character) => character + hidden),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
  it('letters of other alphabets', () => {
    fc.assert(
      fc.property(fc.constantFrom(...scams), places, (text, at) => {
        keepsVerdict(
          text,
          mutate(text, at, (character) => lookalikes.get(character) ?? character),
        );
      }),
      { numRuns: 300 },
    );
  });
  it('capitals', () => {
    for (const text of scams) {
      keepsVerdict(text, text.toUpperCase());
      keepsVerdict(text, text.toLowerCase());
    }
    fc.assert(
      fc.property(fc.constantFrom(...scams), places, (text, at) => {
        keepsVerdict(
          text,
          mutate(text, at, (character) => character.toUpperCase()),
        );
      }),
      { numRuns: 200 },
    );
  });
  it('links written the careful way', () => {
    for (const text of scams) {
      keepsVerdict(text, text.replaceAll('http', 'hxxp').replace(endings, '[.]'));
      keepsVerdict(text, text.replace(endings, ' . '));
      keepsVerdict(text, text.replace(endings, ' point '));
    }
  });
  it('letters spaced out in a word', () => {
    for (const text of scams) {
      for (const word of text.match(/\p{L}{5,}/gu) ?? [])
        keepsVerdict(text, text.replace(word, word.split('').join(' ')));
    }
  });
  it('full-width and bold letters', () => {
    for (const text of scams)
      keepsVerdict(
        text,
        text.replace(/[a-z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0x1d41a - 97)),
      );
  });
});

describe('padding', () => {
  const honest = [
    'Bonjour Madame Leroy, votre rendez-vous de jeudi à 14 h est confirmé, à jeudi. ',
    'On mange ensemble dimanche midi, j’apporte le dessert et les enfants viennent aussi. ',
    'Le cours de yoga de mardi est déplacé à la petite salle, prenez votre tapis. ',
  ];
  it.each(scams)('with honest sentences does not calm: %s', (text) => {
    for (const sentence of honest) {
      const padding = sentence.repeat(12);
      for (const padded of [`${padding}\n${text}`, `${text}\n${padding}`, `${padding}\n${text}\n${padding}`])
        expect(ranks[level(padded)], padded.slice(0, 60)).toBeGreaterThanOrEqual(ranks.suspicious);
    }
  });
});

describe('hostile length', () => {
  const shapes: Readonly<Record<string, string>> = {
    hyphens: 'a-',
    dots: 'a.',
    digits: '1',
    'digits apart': '1 ',
    letters: 'a b ',
    quotes: '"« ',
    links: 'http://ameli-x.top/a ',
    words: 'votre compte carte code ',
    schemes: 'http://',
    brackets: '[.] ',
    markdown: '[a](',
    html: '<a href="',
    breaks: 'ab-\n',
    hidden: 'a\u200b',
    cyrillic: 'аa',
    point: 'a point ',
    'long links': `https://ameli-x.top/${'a'.repeat(1900)} `,
    at: '@',
    capitals: 'aIa',
    sums: '1 000 € ',
  };
  it.each(Object.keys(shapes))('takes time in proportion to the length: %s', (name) => {
    const shape = shapes[name] ?? '';
    const time = (length: number): number => {
      const text = shape.repeat(Math.ceil(length / shape.length)).slice(0, length);
      const best = Array.from({ length: 3 }, () => processorTime(() => judge(text)));
      return Math.min(...best);
    };
    time(4096);
    // eight times the length: sixty-four times the time would be quadratic
    expect(time(96_000)).toBeLessThan(30 * Math.max(time(12_000), 6));
  });
});
