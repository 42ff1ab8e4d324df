import type { DialogueLexicon } from './dialogue-lexicon.ts';

/** Shorter words are only recognised as they stand in the lexicon. */
const shortestHeard = 5;
const shortestLearnt = 4;
/** Of a word whose apostrophe is lost, without the letters stuck to it. */
const shortestElided = 4;

export type Spelling = {
  readonly isSmall: (word: string) => boolean;
  /** Takes a word of the lexicon in; its form. */
  readonly learn: (word: string) => string;
  /** The form of a word of a message: that of the word of the lexicon that sounds so, if any. */
  readonly heard: (word: string) => string;
};

/** Makes spellings that sound alike meet: "clické", "cliker" and "cliqué". */
export function createSpelling({ small, plain, elided, sounds }: DialogueLexicon['givenSpelling']): Spelling {
  const smallWords = new Set(small);
  const asWritten = new Set([...small, ...plain]);
  const rules = sounds.map(([from, to]) => [new RegExp(from, 'g'), to] as const);
  const learnt = new Map<string, string>();
  const forms = new Set<string>();
  // the mark keeps what is heard apart from words as written
  const soundOf = (word: string) =>
    `${rules.reduce((sound, [from, to]) => sound.replace(from, to), word)}${heardMark}`;
  return {
    isSmall: (word) => smallWords.has(word),
    learn: (word) => {
      const form = asWritten.has(word) || word.length < shortestLearnt ? word : soundOf(word);
      learnt.set(word, form);
      forms.add(form);
      return form;
    },
    heard: (word) => {
      const known = learnt.get(word);
      if (known !== undefined) return known;
      if (asWritten.has(word) || (word.length < shortestHeard && !startsWithDigit(word))) return word;
      const sound = soundOf(word);
      if (forms.has(sound)) return sound;
      for (const letters of elided) {
        const rest = word.startsWith(letters) ? word.slice(letters.length) : '';
        const inner = rest.length < shortestElided ? undefined : (learnt.get(rest) ?? soundOf(rest));
        if (inner !== undefined && forms.has(inner)) return inner;
      }
      return sound;
    },
  };
}

const heardMark = '~';
const startsWithDigit = (word: string) => word >= '0' && word < ':';
