import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findInsurers, matchingData } from '../../src/insurers/index.ts';
import { index, named } from './support.ts';

type InsurerFile = {
  readonly insurers: readonly {
    readonly id: string;
    readonly name: string;
    readonly aliases: readonly string[];
  }[];
};

const data = matchingData.parse(JSON.parse(readFileSync('data/matching.json', 'utf8')));
const { insurers } = JSON.parse(readFileSync('data/insurers.json', 'utf8')) as InsurerFile;

test('the curated names and families are of insurers in the facts', () => {
  const ids = new Set(insurers.map(({ id }) => id));
  const used = [...Object.keys(data.names), ...data.families.flatMap(({ candidates }) => candidates)];
  expect(used.filter((id) => !ids.has(id))).toEqual([]);
});

test('cues and words of grammar are folded, as the words of messages are when they are compared', () => {
  const raw = JSON.parse(readFileSync('data/matching.json', 'utf8')) as Record<'cues' | 'grammar', object>;
  const lists = [raw.cues, raw.grammar].flatMap((section) => Object.values(section) as unknown[]);
  const texts = lists.flatMap((list) => (typeof list === 'string' ? list : Object.values(list as object)));
  expect(texts.filter((text) => !/^[a-z0-9 ]+$/.test(String(text)))).toEqual([]);
});

test('every insurer is found by its own name in a sentence', () => {
  const lost = insurers.filter(({ id, name }) => {
    const bare = name.replace(/\([^)]*\)/g, '').trim();
    return !named(findInsurers(`Ma mutuelle : ${bare}, suis-je concernée ?`, index)).some((found) =>
      found.split('/').includes(id),
    );
  });
  expect(lost.map(({ name }) => name)).toEqual([]);
});

test('every alias of more than three letters is found in a sentence, alone or as a choice', () => {
  const lost = insurers.flatMap(({ id, aliases }) =>
    aliases
      .filter((alias) => alias.length > 3 && !/[()]/.test(alias))
      .filter((alias) => {
        const found = named(findInsurers(`je suis assurée chez ${alias}`, index));
        return !found.some((one) => one.split('/').includes(id));
      }),
  );
  expect(lost).toEqual([]);
});
