import type { IntentGuess } from '../understanding/guess.ts';
import type { Intent } from '../understanding/intent.ts';
import type { Brain } from './brain.ts';
import type { Conversation } from './conversation.ts';
import { isMain, namedIncident, struckInsurers } from './incident-in-context.ts';
import { givenIn } from './given.ts';
import { mentionsAny } from './wording.ts';
import { aboutConcern, intentByWords } from './intent-by-words.ts';

/** Longest follow-up question, in words: "et si c'était un vrai message ?" has seven. */
export const followUpWords = 9;
/** A guess below this is not acted on when nothing else supports it. */
export const leastConfidence = 0.3;
/** Beside an insurer's name, a guess of "something else" counts only from here. */
const surelyOffTopic = 0.6;
/** Beside an operator's name, "what happened" counts only from here. */
const surelyOverview = 0.7;

/** What is read in a conversation: the text as written, and in `spaced` form. */
export type Reading = {
  readonly text: string;
  readonly words: string;
  readonly conversation: Conversation;
  readonly brain: Brain;
};

/** What a message asks, and whether more than the classifier says so. */
export type Understood = { readonly intent: Intent; readonly decided: boolean };

/**
 * The classifier's guess, corrected by what it cannot see: insurers, incidents, the topic, money gone.
 *
 * @param named the insurers and operators named
 * @param insurers those of them that the message is about
 */
export function intentOf(
  guess: IntentGuess,
  named: readonly string[],
  insurers: readonly string[],
  reading: Reading,
): Understood {
  const decided = intentByWords(guess, reading.words, reading.brain);
  if (decided !== null) return { intent: decided, decided: true };
  const incident = namedIncident(reading.words, reading.brain);
  const intent =
    intentByTopic(guess.intent, insurers, reading) ??
    intentByIncident(guess.intent, incident, named, insurers, reading) ??
    intentByNames(guess, insurers, reading);
  return { intent, decided: intent !== guess.intent };
}

/** What was given, when it was asked; a letter after a complaint is the complaint. */
function intentByTopic(
  intent: Intent,
  insurers: readonly string[],
  { words, conversation, brain }: Reading,
): Intent | null {
  if (conversation.awaiting === 'given' && givenIn(words, brain.dialogue).length > 0) return 'emergency';
  const topic = conversation.topic?.intent;
  const complaint = topic === 'complaint_help' || topic === 'legal_recourse';
  return intent === 'letter_access' && insurers.length === 0 && complaint ? 'complaint_help' : null;
}

/** Another incident that is named: for the insurers spoken of, or about itself. */
function intentByIncident(
  intent: Intent,
  incident: string | null,
  named: readonly string[],
  insurers: readonly string[],
  { words, conversation, brain }: Reading,
): Intent | null {
  if (incident === null) return null;
  const asksOn =
    (conversation.topic?.insurers.length ?? 0) > 0 &&
    insurers.length === 0 &&
    words.trim().split(' ').length <= followUpWords;
  const aboutIt = [...aboutConcern, 'other_incident', 'incident_overview'].includes(intent);
  if (asksOn && aboutIt && struckInsurers(incident, brain)) return 'insurer_affected';
  const general =
    intent === 'operator_affected' ||
    intent === 'incident_overview' ||
    (insurers.length === 0 &&
      (intent === 'insurer_affected' || (intent === 'off_topic' && named.length > 0)));
  return general && !isMain(incident, brain.knowledge) ? 'other_incident' : null;
}

/** A name asks whether that insurer is concerned, where the classifier is not sure of something else. */
function intentByNames(
  { intent, confidence }: IntentGuess,
  insurers: readonly string[],
  { words, brain }: Reading,
): Intent {
  if (insurers.length === 0) return intent;
  const operators = insurers.every((id) => isOperator(id, brain));
  if (operators && mentionsAny(words, brain.dialogue.whatIs) && aboutConcern.includes(intent))
    return 'operator_affected';
  if (confidence < leastConfidence || (intent === 'off_topic' && confidence < surelyOffTopic))
    return 'insurer_affected';
  const byName =
    intent === 'insurer_affected' ||
    intent === 'off_topic' ||
    (intent === 'incident_overview' && confidence < surelyOverview);
  return operators && byName ? 'operator_affected' : intent;
}

/** Whether a record is an operator or a care network rather than an insurer. */
export function isOperator(id: string, { knowledge }: Brain): boolean {
  return knowledge.insurers.some(
    (insurer) => insurer.id === id && (insurer.type === 'operator' || insurer.type === 'care-network'),
  );
}
