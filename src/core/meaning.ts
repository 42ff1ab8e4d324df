import type { Intent } from '../understanding/intent.ts';
import type { Action, FollowUp } from './action.ts';
import type { Feeling } from './answers/distress.ts';
import type { Brain } from './brain.ts';
import { choiceOf } from './choice.ts';
import type { Conversation, Relation } from './conversation.ts';
import { isMain, namedIncident } from './incident-in-context.ts';
import { followUpOf } from './follow-up.ts';
import { intentOf, isOperator, leastConfidence, type Reading } from './intent-in-context.ts';
import { aboutConcern } from './intent-by-words.ts';
import { languages } from './language.ts';
import { askedAgain, otherInsurer } from './other-insurer.ts';
import { thoughtsOfDeath } from './thoughts-of-death.ts';
import { relationsOf } from './relations.ts';
import { mentionsAny, spaced } from './wording.ts';

/** What a message is taken to mean. */
export type Meaning =
  | { readonly kind: 'empty' }
  | { readonly kind: 'action'; readonly action: Action }
  | { readonly kind: 'no-such-choice' }
  | { readonly kind: 'acknowledged'; readonly yes: boolean }
  | { readonly kind: 'analyse'; readonly message: string }
  | { readonly kind: 'which'; readonly candidates: readonly string[]; readonly fragment: string | null }
  | { readonly kind: 'unlisted'; readonly name: string; readonly near: readonly string[] }
  | { readonly kind: 'follow'; readonly followUp: FollowUp }
  | { readonly kind: 'distress'; readonly feeling: Feeling }
  | { readonly kind: 'not-me' }
  | { readonly kind: 'misunderstood'; readonly likely: readonly Intent[] }
  | {
      readonly kind: 'answer';
      readonly intent: Intent;
      readonly insurers: readonly string[];
      /** Whose each of the insurers is; one that is not listed is the person's own. */
      readonly relations: ReadonlyMap<string, Relation>;
    };

/** The comment beside a pasted message tells an emergency from here. */
const surelyEmergency = 0.6;
/** A message of signs alone is taken as thanks or a greeting from here. */
const emojiConfidence = 0.5;
/** Intents in which a name only says whom the person means. */
const keepsItsIntent: readonly Intent[] = [
  'emergency', 'letter_access', 'letter_erasure', 'complaint_help', 'legal_recourse', 'off_topic', 'alerts_subscribe', 'alerts_stop',
  'data_leaked', 'data_not_leaked', 'bank_risk', 'medical_data_risk', 'false_prescriptions', 'what_to_do', 'report_scam', 'spot_scams',
  'who_informs', 'other_incident', 'message_to_analyse', 'forget_me', 'is_bot_official', 'who_is_behind', 'incident_overview', 'change_nir', 'insult_or_distress', 'quiz', 'privacy',
]; // prettier-ignore

/** Says what a typed message means in this conversation. Pure; the order below is the order of urgency and of precision. */
export function meaningOf(text: string, conversation: Conversation, brain: Brain): Meaning {
  const reading: Reading = { text, words: spaced(text), conversation, brain };
  return (
    ofCommand(reading) ??
    ofNothing(reading) ??
    ofLanguage(reading) ??
    choiceOf(reading) ??
    otherInsurer(reading) ??
    ofSpecialWords(reading) ??
    ofPastedMessage(reading) ??
    ofFollowUp(reading) ??
    ofInsurersAndIntent(reading)
  );
}

function ofCommand({ text, brain, conversation }: Reading): Meaning | null {
  if (!text.trimStart().startsWith('/')) return null;
  const pieces = text.trim().split(/\s+/);
  const intentAt = (place: number): Intent | undefined => {
    const name = (pieces[place] ?? '').toLowerCase().replace(/@.*$/, '');
    const found = Object.entries(brain.dialogue.commands).find(([, commands]) => commands.includes(name));
    return found?.[0] as Intent | undefined; // the lexicon's keys are intents: a test checks it
  };
  // of commands in a row the last counts, found in one go: there may be thousands
  let place = 0;
  let intent = intentAt(0);
  while (intent !== undefined && intent !== 'message_to_analyse' && pieces[place + 1]?.startsWith('/')) {
    const next = intentAt(place + 1);
    if (next === undefined) break;
    intent = next;
    place++;
  }
  if (intent === undefined) return null;
  const argument = pieces.slice(place + 1).join(' ');
  if (argument === '') return { kind: 'action', action: { kind: 'ask', intent } };
  if (intent === 'message_to_analyse') return { kind: 'analyse', message: argument };
  return meaningOf(argument, conversation, brain);
}

