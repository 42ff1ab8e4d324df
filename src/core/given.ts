import type { Given } from '../knowledge/schema.ts';
import type { DialogueLexicon } from './dialogue-lexicon.ts';
import { mentionsAny } from './wording.ts';

/** How many characters before a word are looked at for "pas", "sans", "ni"... */
const negationWindow = 18;

function negated(text: string, at: number, dialogue: DialogueLexicon): boolean {
  return mentionsAny(`${text.slice(Math.max(0, at - negationWindow), at)} `, dialogue.givenNegations);
}

/**
 * What a person says they gave away or did, most urgent words first.
 * Words are claimed by the first kind that knows them, so that "carte d'identité" is no payment card.
 *
 * @param text the message in `spaced` form
 */
export function givenIn(text: string, dialogue: DialogueLexicon): Given[] {
  const found: Given[] = [];
  let rest = text;
  for (const [kind, wordings] of Object.entries(dialogue.given)) {
    let hit = false;
    for (const wording of wordings) {
      const at = rest.indexOf(wording);
      if (at < 0) continue;
      hit ||= !negated(rest, at, dialogue);
      rest = rest.replaceAll(wording, ' | ');
    }
    if (hit) found.push(kind as Given); // the lexicon's keys are the emergencies' names: a test checks it
  }
  const serious = found.filter((kind) => kind !== 'link_only' && kind !== 'called_back');
  return serious.length > 0 ? serious : found;
}
