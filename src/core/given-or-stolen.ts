import type { DialogueLexicon } from './dialogue-lexicon.ts';
import { mentionsAny } from './wording.ts';

/** At most so many words stand between the parts of what is looked for: "leur a tout dit son numéro". */
const wordsBetween = 2;

/**
 * Whether somebody spoken of gave something of their own ("elle a dit son numéro"), to nobody who has a right to it.
 *
 * @param words the message in `spaced` form
 */
export function othersGave(words: string, { othersGave: lexicon }: DialogueLexicon): boolean {
  const { auxiliaries, verbs, possessives, receivers } = lexicon;
  return inTurn(words, [auxiliaries, verbs, possessives]) && !mentionsAny(words, receivers);
}

/** Whether data were stolen from the person, and whether it is asked by whom. */
export function dataStolen(
  words: string,
  { dataStolen: lexicon }: DialogueLexicon,
): 'by-whom' | 'told' | null {
  const { verbs, data, who } = lexicon;
  if (!inTurn(words, [verbs, data]) && !inTurn(words, [data, verbs])) return null;
  return mentionsAny(words, who) ? 'by-whom' : 'told';
}

/** Whether a word of each list follows one of the list before, with a word or two between at most. */
function inTurn(words: string, lists: readonly (readonly string[])[]): boolean {
  const all = words.trim().split(' ');
  const goesOn = (from: number, to: number, list: number): boolean => {
    const wanted = lists[list];
    if (wanted === undefined) return true;
    for (let at = from; at <= to && at < all.length; at++)
      if (wanted.includes(` ${all[at] ?? ''} `) && goesOn(at + 1, at + 1 + wordsBetween, list + 1))
        return true;
    return false;
  };
  return goesOn(0, all.length, 0);
}

/** Whether something was only asked of the person: "il m'a demandé mon RIB", and nothing of having given it. */
export function onlyAsked(words: string, { askedOnly: { asking, giving } }: DialogueLexicon): boolean {
  return mentionsAny(words, asking) && !mentionsAny(words, giving);
}
