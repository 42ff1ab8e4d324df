import { fold } from './normalise.ts';
import type { Intent } from './intent.ts';
import type { IntentRules } from './rules.ts';

/** The rules of a language, ready for look-up. */
export type Lexis = {
  readonly spellings: ReadonlyMap<string, readonly string[]>;
  readonly endings: readonly (readonly [string, string])[];
  readonly sounds: readonly (readonly [RegExp, string])[];
  readonly concepts: ReadonlyMap<string, string>;
  readonly insurerWords: ReadonlySet<string>;
  readonly fillers: ReadonlySet<string>;
  readonly decide: readonly { intent: Intent; pattern: RegExp }[];
  readonly raise: readonly { intent: Intent; pattern: RegExp; by: number }[];
};

/** Compiles the rules once, when a model is loaded or trained. */
export function compileRules(rules: IntentRules): Lexis {
  const endings = rules.endings;
  const concepts = new Map<string, string>();
  for (const [concept, members] of Object.entries(rules.concepts)) {
    for (const member of members) {
      concepts.set(member, concept);
      const stem = stemOf(member, endings);
      if (stem.length >= 4 && !concepts.has(stem)) concepts.set(stem, concept);
    }
  }
  return {
    spellings: new Map(Object.entries(rules.spellings).map(([short, full]) => [short, full.split(' ')])),
    endings,
    sounds: rules.sounds.map(([from, to]) => [new RegExp(from, 'g'), to]),
    concepts,
    insurerWords: new Set(rules.insurerWords),
    fillers: new Set(rules.fillers),
    decide: rules.decide.map(({ intent, pattern }) => ({ intent, pattern: new RegExp(pattern) })),
    raise: rules.raise.map(({ intent, pattern, by }) => ({ intent, pattern: new RegExp(pattern), by })),
  };
}

const shortestStem = 3;

/** Takes the first fitting ending off a folded word; a stem keeps at least three letters. */
export function stemOf(word: string, endings: Lexis['endings']): string {
  for (const [ending, replacement] of endings) {
    if (word.length - ending.length >= shortestStem && word.endsWith(ending)) {
      return word.slice(0, word.length - ending.length) + replacement;
    }
  }
  return word;
}

/** One form for words that sound alike, so that spelling by ear still meets its word. */
export function soundOf(word: string, sounds: Lexis['sounds']): string {
  let sound = word;
  for (const [from, to] of sounds) sound = sound.replace(from, to);
  return sound;
}

/** The concept of a folded word, else null. */
export function conceptOf(word: string, stem: string, lexis: Lexis): string | null {
  if (lexis.insurerWords.has(word)) return 'insurer';
  return lexis.concepts.get(word) ?? lexis.concepts.get(stem) ?? null;
}

const domainEnding =
  '(?:fr|com|org|net|info|eu|example|invalid|be|ch|shop|top|site|online|xyz|app|sbs|life|click|io|me|co|ly|' +
  'uk|us|ru|cn|club|pro|live|store|space|website|icu|link|vip|tech|help|support|cc|tk|re|biz|gouv\\.fr)';
const brokenDot = '(?:\\[\\.\\]|\\(\\.\\)|\\[dot\\])';
const dot = `(?:\\.|${brokenDot})`;

// what stands for itself is replaced by one word: its exact value never decides what a message is about
const placeholders: readonly (readonly [RegExp, string])[] = [
  [/(?:https?|hxxps?):\/\/\S{1,300}|\bwww\.\S{1,300}|\{\{\w{1,20}\}\}/g, ' xurl '],
  [new RegExp(`[a-z0-9._+-]{1,64}@[a-z0-9-]{1,63}(?:${dot}[a-z0-9-]{1,63}){1,4}`, 'g'), ' xmail '],
  [
    new RegExp(
      `\\b[a-z0-9-]{1,63}(?:${dot}[a-z0-9-]{1,63}){0,3}(?:${dot}${domainEnding}\\b|${brokenDot}[a-z]{2,12})(?:/\\S{0,300})?`,
      'g',
    ),
    ' xurl ',
  ],
  [/\bfr\d{2}(?: ?[a-z0-9]{4}){2,6}(?: ?[a-z0-9]{1,3})?\b/g, ' xiban '],
  [/\b[12] ?\d{2} ?[01]\d ?\d[\dab](?: ?\d{3}){2}(?: ?\d{2})?\b/g, ' xnir '],
  [/(?:\+ ?33 ?|\b0033 ?|\b0)[1-9](?:[ .-]?\d{2}){4}\b/g, ' xphone '],
  [/\b\d{1,3}(?:[ .]?\d{3})*(?:[.,]\d{1,2})? ?(?:€|euros?\b|eur\b)|(?:€|eur) ?\d{1,6}\b/g, ' xamount '],
  [/\b(?:19[5-9]\d|20[0-4]\d)\b/g, ' xyear '],
];

/** Longest word that is read whole; beyond it nothing is a word of a language. */
const longestWord = 30;

/**
 * The words of a text as the classifier reads them: folded, links and numbers replaced by one word each,
 * short spellings written out, letters repeated for emphasis brought back to one.
 */
export function readWords(text: string, lexis: Lexis): string[] {
  // the degree sign of « n° » would be lost in folding; the lexicon spells the word that replaces it
  let folded = fold(text.replace(/\bn ?[°º]/gi, ' xnsign '));
  if (/[\d.@/]/.test(folded)) {
    for (const [pattern, word] of placeholders) folded = folded.replace(pattern, word);
  }
  const found: string[] = [];
  for (const raw of folded.match(/[\p{L}\p{N}]+|\p{Extended_Pictographic}/gu) ?? []) {
    let word = raw.length > longestWord ? raw.slice(0, longestWord) : raw;
    if (/^\d+$/.test(word)) word = word.length > 3 ? 'xnumber' : word;
    else if (/(.)\1\1/.test(word)) word = word.replace(/(.)\1{2,}/g, '$1');
    const full = lexis.spellings.get(word);
    if (full === undefined) found.push(word);
    else found.push(...full);
  }
  return found;
}
