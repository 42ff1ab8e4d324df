import type phrases from '../../locales/fr/phrases.json';
import type { Source } from '../knowledge/schema.ts';
import type { Action } from './action.ts';

type PluralSuffix = '_one' | '_many' | '_other';
type WithoutPlural<Key> = Key extends `${infer Stem}${PluralSuffix}` ? Stem : Key;

/** A key of locales/fr/phrases.json, plural endings removed: a missing phrase does not compile. */
export type PhraseKey = WithoutPlural<keyof typeof phrases>;

/** What a phrase can be filled with; dates are partial ISO dates, lists are joined as the language does. */
export type Param =
  | string
  | number
  | Phrase
  | { readonly list: readonly Phrase[]; readonly join?: 'and' | 'or' }
  | { readonly date: string };

/** Words to be said: a phrase of the locale, text that comes from the data, or several of these in a row. */
export type Phrase =
  | { readonly key: PhraseKey; readonly params?: Readonly<Record<string, Param>> }
  | { readonly data: string; readonly params?: Readonly<Record<string, string>> }
  | { readonly sentences: readonly Phrase[] };

export type Block<T> =
  | { readonly kind: 'paragraph'; readonly text: T }
  | { readonly kind: 'list'; readonly items: readonly T[]; readonly ordered?: true }
  | { readonly kind: 'link'; readonly label: T; readonly url: string };

export type Button<T> = { readonly label: T; readonly action: Action };

/** A text file to download; the content is rendered like the blocks. */
export type Document<T> = { readonly name: T; readonly blocks: readonly Block<T>[] };

export type Reply<T> = {
  readonly blocks: readonly Block<T>[];
  readonly buttons: readonly Button<T>[];
  readonly documents: readonly Document<T>[];
  /** What the statements of this reply rest on, shown on request. */
  readonly sources: readonly Source[];
};

export function phrase(key: PhraseKey, params?: Readonly<Record<string, Param>>): Phrase {
  return params ? { key, params } : { key };
}

/** Text that the data holds ready to be shown; `{{name}}` in it is filled from the parameters. */
export function fromData(text: string, params?: Readonly<Record<string, string>>): Phrase {
  return params ? { data: text, params } : { data: text };
}

/** Phrases in a row, one space between them. */
export function sentences(phrases: readonly Phrase[]): Phrase {
  const [first] = phrases;
  return first && phrases.length === 1 ? first : { sentences: phrases };
}

/** Shorthands for the blocks of a reply. */
export function say(key: PhraseKey, params?: Readonly<Record<string, Param>>): Block<Phrase> {
  return { kind: 'paragraph', text: phrase(key, params) };
}
export function listOf(items: readonly Phrase[], ordered = false): Block<Phrase> {
  return ordered ? { kind: 'list', items, ordered: true } : { kind: 'list', items };
}

function mapBlock<A, B>(block: Block<A>, convert: (value: A) => B): Block<B> {
  switch (block.kind) {
    case 'paragraph':
      return { kind: 'paragraph', text: convert(block.text) };
    case 'list':
      return { ...block, items: block.items.map(convert) };
    case 'link':
      return { ...block, label: convert(block.label) };
  }
}

/** The only traversal of a reply: translation is `mapReply(reply, translate)`. */
export function mapReply<A, B>(reply: Reply<A>, convert: (value: A) => B): Reply<B> {
  return {
    blocks: reply.blocks.map((block) => mapBlock(block, convert)),
    buttons: reply.buttons.map(({ label, action }) => ({ label: convert(label), action })),
    documents: reply.documents.map(({ name, blocks }) => ({
      name: convert(name),
      blocks: blocks.map((block) => mapBlock(block, convert)),
    })),
    sources: reply.sources,
  };
}
