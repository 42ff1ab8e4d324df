import type { IntentGuess } from '../understanding/guess.ts';
import type { Intent } from '../understanding/intent.ts';
import type { Action, FollowUp } from './action.ts';
import { followUps } from './action.ts';
import type { Brain } from './brain.ts';
import type { Conversation, Relation } from './conversation.ts';
import { mentionedKeys, mentionsAny, spaced } from './wording.ts';

/** What a message is taken to mean. */
export type Meaning =
  | { readonly kind: 'empty' }
  | { readonly kind: 'action'; readonly action: Action }
  | { readonly kind: 'no-such-choice' }
  | { readonly kind: 'analyse'; readonly message: string }
  | { readonly kind: 'which'; readonly candidates: readonly string[]; readonly fragment: string }
  | { readonly kind: 'unlisted'; readonly name: string }
  | { readonly kind: 'follow'; readonly followUp: FollowUp }
  | { readonly kind: 'distress'; readonly feeling: 'suicide' | 'distress' | 'insult' }
  | { readonly kind: 'not-me' }
  | { readonly kind: 'misunderstood'; readonly likely: readonly Intent[] }
  | {
      readonly kind: 'answer';
      readonly intent: Intent;
      readonly insurers: readonly string[];
      readonly relation: Relation;
    };

/** Longest follow-up question, in words: "et si c'était un vrai message ?" has seven. */
const followUpWords = 9;
/** A guess below this is not acted on when nothing else supports it. */
const leastConfidence = 0.3;
const emojiConfidence = 0.5;
/** Beside an insurer's name, a guess of "something else" counts only from here. */
const surelyOffTopic = 0.6;
/** Beside an operator's name, "what happened" counts only from here. */
const surelyOverview = 0.7;
/** An account emptied is an emergency as soon as the classifier gives it this share. */
const possibleEmergency = 0.1;
/** Intents that an insurer's name turns into "is it concerned?". */
const aboutConcern: readonly Intent[] = [
  'insurer_affected',
  'former_insurer',
  'dependants',
  'operator_affected',
  'card_logo',
  'find_operator',
];
/** Intents in which a name only says whom the person means. */
const keepsItsIntent: readonly Intent[] = [
  'emergency', 'letter_access', 'letter_erasure', 'complaint_help', 'legal_recourse', 'off_topic', 'alerts_subscribe', 'alerts_stop',
  'data_leaked', 'data_not_leaked', 'bank_risk', 'medical_data_risk', 'false_prescriptions', 'what_to_do', 'report_scam', 'spot_scams',
  'who_informs', 'other_incident', 'message_to_analyse', 'forget_me', 'is_bot_official', 'who_is_behind', 'incident_overview', 'change_nir', 'insult_or_distress', 'quiz', 'privacy',
]; // prettier-ignore

type Reading = {
  readonly text: string;
  readonly words: string;
  readonly conversation: Conversation;
  readonly brain: Brain;
};

/** Says what a typed message means in this conversation. Pure; the order below is the order of urgency and of precision. */
export function meaningOf(text: string, conversation: Conversation, brain: Brain): Meaning {
  const reading: Reading = { text, words: spaced(text), conversation, brain };
  return (
    ofCommand(reading) ??
    ofNothing(reading) ??
    ofChoice(reading) ??
    ofSpecialWords(reading) ??
    ofPastedMessage(reading) ??
    ofFollowUp(reading) ??
    ofInsurersAndIntent(reading)
  );
}

function ofCommand({ text, brain, conversation }: Reading): Meaning | null {
  if (!text.trimStart().startsWith('/')) return null;
  const [command = '', ...rest] = text.trim().split(/\s+/);
  const name = command.toLowerCase().replace(/@.*$/, '');
  const found = Object.entries(brain.dialogue.commands).find(([, commands]) => commands.includes(name));
  if (!found) return null;
  const intent = found[0] as Intent; // the lexicon's keys are intents: a test checks it
  const argument = rest.join(' ');
  if (argument === '') return { kind: 'action', action: { kind: 'ask', intent } };
  if (intent === 'message_to_analyse') return { kind: 'analyse', message: argument };
  return meaningOf(argument, conversation, brain);
}

