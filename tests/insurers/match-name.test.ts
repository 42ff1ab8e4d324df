import { describe, expect, test } from 'vitest';
import { matchName } from '../../src/insurers/index.ts';
import { index } from './support.ts';

const asked = ['la-mutuelle-generale', 'mgp', 'mgen'];

describe('a reply chooses among the insurers that were asked about', () => {
  test.each([
    ['la deuxième, la MGP', 'mgp'],
    ['la deuxième', 'mgp'],
    ['2', 'mgp'],
    ['la dernière', 'mgen'],
    ['celle de la police', 'mgp'],
    ['pas la mgen, la mgp', 'mgp'],
    ['mgne', 'mgen'],
    ['éducation nationale', 'mgen'],
  ])('%s', (reply, insurer) => {
    expect(matchName(reply, index, asked)).toEqual({ kind: 'one', insurer });
  });

  test('what is no choice gives none', () => {
    expect(matchName('aucune idée', index, asked)).toEqual({ kind: 'none' });
    expect(matchName('la macif en fait', index, asked)).toEqual({ kind: 'none' });
  });

  test('several stay several', () => {
    expect(matchName('mgp ou mgen', index, asked)).toEqual({ kind: 'several', candidates: ['mgp', 'mgen'] });
  });

  test('without candidates all insurers are meant', () => {
    expect(matchName('harmonie', index)).toEqual({ kind: 'one', insurer: 'harmonie-mutuelle' });
    expect(matchName('oui', index)).toEqual({ kind: 'none' });
  });
});
