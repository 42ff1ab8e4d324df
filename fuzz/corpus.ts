import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { encodeAction, followUps } from '../src/core/action.ts';
import { languages } from '../src/core/language.ts';
import { intents } from '../src/understanding/intent.ts';

const root = resolve(import.meta.dirname, '..');

/** What messages are made from: texts, words and names of this project, none of a real person. */
export type Corpus = {
  /** Whole messages: what people type and what they forward. */
  readonly texts: readonly string[];
  /** Wordings that the lexicons look for. */
  readonly wordings: readonly string[];
  /** Names of insurers and organisations. */
  readonly names: readonly string[];
  readonly links: readonly string[];
  /** What buttons carry. */
  readonly actions: readonly string[];
};

/** Reads the corpus from the fixtures, the locales and the facts. */
export function readCorpus(): Corpus {
  const texts = [
    ...files('tests/fixtures/**/*.json').flatMap(textsOfJson),
    ...files('tests/fixtures/**/*.jsonl').flatMap((file) => lines(file).flatMap(textsIn)),
    ...files('tests/fixtures/**/*.txt').flatMap(lines),
    ...files('tests/scam/messages/*.txt').flatMap(lines),
    ...files('locales/*/messages/*.txt').flatMap(lines),
    ...files('locales/*/utterances/*.txt').flatMap(lines),
  ].map((text) => text.replaceAll('\\n', '\n'));
  const names = ['data/insurers.json', 'data/organisations.json'].flatMap(namesOf);
  const insurers = idsOf('data/insurers.json');
  return {
    texts,
    wordings: files('locales/*/{dialogue,scam,lexicon,screen}.json').flatMap(textsOfJson),
    names,
    links: [...new Set(texts.flatMap((text) => text.match(/\S+\.[a-z]{2,}(?:\/\S*)?/gi) ?? []))],
    actions: [
      ...intents.flatMap((intent) => [
        encodeAction({ kind: 'ask', intent }),
        encodeAction({ kind: 'more', intent }),
      ]),
      ...followUps.map((followUp) => encodeAction({ kind: 'follow', followUp })),
      ...languages.flatMap((language) =>
        Array.from({ length: 8 }, () => encodeAction({ kind: 'language', language })),
      ),
      ...insurers.flatMap((id) => [`a:${id}`, `w:a:${id}`, `u:a:${id}`]),
      ...givenKinds().map((given) => `g:${given}`),
      ...idsOf('data/quiz.json').flatMap((id) => [`q:s:${id}`, `q:l:${id}`]),
      'r:last',
      'w:all',
      'u:all',
    ],
  };
}

function files(pattern: string): string[] {
  return globSync(pattern, { cwd: root }).sort();
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function lines(file: string): string[] {
  return read(file)
    .split('\n')
    .filter((line) => line.trim() !== '');
}

/** Every text in a value, whatever its form. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(strings);
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
}

function textsOfJson(file: string): string[] {
  return strings(JSON.parse(read(file)) as unknown).filter((text) => text.trim() !== '');
}

/** The messages in one line of a file of cases, without their ids and labels. */
function textsIn(line: string): string[] {
  const { text, turns, received } = JSON.parse(line) as {
    text?: string;
    turns?: readonly { user?: string }[];
    received?: readonly string[];
  };
  return strings([text, turns?.map(({ user }) => user), received]);
}

type Named = { readonly id?: string; readonly name?: string; readonly aliases?: readonly unknown[] };

function records(file: string): Named[] {
  const value = JSON.parse(read(file)) as unknown;
  const lists = Object.values(value as Record<string, unknown>);
  return lists.filter(Array.isArray).flat() as Named[]; // the files are checked by `data check`
}

function namesOf(file: string): string[] {
  return records(file).flatMap(({ name, aliases = [] }) => [...(name ? [name] : []), ...strings(aliases)]);
}

function idsOf(file: string): string[] {
  return records(file).flatMap(({ id }) => (id === undefined ? [] : [id]));
}

function givenKinds(): string[] {
  const { emergencies } = JSON.parse(read('data/emergencies.json')) as {
    emergencies: readonly { given: string }[];
  };
  return emergencies.map(({ given }) => given);
}
