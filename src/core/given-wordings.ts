import type { DialogueLexicon } from './dialogue-lexicon.ts';
import { createSpelling } from './given-spelling.ts';

/** A run of words that the lexicon knows, by the parts of wordings that it may stand for. */
type Phrase = { readonly words: readonly string[]; readonly parts: Set<number> };

/** When a wording is tried: with the others, after them, or only when nothing else was found. */
export type Turn = 'first' | 'late' | 'last';

/** A wording: all its parts stand near each other; the first is the thing given and is used up. */
export type Wording = {
  readonly kind: string;
  readonly turn: Turn;
  /** Whether the thing stays for other kinds, and may be theirs already. */
  readonly shared: boolean;
  readonly parts: readonly number[];
  /** Whether the part must stand right beside the thing, by place in `parts`. */
  readonly beside: readonly boolean[];
};

/** The lists of the lexicon on what was given away, ready for look-up. */
export type GivenWordings = {
  /** Phrases by their first word, longer ones first. */
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>;
  readonly wordings: readonly Wording[];
  /** How many parts there are. */
  readonly parts: number;
  /** The part of what is ignored. */
  readonly ignored: number;
  /** The part that a group of words stands for. */
  readonly partOf: (group: string) => number;
  readonly isSmall: (word: string) => boolean;
  /** One form for spellings that sound alike. */
  readonly heard: (word: string) => string;
};

const groupName = /^\[(\w+)\]$/;
const sharedSign = '=';
const turnSign = /^[~?=]/;

function turnOf(wording: string): Turn {
  return wording.startsWith('?') ? 'last' : wording.startsWith('~') ? 'late' : 'first';
}

/** Compiles the lists once for a lexicon; `DialogueLexicon.given` says how wordings are written. */
export function compileGiven(lexicon: DialogueLexicon): GivenWordings {
  const spelling = createSpelling(lexicon.givenSpelling);
  const phrases = new Map<string, Phrase[]>();
  const partIndex = new Map<string, number>();

  const addPhrase = (text: string, part: number) => {
    const words = withoutInnerSmall(text.trim().split(' '), spelling.isSmall).map(spelling.learn);
    const [first = ''] = words;
    const there = phrases.get(first) ?? [];
    phrases.set(first, there);
    const same = there.find((phrase) => phrase.words.join(' ') === words.join(' '));
    if (same) same.parts.add(part);
    else there.push({ words, parts: new Set([part]) });
  };
  const partFor = (name: string, alternatives: readonly string[]): number => {
    const there = partIndex.get(name);
    if (there !== undefined) return there;
    const index = partIndex.size;
    partIndex.set(name, index);
    for (const alternative of alternatives) {
      const group = groupName.exec(alternative)?.[1];
      for (const phrase of group ? (lexicon.givenGroups[group] ?? []) : [alternative])
        addPhrase(phrase, index);
    }
    return index;
  };

  const wordings = Object.entries(lexicon.given).flatMap(([kind, list]) =>
    joined(list).map((wording): Wording => {
      const pieces = wording.replace(turnSign, '').split(/([&+])/);
      const parts = pieces
        .filter((_, at) => at % 2 === 0)
        .map((part) => part.split('|').map((one) => one.trim()));
      return {
        kind,
        turn: turnOf(wording),
        shared: wording.startsWith(sharedSign),
        parts: parts.map((alternatives) => partFor(alternatives.join('|'), alternatives)),
        beside: [false, ...pieces.filter((_, at) => at % 2 === 1).map((sign) => sign === '+')],
      };
    }),
  );
  const ignored = partFor('ignored', lexicon.givenIgnored);
  for (const group of Object.keys(lexicon.givenGroups)) partFor(`[${group}]`, [`[${group}]`]);
  for (const list of phrases.values()) list.sort((a, b) => b.words.length - a.words.length);
  return {
    phrases,
    wordings,
    parts: partIndex.size,
    ignored,
    partOf: (group) => partIndex.get(`[${group}]`) ?? -1,
    isSmall: spelling.isSmall,
    heard: spelling.heard,
  };
}

/** Wordings of one part as one, since most of a lexicon are such. */
function joined(list: readonly string[]): string[] {
  const single = list.filter((wording) => !/[&+]/.test(wording));
  const together = Map.groupBy(single, (wording) => turnSign.exec(wording)?.[0] ?? '');
  return [
    ...[...together].map(
      ([sign, same]) => sign + same.map((wording) => wording.replace(turnSign, '')).join('|'),
    ),
    ...list.filter((wording) => !single.includes(wording)),
  ];
}

/** Small words inside a phrase may be left out and others put in; those at its ends are part of it. */
function withoutInnerSmall(words: readonly string[], isSmall: (word: string) => boolean): string[] {
  const lastFull = words.findLastIndex((word) => !isSmall(word));
  return words.filter((word, at) => at === 0 || at > lastFull || !isSmall(word));
}
