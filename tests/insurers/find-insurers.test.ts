import { describe, expect, test } from 'vitest';
import { findInsurers } from '../../src/insurers/index.ts';
import { index, linesOf, named } from './support.ts';

describe('an insurer is found however it is written', () => {
  test.each(linesOf('named.txt').map((line) => line.split(' => ') as [string, string]))('%s', (text, ids) => {
    expect(named(findInsurers(text, index))).toEqual(ids.split(' '));
  });
});

describe('no insurer is found where none is named', () => {
  test.each(linesOf('no-insurer.txt'))('%s', (text) => {
    expect(named(findInsurers(text, index))).toEqual([]);
  });
});

describe('a mention says more than the name', () => {
  test('offsets are those of the text as typed', () => {
    const text = "👵 j'étais à l'Aésio, puis chez « Harmonie Mutuelle »";
    const mentions = findInsurers(text, index);
    expect(mentions.map(({ fragment }) => fragment)).toEqual(['Aésio', 'Harmonie Mutuelle']);
    for (const { start, end, fragment } of mentions) expect(text.slice(start, end)).toBe(fragment);
  });

  test('a name as written is exact, a misspelt one close', () => {
    expect(findInsurers('chez apicil', index)).toMatchObject([{ kind: 'exact', insurer: 'apicil' }]);
    expect(findInsurers('chez apissil', index)).toMatchObject([{ kind: 'close', insurer: 'apicil' }]);
  });

  test('what the person says it is not is marked', () => {
    expect(findInsurers("c'est pas axa, c'est la macif", index)).toMatchObject([
      { insurer: 'axa', negated: true },
      { insurer: 'macif' },
    ]);
    expect(findInsurers('pourquoi pas la mgen', index)[0]).not.toHaveProperty('negated');
  });

  test('a kind of insurer is asked about, unless the message says which', () => {
    expect(findInsurers('une mutuelle générale, je crois', index)).toMatchObject([
      { kind: 'ambiguous', candidates: expect.arrayContaining(['la-mutuelle-generale', 'mgen']) as string[] },
    ]);
    expect(named(findInsurers("mutuelle de l'armée, Unéo", index))).toEqual(['uneo']);
  });

  test('an insurer in no record is named as unlisted, and nothing near it is given', () => {
    expect(findInsurers('je suis chez Zorvane santé', index)).toMatchObject([
      { kind: 'unlisted', name: 'Zorvane' },
    ]);
    expect(
      findInsurers('mutuelle générale des tonneliers', index).filter(({ kind }) => kind !== 'unlisted'),
    ).toEqual([]);
  });

  test.each([
    ['ma mutuelle est Mutelia', 'Mutelia', 'mutelios'],
    ['je suis chez santhia', 'santhia', 'santiane'],
    ['la mutuelle gerap', 'mutuelle gerap', 'gerep'],
  ])('%s: a name that ends otherwise may be another, so the nearest is only offered', (text, name, near) => {
    expect(findInsurers(text, index)).toMatchObject([{ kind: 'unlisted', near: [near] }]);
    expect(findInsurers(text, index)[0]?.fragment).toContain(name.split(' ').at(-1));
  });

  test.each(['mutuelle des horlogers de Besançon', 'la mutuelle de Bretagne'])(
    '%s: a mutual named after a trade or a place is unlisted by its whole name',
    (text) => {
      const [mention] = findInsurers(`bonjour, ${text} est-elle touchée ?`, index);
      expect(mention).toMatchObject({ kind: 'unlisted', name: text.replace('la ', '') });
    },
  );

  test.each(['la mutuelle de mon mari', 'une mutuelle des salariés', 'la mutuelle de la boîte'])(
    '%s: says whose mutual it is and names none',
    (text) => {
      expect(findInsurers(text, index)).toEqual([]);
    },
  );

  test('a name that the person takes back is marked', () => {
    expect(findInsurers("j'avais écrit Apicil, erreur de ma part : c'est Audiens", index)).toMatchObject([
      { insurer: 'apicil', negated: true },
      { insurer: 'audiens' },
    ]);
  });

  test('a name of which only the beginning is left is asked about', () => {
    expect(findInsurers('ça commence par muta, le reste est effacé', index)).toMatchObject([
      { kind: 'ambiguous', candidates: expect.arrayContaining(['mutaero', 'mutami']) as string[] },
    ]);
    expect(findInsurers('ça commence par muta', index)[0]?.kind).toBe('ambiguous');
  });

  test('an acronym in capitals is not read as another one', () => {
    expect(findInsurers('je suis à la GMPA', index).map(({ kind }) => kind)).toEqual(['unlisted']);
  });

  test('links and addresses name no insurer', () => {
    expect(findInsurers('https://ameli-vitale.example/mgen contact@macif.example', index)).toEqual([]);
  });
});
