import type { Intent } from '../understanding/intent.ts';
import type { Conversation } from './conversation.ts';
import type { Reading } from './intent-in-context.ts';
import type { Meaning } from './meaning.ts';
import { mentionsAny } from './wording.ts';

/** Questions that can be asked again for another insurer. */
const perInsurer: readonly Intent[] = [
  'insurer_affected',
  'data_leaked',
  'data_not_leaked',
  'letter_access',
  'letter_erasure',
  'complaint_help',
];
/** "Et pour la mutuelle générale alors ?" and no longer, in words. */
const sameForWords = 8;

/** The last question when it can be asked for another insurer, else whether that one is concerned. */
function lastQuestion({ topic }: Conversation): Intent {
  return topic !== null && perInsurer.includes(topic.intent) ? topic.intent : 'insurer_affected';
}

/** "L'autre": the other one of two asked about, or the other insurer of the conversation; several are asked about. */
export function otherInsurer({ words, conversation, brain }: Reading): Meaning | null {
  if (!brain.dialogue.other.includes(words)) return null;
  const current = conversation.topic?.insurers ?? [];
  const known = conversation.insurers.map(({ id }) => id);
  const pool = current.some((id) => conversation.candidates.includes(id)) ? conversation.candidates : known;
  const others = pool.filter((id) => !current.includes(id));
  const [other] = others;
  if (other === undefined)
    return { kind: 'answer', intent: 'former_insurer', insurers: [], relations: new Map() };
  if (others.length > 1) return { kind: 'which', candidates: others, fragment: null };
  const relation = conversation.insurers.find(({ id }) => id === other)?.relation ?? 'current';
  return {
    kind: 'answer',
    intent: lastQuestion(conversation),
    insurers: [other],
    relations: new Map([[other, relation]]),
  };
}

/** The question that "et pour la ..." asks again, or null when the message says something of its own. */
export function askedAgain({ words, conversation, brain }: Reading): Intent | null {
  const short = words.trim().split(' ').length <= sameForWords;
  const opens = brain.dialogue.sameFor.some((wording) => words.startsWith(wording));
  const { dataKinds } = brain.dialogue;
  const saysMore = Object.values(dataKinds).some((wordings) => mentionsAny(words, wordings));
  const question = lastQuestion(conversation);
  return short && opens && !saysMore && question !== 'insurer_affected' ? question : null;
}