function ofNothing({ text, words, brain }: Reading): Meaning | null {
  if (words.trim() !== '') return null;
  if (/^\s*\?+\s*$/.test(text)) return { kind: 'follow', followUp: 'why' };
  const { intent, confidence } = brain.guessIntent(text, 0); // a thumb or a waving hand says enough
  const polite = (intent === 'thanks' || intent === 'greeting') && confidence > emojiConfidence;
  return polite ? { kind: 'action', action: { kind: 'ask', intent } } : { kind: 'empty' };
}

function ofChoice({ words, conversation, brain }: Reading): Meaning | null {
  const { choices } = conversation;
  const { dialogue } = brain;
  if (choices.length === 0) return null;
  const exactly = (wordings: readonly string[]) => wordings.includes(words);
  const place = Object.entries(dialogue.ordinals).find(([, wordings]) => exactly(wordings))?.[0];
  if (place !== undefined) {
    const action = choices.at(place === '-1' ? -1 : Number(place) - 1)?.action;
    return action ? { kind: 'action', action } : { kind: 'no-such-choice' };
  }
  const insurers = choices.filter(({ action }) => action.kind === 'insurer');
  const opening = Object.entries(dialogue.ordinals).find(([, wordings]) =>
    wordings.some((wording) => wording.trim().length > 2 && words.startsWith(wording)),
  )?.[0];
  const opened =
    opening === undefined || insurers.length < 2
      ? undefined
      : insurers.at(opening === '-1' ? -1 : Number(opening) - 1);
  if (opened) return { kind: 'action', action: opened.action };
  if (exactly(dialogue.other) && insurers.length > 1)
    return { kind: 'action', action: insurers.at(1)?.action ?? { kind: 'ask', intent: 'insurer_affected' } };
  if (exactly(dialogue.yes) && conversation.topic?.intent !== 'thanks') {
    const [first] = choices;
    return first && insurers.length < 2 ? { kind: 'action', action: first.action } : null;
  }
  if (insurers.length > 1) {
    const named = brain.findInsurers(words.trim());
    const chosen = insurers.find(
      ({ action }) =>
        action.kind === 'insurer' &&
        named.some((mention) => 'insurer' in mention && mention.insurer === action.insurer),
    );
    if (chosen) return { kind: 'action', action: chosen.action };
  }
  return null;
}

function ofSpecialWords({ words, conversation, brain: { dialogue } }: Reading): Meaning | null {
  if (mentionsAny(words, dialogue.suicide)) return { kind: 'distress', feeling: 'suicide' };
  if (mentionsAny(words, dialogue.ownMessage)) return { kind: 'not-me' };
  if (
    conversation.awaiting === 'insurer' &&
    mentionsAny(words, dialogue.unknownInsurer) &&
    words.split(' ').length < 10
  )
    return { kind: 'action', action: { kind: 'ask', intent: 'find_operator' } };
  return null;
}

function ofPastedMessage({ text, brain }: Reading): Meaning | null {
  const separated = brain.separateMessage(text);
  if (!separated) return null;
  if (separated.comment !== '') {
    const guess = brain.guessIntent(separated.comment, 0);
    if (guess.intent === 'emergency' && guess.confidence > 0.6) return null;
  }
  return { kind: 'analyse', message: separated.message };
}

