import type { Cues } from './matching-data.ts';
import type { Reading } from './reading.ts';

type Place = { readonly from: number; readonly to: number };

/**
 * Which names the person takes back for the next one: "j'ai écrit Henner, erreur de ma part. C'est Aon".
 *
 * @param names places of the names, in the order of the text
 */
export function takenBack(names: readonly Place[], { tokens, words }: Reading, cues: Cues): boolean[] {
  return names.map(({ to }, place) => {
    const next = names[place + 1];
    if (next === undefined) return false;
    for (let at = to + 1; at < next.from; at++) {
      const word = words[at] ?? '';
      if (cues.corrections.has(word)) return true;
      const opens = tokens[at]?.gap === 'break' || tokens[at]?.gap === 'colon';
      if (opens && cues.denials.has(word)) return true;
    }
    return false;
  });
}
