import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { givenIn } from '../../src/core/given.ts';
import { spaced } from '../../src/core/wording.ts';
import { parts } from '../support/assistant.ts';

const { dialogue, knowledge } = parts.brain;
const { examples } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/given.json'), 'utf8'),
) as { examples: { text: string; given: string[] }[] };
const given = (text: string) => givenIn(spaced(text), dialogue);

describe('what was given away', () => {
  it('is known by words for every emergency of the facts, and by no other', () => {
    expect(Object.keys(dialogue.given).sort()).toEqual(
      knowledge.emergencies.map(({ given: kind }) => kind as string).sort(),
    );
  });

  it('is found in nineteen of twenty sentences, the whole of it', () => {
    const right = examples.filter(
      ({ text, given: expected }) => [...given(text)].sort().join() === [...expected].sort().join(),
    );
    expect(right.length / examples.length).toBeGreaterThan(0.95);
  });

  it.each([
    ['j’ai donné mon rib mais pas ma carte', ['rib']],
    ['pas le rib, juste ma carte', ['card']],
    ['ils voulaient mon numéro de carte, j’ai refusé', []],
    ['j’ai cliqué puis tout fermé', ['link_only']],
    ['photo de ma carte d’identité envoyée', ['identity_document']],
  ])('%s: %j', (text, expected) => {
    expect(given(text)).toEqual(expected);
  });
});