function ofFollowUp({ words, conversation, brain }: Reading): Meaning | null {
  if (!conversation.topic) return null;
  const { followUps: table } = brain.dialogue;
  if (mentionsAny(words, table['no-internet'] ?? [])) return { kind: 'follow', followUp: 'no-internet' };
  if (conversation.topic.intent === 'emergency' && mentionsAny(words, table['closed'] ?? []))
    return { kind: 'follow', followUp: 'closed' };
  if (words.trim().split(' ').length > followUpWords) return null;
  const bare = words.replace(/^ (?:et|mais|ok|bah|ben|bon|alors|donc|du coup|merci|ah) /, ' '); // small words that open an answer change nothing
  const inside = (followUp: FollowUp) =>
    followUp === 'check' || (followUp === 'sure' && conversation.verdict !== null);
  const found = followUps.find((followUp) =>
    table[followUp]?.some(
      (wording) =>
        wording === words ||
        wording === bare ||
        (inside(followUp) && wording.trim().includes(' ') && words.includes(wording)),
    ),
  );
  if (found) return { kind: 'follow', followUp: found };
  const { nextWords } = brain.dialogue;
  const onlyAsksNext = words
    .trim()
    .split(' ')
    .every((word) => nextWords.includes(` ${word} `));
  if (conversation.topic.intent === 'emergency' && onlyAsksNext) return { kind: 'follow', followUp: 'next' };
  return conversation.verdict && mentionsAny(words, table['deleted'] ?? [])
    ? { kind: 'follow', followUp: 'deleted' }
    : null;
}

function relationOf(words: string, intent: Intent, { dialogue }: Brain): Relation {
  if (intent === 'former_insurer' || mentionsAny(words, dialogue.former)) return 'former';
  return intent === 'dependants' || mentionsAny(words, dialogue.family) ? 'family' : 'current';
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
  const insurers = others.length > 0 ? others : named; // beside an insurer, the operator's name only says which leak is meant
  const guess = brain.guessIntent(text, mentions.length);
  const intent = intentOf(guess, insurers, reading);
  const relation = relationOf(words, intent, brain);
  const answer = (intent: Intent): Meaning => ({ kind: 'answer', intent, insurers, relation });
  if (intent === 'emergency') return answer(intent);
  if (mentionsAny(words, brain.dialogue.callReport) && conversation.verdict !== null)
    return answer('spot_scams');
  const sure = guess.confidence >= leastConfidence;
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
    if (unknown?.kind === 'unlisted') return { kind: 'unlisted', name: unknown.name };
  }
  if (intent !== 'off_topic' && (!guess.understood || !sure))
    return {
      kind: 'misunderstood',
      likely: [guess.intent, ...guess.alternatives.map((other) => other.intent)],
    };
  return intent === 'insult_or_distress'
    ? { kind: 'distress', feeling: mentionsAny(words, brain.dialogue.insults) ? 'insult' : 'distress' }
    : answer(intent);
}

/** The classifier's guess, corrected by what it cannot see: insurers, incidents, the topic, money gone. */
function intentOf(
  guess: IntentGuess,
  insurers: readonly string[],
  { words, conversation, brain }: Reading,
): Intent {
  const { intent, confidence, alternatives } = guess;
  const share = (wanted: Intent) =>
    intent === wanted ? confidence : (alternatives.find((other) => other.intent === wanted)?.confidence ?? 0);
  if (share('emergency') >= possibleEmergency && mentionsAny(words, brain.dialogue.account))
    return 'emergency';
  const topic = conversation.topic?.intent;
  if (
    intent === 'letter_access' &&
    insurers.length === 0 &&
    (topic === 'complaint_help' || topic === 'legal_recourse')
  )
    return 'complaint_help';
  const [incident] = mentionedKeys(words, brain.dialogue.incidents);
  const asksOn =
    topic !== undefined &&
    conversation.topic?.insurers.length &&
    insurers.length === 0 &&
    words.trim().split(' ').length <= followUpWords;
  if (
    incident !== undefined &&
    asksOn &&
    aboutConcern.concat('other_incident', 'incident_overview').includes(intent)
  )
    return 'insurer_affected';
  const general =
    intent === 'operator_affected' ||
    intent === 'incident_overview' ||
    (intent === 'insurer_affected' && insurers.length === 0);
  if (incident !== undefined && incident !== brain.knowledge.incidents[0]?.id && general)
    return 'other_incident';
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

function isOperator(id: string, { knowledge }: Brain): boolean {
  return knowledge.insurers.some(
    (insurer) => insurer.id === id && (insurer.type === 'operator' || insurer.type === 'care-network'),
  );
}
