import type { Action } from './action.ts';
import type { Brain } from './brain.ts';
import type { Conversation } from './conversation.ts';
import type { Reading } from './intent-in-context.ts';
import { spaced } from './wording.ts';

/**
 * What a message chose among the choices shown. `no-such-choice` says that its number is not in the list,
 * `acknowledged` that "oui" or "non" answers nothing that was offered.
 */
export type Choice =
  | { readonly kind: 'action'; readonly action: Action }
  | { readonly kind: 'no-such-choice' }
  | { readonly kind: 'acknowledged'; readonly yes: boolean };

type InsurerAction = Extract<Action, { kind: 'insurer' }>;

/** A word that stands in the names of more insurers ("mutuelle") says nothing of one of them. */
const mostBearers = 5;
/** A shorter word ("une") opens too many sentences, and stands in too many names, to choose. */
const tellingLength = 4;

/** A longer message tells a story, in which names are found as in any other; in UTF-16 units. */
const longestChoosing = 600;

/** The choice that a message makes: by place, "oui", "l'autre" or, among insurers, by name. Null when it makes none. */
export function choiceOf({ words, conversation, brain }: Reading): Choice | null {
  const { choices } = conversation;
  const { dialogue } = brain;
  if (choices.length === 0)
    return dialogue.yes.includes(words) || dialogue.no.includes(words)
      ? { kind: 'action', action: { kind: 'ask', intent: 'greeting' } }
      : null;
  const chosen = (action: Action | null | undefined): Choice | null =>
    action ? { kind: 'action', action } : null;
  const place = placeIn(dialogue, (wording) => wording === words);
  if (place !== null) return chosen(choices.at(place)?.action) ?? { kind: 'no-such-choice' };
  const insurers = choices.flatMap(({ action }) => (action.kind === 'insurer' ? [action] : []));
  const answered = quizAnswer(words, choices, dialogue);
  if (answered) return chosen(answered);
  if (dialogue.yes.includes(words))
    return chosen(insurers.length < 2 ? conversation.assent : null) ?? { kind: 'acknowledged', yes: true };
  if (dialogue.no.includes(words)) return refusalOf(conversation, insurers);
  if (insurers.length < 2 || words.length > longestChoosing) return null;
  if (dialogue.other.includes(words)) return chosen(insurers[1]);
  const opening = placeIn(
    dialogue,
    (wording) => wording.trim().length >= tellingLength && words.startsWith(wording),
  );
  const named = namedIn(words, brain);
  const byName = insurers.find(({ insurer }) => named.includes(insurer));
  if (!byName && named.length > 0) return null; // another one, that was not offered
  return chosen(
    byName ?? (opening === null ? undefined : insurers.at(opening)) ?? byOwnWord(words, insurers, brain),
  );
}

/** "C'est une arnaque", said to the message of the quiz. */
function quizAnswer(
  words: string,
  choices: Conversation['choices'],
  { quizAnswers }: Brain['dialogue'],
): Action | undefined {
  return choices
    .map(({ action }) => action)
    .find((action) => action.kind === 'quiz' && quizAnswers[action.answer].includes(words));
}

/** "Non": none of the insurers offered, the other answer of the quiz, or nothing more. */
function refusalOf({ choices }: Conversation, insurers: readonly InsurerAction[]): Choice {
  if (insurers.length > 0) return { kind: 'action', action: { kind: 'ask', intent: 'find_operator' } };
  const [first, second] = choices;
  return first?.action.kind === 'quiz' && second
    ? { kind: 'action', action: second.action }
    : { kind: 'acknowledged', yes: false };
}

/** The place that a wording of the ordinals says, as an index from the start or, for the last, from the end. */
function placeIn({ ordinals }: Brain['dialogue'], said: (wording: string) => boolean): number | null {
  const found = Object.entries(ordinals).find(([, wordings]) => wordings.some(said));
  if (!found) return null;
  return found[0] === '-1' ? -1 : Number(found[0]) - 1;
}

function namedIn(words: string, brain: Brain): readonly string[] {
  return brain
    .findInsurers(words.trim())
    .flatMap((mention) => (mention.negated !== true && 'insurer' in mention ? [mention.insurer] : []));
}

/** "Celle de la police": a word that the name of only one of the insurers has. */
function byOwnWord(
  words: string,
  insurers: readonly InsurerAction[],
  { knowledge }: Brain,
): InsurerAction | undefined {
  const bearers = bearersOf(knowledge);
  const names = insurers.map((action) => ({
    action,
    name: spaced(knowledge.insurers.find(({ id }) => id === action.insurer)?.name ?? ''),
  }));
  const telling = [...new Set(words.split(' '))].filter(
    (word) => word.length >= tellingLength && (bearers.get(word) ?? Infinity) <= mostBearers,
  );
  const holding = names.filter(({ name }) =>
    telling.some(
      (word) =>
        name.includes(` ${word} `) && names.filter((other) => other.name.includes(` ${word} `)).length === 1,
    ),
  );
  return holding.length === 1 ? holding[0]?.action : undefined;
}

const counted = new WeakMap<Brain['knowledge'], ReadonlyMap<string, number>>();

/** In the names of how many insurers each word stands; counted once for a state of the facts. */
function bearersOf(knowledge: Brain['knowledge']): ReadonlyMap<string, number> {
  const known = counted.get(knowledge);
  if (known) return known;
  const bearers = new Map<string, number>();
  for (const { name } of knowledge.insurers)
    for (const word of new Set(spaced(name).trim().split(' ')))
      bearers.set(word, (bearers.get(word) ?? 0) + 1);
  counted.set(knowledge, bearers);
  return bearers;
}
