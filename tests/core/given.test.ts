import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { givenIn, namedIn } from '../../src/core/given.ts';
import { spaced } from '../../src/core/wording.ts';
import { parts } from '../support/assistant.ts';

const { dialogue, knowledge } = parts.brain;
/** `also` may be found as well; `or` holds other answers that are as right. */
type Example = { text: string; given: string[]; also?: string[]; or?: string[][] };
const { examples } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/given.json'), 'utf8'),
) as { examples: Example[] };
const given = (text: string): string[] => givenIn(spaced(text), dialogue);
const share = (of: readonly Example[], isRight: (example: Example, found: string[]) => boolean) =>
  of.filter((example) => isRight(example, given(example.text))).length / of.length;
const whole = ({ given: first, or = [] }: Example) => [first, ...or];

describe('what was given away', () => {
  it('is known by words for every emergency of the facts, and by no other', () => {
    expect(Object.keys(dialogue.given).sort()).toEqual(
      knowledge.emergencies.map(({ given: kind }) => kind as string).sort(),
    );
  });

  it('is found in all of it, in 98 of a hundred messages', () => {
    const told = examples.filter(({ given: expected }) => expected.length > 0);
    expect(
      share(told, (example, found) =>
        whole(example).some((kinds) => kinds.every((kind) => found.includes(kind))),
      ),
    ).toBeGreaterThan(0.98);
  });

  it('is found with nothing else, in 97 of a hundred messages', () => {
    const exact = (kinds: string[], also: string[], found: string[]) =>
      kinds.every((kind) => found.includes(kind)) &&
      found.every((kind) => kinds.includes(kind) || also.includes(kind));
    expect(
      share(examples, (example, found) =>
        whole(example).some((kinds) => exact(kinds, example.also ?? [], found)),
      ),
    ).toBeGreaterThan(0.97);
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

  it.each([
    ['whatever the bank', 'identifiant et mot de passe Fortuneo saisis sur une copie', ['bank_login']],
    ['by ear', 'jé clicker pui jé doné mon num de sekurité social', ['nir']],
    ['without its apostrophe', 'g envoyé ma carte didentité', ['identity_document']],
    ['with an apostrophe lost before it', 'jai tapé liban', ['rib']],
    [
      'though the verb is far',
      'le mot de passe de ma messagerie, je ne sais pas pourquoi, je l’ai tapé',
      ['password'],
    ],
    ['but not what is denied afterwards', 'mon rib, je ne l’ai pas donné', []],
    ['but not what is only asked', 'il voulait le numéro de ma carte', []],
    ['and what is asked and given', 'il voulait le numéro de ma carte et je l’ai dit', ['card']],
    ['though a negation denies nothing', 'sans réfléchir j’ai donné ma carte', ['card']],
    ['and a pretext is not given', 'j’ai mis ma carte bleue pour la nouvelle carte vitale', ['card']],
    ['and what somebody else changed is not given', 'mon mot de passe a été changé par un inconnu', []],
  ])('is recognised %s', (_, text, expected) => {
    expect(given(text)).toEqual(expected);
  });

  it('may be named without being given', () => {
    expect(namedIn(spaced('elle me demande mon RIB'), dialogue)).toEqual(['rib']);
    expect(given('elle me demande mon RIB')).toEqual([]);
  });
});