function ofNothing({ text, words, conversation, brain }: Reading): Meaning | null {
  if (words.trim() !== '') return null;
  if (/^\s*\?+\s*$/.test(text))
    return conversation.topic
      ? { kind: 'follow', followUp: 'why' }
      : { kind: 'action', action: { kind: 'ask', intent: 'help' } };
  const { intent, confidence } = brain.guessIntent(text, 0); // a thumb or a waving hand says enough
  const polite = (intent === 'thanks' || intent === 'greeting') && confidence > emojiConfidence;
  return polite ? { kind: 'action', action: { kind: 'ask', intent } } : { kind: 'empty' };
}

function ofLanguage({ words, brain }: Reading): Meaning | null {
  const language = languages.find((known) => brain.dialogue.languageAlone[known].includes(words));
  return language ? { kind: 'action', action: { kind: 'language', language } } : null;
}

function ofSpecialWords({ text, words, conversation, brain }: Reading): Meaning | null {
  const { dialogue } = brain;
  const whose = thoughtsOfDeath(words, dialogue);
  if (whose !== null) return { kind: 'distress', feeling: whose === 'own' ? 'suicide' : 'suicide-of-other' };
  if (mentionsAny(words, dialogue.ownMessage)) return { kind: 'not-me' };
  const named = () => brain.findInsurers(text).some((mention) => 'insurer' in mention);
  if (conversation.awaiting === 'insurer' && mentionsAny(words, dialogue.unknownInsurer) && !named())
    return { kind: 'action', action: { kind: 'ask', intent: 'find_operator' } };
  return null;
}

function ofPastedMessage({ text, brain }: Reading): Meaning | null {
  const separated = brain.separateMessage(text);
  if (!separated) return null;
  if (separated.comment !== '') {
    const guess = brain.guessIntent(separated.comment, 0);
    if (guess.intent === 'emergency' && guess.confidence > surelyEmergency) return null;
  }
  return { kind: 'analyse', message: separated.message };
}

function ofFollowUp(reading: Reading): Meaning | null {
  const followUp = followUpOf(reading);
  return followUp && { kind: 'follow', followUp };
}

function ofInsurersAndIntent(reading: Reading): Meaning {
  const { text, words, conversation, brain } = reading;
  const mentions = brain.findInsurers(text).filter((mention) => !mention.negated);
  const named = [
    ...new Set(
      mentions.flatMap((mention) =>
        mention.kind === 'exact' || mention.kind === 'close' ? [mention.insurer] : [],
      ),
    ),
  ];
  const others = named.filter((id) => !isOperator(id, brain));
  // beside an insurer or in the name of an incident, the operator's name only says which leak is meant
  const insurers =
    others.length > 0 || !isMain(namedIncident(words, brain), brain.knowledge) ? others : named;
  const guess = brain.guessIntent(text, mentions.length);
  const again = insurers.length > 0 ? askedAgain(reading) : null;
  const { intent, decided } =
    again === null ? intentOf(guess, named, insurers, reading) : { intent: again, decided: true };
  const relations = relationsOf({ text, words, intent }, mentions, brain);
  const answer = (intent: Intent): Meaning => ({ kind: 'answer', intent, insurers, relations });
  if (intent === 'emergency') return answer(intent);
  const urgent = conversation.topic?.intent === 'emergency' && conversation.given.length > 0;
  if (urgent && intent === 'what_to_do' && insurers.length === 0)
    return { kind: 'follow', followUp: 'serious' };
  if (mentionsAny(words, brain.dialogue.callReport) && conversation.verdict !== null)
    return answer('spot_scams');
  const sure = decided || (guess.understood && guess.confidence >= leastConfidence);
  const about =
    aboutConcern.includes(intent) ||
    (conversation.awaiting === 'insurer' && !sure) ||
    !keepsItsIntent.includes(intent);
  if (insurers.length > 0)
    return answer(about && !aboutConcern.includes(intent) ? 'insurer_affected' : intent);
  if (about) {
    const doubtful = mentions.find((mention) => mention.kind === 'ambiguous');
    if (doubtful?.kind === 'ambiguous')
      return { kind: 'which', candidates: doubtful.candidates, fragment: doubtful.fragment };
    const unknown = mentions.find((mention) => mention.kind === 'unlisted');
    if (unknown?.kind === 'unlisted')
      return { kind: 'unlisted', name: unknown.name, near: unknown.near ?? [] };
  }
  if (intent !== 'off_topic' && !sure)
    return {
      kind: 'misunderstood',
      likely: [guess.intent, ...guess.alternatives.map((other) => other.intent)],
    };
  return intent === 'insult_or_distress'
    ? { kind: 'distress', feeling: isInsult(words, brain) ? 'insult' : 'distress' }
    : answer(intent);
}

function isInsult(words: string, { dialogue }: Brain): boolean {
  return mentionsAny(words, dialogue.insults) && !mentionsAny(words, dialogue.selfBlame);
}
