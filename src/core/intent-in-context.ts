import type { IntentGuess } from '../understanding/guess.ts';
import type { Intent } from '../understanding/intent.ts';
import type { Brain } from './brain.ts';
import type { Conversation } from './conversation.ts';
import { givenIn } from './given.ts';
import { dataStolen, onlyAsked, othersGave } from './given-or-stolen.ts';
import { isMain, namedIncident, struckInsurers } from './incident-in-context.ts';
import { mentionsAny } from './wording.ts';

/** Longest follow-up question, in words: "et si c'était un vrai message ?" has seven. */
export const followUpWords = 9;
/** A guess below this is not acted on when nothing else supports it. */
export const leastConfidence = 0.3;
/** Beside an insurer's name, a guess of "something else" counts only from here. */
const surelyOffTopic = 0.6;
/** Beside an operator's name, "what happened" counts only from here. */
const surelyOverview = 0.7;
/** An account emptied is an emergency as soon as the classifier gives it this share. */
const possibleEmergency = 0.1;
/** Words of theft decide unless the classifier is as sure as this. */
const surelyMeant = 0.6;
/** Intents that an insurer's name turns into "is it concerned?". */
export const aboutConcern: readonly Intent[] = [
  'insurer_affected',
  'former_insurer',
  'dependants',
  'operator_affected',
  'card_logo',
  'find_operator',
];

/** What is read in a conversation: the text as written, and in `spaced` form. */
export type Reading = {
  readonly text: string;
  readonly words: string;
  readonly conversation: Conversation;
  readonly brain: Brain;
};

/** The classifier's guess, corrected by what it cannot see: insurers, incidents, the topic, money gone. */
export function intentOf(
  guess: IntentGuess,
  insurers: readonly string[],
  { words, conversation, brain }: Reading,
): Intent {
  const { intent, confidence, alternatives } = guess;
  const share = (wanted: Intent) =>
    intent === wanted ? confidence : (alternatives.find((other) => other.intent === wanted)?.confidence ?? 0);
  if (share('emergency') >= possibleEmergency && mentionsAny(words, brain.dialogue.account))
    return 'emergency';
  const given = () => givenIn(words, brain.dialogue);
  if (othersGave(words, brain.dialogue) && given().length > 0) return 'emergency';
  const called = mentionsAny(words, brain.dialogue.callReport);
  if (intent === 'emergency' && called && onlyAsked(words, brain.dialogue)) return 'spot_scams';
  const stolen = dataStolen(words, brain.dialogue);
  const unsure = intent === 'emergency' || confidence < surelyMeant;
  if (stolen !== null && unsure && given().length === 0)
    return stolen === 'by-whom' ? 'incident_overview' : 'insurer_affected';
  const topic = conversation.topic?.intent;
  if (
    intent === 'letter_access' &&
    insurers.length === 0 &&
    (topic === 'complaint_help' || topic === 'legal_recourse')
  )
    return 'complaint_help';
  const incident = namedIncident(words, brain);
  const asksOn =
    topic !== undefined &&
    conversation.topic?.insurers.length &&
    insurers.length === 0 &&
    words.trim().split(' ').length <= followUpWords;
  if (
    incident !== null &&
    asksOn &&
    struckInsurers(incident, brain) &&
    aboutConcern.concat('other_incident', 'incident_overview').includes(intent)
  )
    return 'insurer_affected';
  const general =
    intent === 'operator_affected' ||
    intent === 'incident_overview' ||
    (intent === 'insurer_affected' && insurers.length === 0);
  if (!isMain(incident, brain.knowledge) && general) return 'other_incident';
  if (insurers.length === 0) return intent;
  if (confidence < leastConfidence || (intent === 'off_topic' && confidence < surelyOffTopic))
    return 'insurer_affected';
  const operators = insurers.every((id) => isOperator(id, brain));
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
