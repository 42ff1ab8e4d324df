import type { DialogueLexicon } from './dialogue-lexicon.ts';
import { mentionsAny } from './wording.ts';

/**
 * Whether a message tells of somebody's wish to die: the person's own, or somebody else's.
 * Words of death alone do not count ("mourir de rire", "en finir avec ce dossier"): the wish must lead to them.
 *
 * @param words the message in `spaced` form
 */
export function thoughtsOfDeath(words: string, dialogue: DialogueLexicon): 'own' | 'other' | null {
  const { alone, certain, otherwise, own, others, between, negations } = dialogue.thoughtsOfDeath;
  if (alone.includes(words) || mentionsAny(words, certain)) return 'own';
  const rest = otherwise.reduce((text, wording) => text.replaceAll(wording, ' | '), words);
  const wished = (groups: typeof own) =>
    groups.some(({ wishes, acts }) =>
      acts.some((act) => endsWithAny(before(rest, act, between), wishes, negations)),
    );
  if (wished(others)) return 'other';
  return wished(own) ? 'own' : null;
}

/** What stands before an act, without the small words just before it; empty when the act is not there. */
function before(text: string, act: string, between: readonly string[]): string {
  let start = text.slice(0, Math.max(0, text.indexOf(act) + 1));
  for (let word = ending(start, between); word !== undefined; word = ending(start, between))
    start = start.slice(0, 1 - word.length);
  return start;
}

function endsWithAny(text: string, wishes: readonly string[], negations: readonly string[]): boolean {
  const wish = ending(text, wishes);
  return wish !== undefined && ending(text.slice(0, text.length - wish.length + 1), negations) === undefined;
}

function ending(text: string, wordings: readonly string[]): string | undefined {
  return wordings.find((wording) => text.endsWith(wording));
}
