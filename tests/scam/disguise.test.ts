import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge, lists, ranks } from './support.ts';

const scams = [
  'Assurance Maladie : votre carte Vitale expire, réglez 0,90 € sur ameli-carte-dix.com',
  'Votre colis est retenu, payez 2,30 € de frais sur https://laposte-depot.top/a',
  'Votre compte sera suspendu sous 24h, confirmez votre mot de passe sur https://zone-dix.com/x',
  'Indiquez le numéro de votre carte bancaire et le code reçu par SMS à notre conseiller',
];
const lookalikes = new Map(Object.entries(lists.confusables.values).map(([odd, plain]) => [plain, odd]));

/** Changes some characters of a text, chosen by the numbers. */
function mutate(text: string, at: readonly number[], change: (character: string) => string): string {
  const places = new Set(at.map((number) => number % text.length));
  return Array.from({ length: text.length }, (_, index) =>
    places.has(index) ? change(text.charAt(index)) : text.charAt(index),
  ).join('');
}

const places = fc.array(fc.nat(500), { minLength: 1, maxLength: 12 });

function keepsVerdict(text: string, changed: string): void {
  expect(ranks[judge(changed).level], changed).toBeGreaterThanOrEqual(ranks[judge(text).level]);
}

describe('disguises do not lower the verdict', () => {
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
    );
  });
  it('capitals', () => {
    for (const text of scams) {
      keepsVerdict(text, text.toUpperCase());
      keepsVerdict(text, text.toLowerCase());
    }
  });
  it('links written the careful way', () => {
    for (const text of scams) {
      keepsVerdict(text, text.replaceAll('http', 'hxxp').replace(/\.(?=com|top)/g, '[.]'));
      keepsVerdict(text, text.replace(/\.(?=com|top)/g, ' . '));
      keepsVerdict(text, text.replace(/\.(?=com|top)/g, ' point '));
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
      const best = Array.from({ length: 3 }, () => {
        const start = performance.now();
        judge(text);
        return performance.now() - start;
      });
      return Math.min(...best);
    };
    time(4096);
    // eight times the length: sixty-four times the time would be quadratic
    expect(time(96_000)).toBeLessThan(30 * Math.max(time(12_000), 6));
  });
});
