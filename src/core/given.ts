import type { Given } from '../knowledge/schema.ts';
import type { DialogueLexicon } from './dialogue-lexicon.ts';
import { mentionsAny, partsOf } from './wording.ts';

/** How many characters before a word are looked at for "pas", "sans", "ni"... */
const negationWindow = 18;
const harmless: readonly Given[] = ['link_only', 'called_back'];

/**
 * What a person says they gave away or did.
 * Words are claimed by the first kind that knows them, so that "carte d'identité" is no payment card;
 * what was refused or only nearly given does not count.
 *
 * @param text the message in `spaced` form
 */
export function givenIn(text: string, dialogue: DialogueLexicon): Given[] {
  const found: Given[] = [];
  let rest = text;
  for (const [kind, wordings] of Object.entries(dialogue.given)) {
    for (const wording of wordings) {
      const parts = partsOf(wording);
      const scope = kind === 'card' ? withoutOtherCards(rest, dialogue) : rest;
      if (!parts.every((part) => scope.includes(part))) continue;
      const denied = parts.some((part) => negated(rest, rest.indexOf(part), dialogue));
      if (!denied && !found.includes(kind as Given)) found.push(kind as Given); // the lexicon's keys are the emergencies' names: a test checks it
      for (const part of parts) rest = rest.replaceAll(part, part.length > shortPart ? ' | ' : part);
    }
  }
  return withoutSecondThoughts(found, text, dialogue);
}

function withoutOtherCards(text: string, { givenIgnored }: DialogueLexicon): string {
  return givenIgnored.reduce((rest, other) => rest.replaceAll(other, ' | '), text);
}

/** Parts like " code " stay for the other kinds; only longer wordings are used up. */
const shortPart = 7;

function negated(text: string, at: number, dialogue: DialogueLexicon): boolean {
  const before = `${text.slice(Math.max(0, at - negationWindow), at)} `;
  const turn = Math.max(...dialogue.givenTurns.map((word) => before.lastIndexOf(word)));
  return mentionsAny(before.slice(Math.max(0, turn)), dialogue.givenNegations);
}

function withoutSecondThoughts(found: readonly Given[], text: string, dialogue: DialogueLexicon): Given[] {
  if (mentionsAny(text, dialogue.refusals)) return found.filter((kind) => harmless.includes(kind));
  const login = found.includes('ameli_login') || found.includes('bank_login');
  const paidByCard = found.includes('card') && !mentionsAny(text, dialogue.moneyGone);
  const kept = found.filter((kind) => !(kind === 'password' && login) && !(kind === 'money' && paidByCard));
  const serious = kept.filter((kind) => kind !== 'link_only');
  return serious.length > 0 ? serious : kept;
}
