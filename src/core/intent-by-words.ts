import type { IntentGuess } from '../understanding/guess.ts';
import type { Intent } from '../understanding/intent.ts';
import type { Brain } from './brain.ts';
import { dataStolen, onlyAsked, othersGave } from './given-or-stolen.ts';
import { givenIn, tellsOfGift } from './given.ts';
import { mentionsAny } from './wording.ts';

/** An account emptied is an emergency as soon as the classifier gives it this share. */
const possibleEmergency = 0.1;
/** Words decide unless the classifier is as sure as this. */
const surelyMeant = 0.6;
/** A message of thanks and little else, in words. */
const thanksWords = 4;
/** Whether somebody is concerned, from whatever side it is asked. */
export const aboutConcern: readonly Intent[] = [
  'insurer_affected',
  'former_insurer',
  'dependants',
  'operator_affected',
  'card_logo',
  'find_operator',
];

/** Taken for a question about these, a message that tells of something given away is an emergency. */
const seldomMeant: readonly Intent[] = [
  'bank_risk',
  'data_leaked',
  'data_not_leaked',
  'medical_data_risk',
  'false_prescriptions',
  'change_nir',
  'card_logo',
  'insurer_affected',
  'other_incident',
  'spot_scams',
  'alerts_subscribe',
  'off_topic',
];

/** The intent where a few words settle it against the classifier, the most urgent first; null where they do not. */
export function intentByWords(guess: IntentGuess, words: string, { dialogue }: Brain): Intent | null {
  const { intent, confidence, alternatives } = guess;
  const unclear = confidence < surelyMeant;
  const urgency = [guess, ...alternatives].find((one) => one.intent === 'emergency')?.confidence ?? 0;
  if (urgency >= possibleEmergency && mentionsAny(words, dialogue.account)) return 'emergency';
  if (urgency >= possibleEmergency && seldomMeant.includes(intent) && tellsOfGift(words, dialogue))
    return 'emergency';
  const given = () => givenIn(words, dialogue).length > 0;
  if (othersGave(words, dialogue) && given()) return 'emergency';
  if (intent === 'emergency' && mentionsAny(words, dialogue.callReport) && onlyAsked(words, dialogue))
    return 'spot_scams';
  const stolen = dataStolen(words, dialogue);
  if (stolen !== null && (unclear || intent === 'emergency') && !given())
    return stolen === 'by-whom' ? 'incident_overview' : 'insurer_affected';
  if (isDeceased(words, dialogue) && (unclear || aboutConcern.includes(intent))) return 'dependants';
  if (intent === 'who_is_behind' && mentionsAny(words, dialogue.blame)) return 'legal_recourse';
  const brief = words.trim().split(' ').length <= thanksWords;
  const thanks = brief && (unclear || intent === 'off_topic') && mentionsAny(words, dialogue.thanks);
  return thanks ? 'thanks' : null;
}

/** Whether a message tells of somebody of the family who has died. */
export function isDeceased(words: string, { deceased, family }: Brain['dialogue']): boolean {
  return mentionsAny(words, deceased) && mentionsAny(words, family);
}
