import type { NameForm } from './name-form.ts';
import type { Reading } from './reading.ts';

/** A part of the message that may be a name, before the parts that overlap are settled. */
export type Candidate = {
  readonly from: number;
  readonly to: number;
  readonly form: NameForm;
  /** 0 for the name as written, more the less likely it is. */
  readonly cost: number;
  /** Split or joined unlike the name, in everyday words: needs better surroundings. */
  readonly odd: boolean;
  /** Another word glued to it says that it is an insurer. */
  readonly sure?: true;
};

/** The most words in a row that are tried as one name, and the most letters. */
export const longestWindow = 10;
export const longestName = 72;

/** Whether no name goes over the gap before a word; dotted acronyms with spaces do. */
export function breaks({ tokens }: Reading, at: number): boolean {
  const token = tokens[at];
  const previous = tokens[at - 1];
  if (token?.gap === 'colon') return true;
  return token?.gap === 'break' && !(token.folded.length === 1 && previous?.folded.length === 1);
}

/** Cost of a name that is spelt, or whose letters are spelt, as it sounds. */
export const heardCost = 0.3;
