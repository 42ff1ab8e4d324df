import { join } from 'node:path';
import { z } from 'zod';
import { createVocabulary } from '../insurers/vocabulary.ts';
import type { MatchingData } from '../insurers/index.ts';
import { isKnown } from '../understanding/guess.ts';
import type { IntentModel } from '../understanding/model.ts';
import { fold } from '../understanding/normalise.ts';
import { readChecked } from './lexicons.ts';

const foldedWord = z.string().regex(/^[a-z]+$/, 'is no folded word: small letters without accents');
const lexicon = z.strictObject({
  /** Folded words that tell of somebody: a message with one is left alone. */
  tells: z.array(foldedWord),
  /** Folded words after which a name may stand. */
  beforeNames: z.array(foldedWord),
  /** Words between spaces, so that the list stays readable. */
  familyNames: z.array(z.string().regex(/^[a-z]+(?: [a-z]+)*$/)),
});

/** The words of a message that may be counted, folded; none of a message that may tell of somebody. */
export type CountableWords = (text: string) => readonly string[];

/** What people paste or tell at length is not a question that was not understood. */
const longestText = 200;
/** One or two words alone may be somebody's name. */
const fewestWords = 3;
const shortestWord = 3;
const longestWord = 20;
/** After a word such as "madame": a name has up to two words. */
const wordsOfName = 2;

/**
 * Reads the lists that keep names out.
 *
 * @throws {LocaleError} naming the file, the place and the reason
 */
export async function loadCountableWords(
  localesDirectory: string,
  { matching, model }: { readonly matching: MatchingData; readonly model: IntentModel },
): Promise<CountableWords> {
  const lists = await readChecked(join(localesDirectory, 'fr', 'asked.json'), lexicon);
  const tells = new Set(lists.tells);
  const beforeNames = new Set(lists.beforeNames);
  const familyNames = new Set(lists.familyNames.flatMap((line) => line.split(' ')));
  const vocabulary = createVocabulary(matching, new Set());
  const isFamiliar = (word: string) => vocabulary.isKnown(word) || isKnown(word, model);

  return (text) => {
    // digits, addresses and links name somebody or something; in capitals a name looks like any word
    if (text.length > longestText || /[\d@/\\_#]/.test(text) || !/\p{Ll}/u.test(text)) return [];
    const written = text.match(/\p{L}+/gu) ?? [];
    const folded = written.map(fold);
    if (folded.length < fewestWords || folded.some((word) => tells.has(word) || vocabulary.isFirstName(word)))
      return [];
    // another language is not a question in unknown words
    const familiar = folded.map(isFamiliar);
    if (familiar.filter(Boolean).length * 2 < folded.length) return [];
    const signed = signatureOf(text);
    return [
      ...new Set(
        folded.filter(
          (word, place) =>
            /^[a-z]+$/.test(word) &&
            word.length >= shortestWord &&
            word.length <= longestWord &&
            !/\p{Lu}/u.test(written[place] ?? '') &&
            place < folded.length - signed &&
            !familyNames.has(word) &&
            !folded
              .slice(Math.max(0, place - wordsOfName), place)
              .some((before) => beforeNames.has(before)) &&
            familiar[place] === false,
        ),
      ),
    ];
  };
}

/** How many words at the end stand where people sign: after the last comma, dash or line. */
function signatureOf(text: string): number {
  const [, end = ''] = /[,;\n–—-]([^,;\n–—-]*)$/.exec(text) ?? [];
  const count = end.match(/\p{L}+/gu)?.length ?? 0;
  return count <= wordsOfName ? count : 0;
}
