import type { InsurerMention } from '../insurers/mention.ts';
import type { Intent } from '../understanding/intent.ts';
import type { Action, FollowUp } from './action.ts';
import { followUps } from './action.ts';
import type { Brain } from './brain.ts';
import type { Conversation, Relation } from './conversation.ts';
import { mentionsAny, spaced } from './wording.ts';

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
  | { readonly kind: 'answer'; readonly intent: Intent; readonly insurers: readonly string[]; readonly relation: Relation };

/** Longest follow-up question, in words: "et si c'était un vrai message ?" has seven. */
const followUpWords = 9;
/** A guess below this is not acted on when nothing else supports it. */
const leastConfidence = 0.3;
/** Intents that an insurer's name turns into "is it concerned?". */
const aboutConcern: readonly Intent[] = ['insurer_affected', 'former_insurer', 'dependants', 'operator_affected', 'card_logo', 'find_operator'];
/** Intents in which a name only says whom the person means. */
const keepsItsIntent: readonly Intent[] = [
  'emergency', 'letter_access', 'letter_erasure', 'complaint_help', 'legal_recourse', 'off_topic', 'alerts_subscribe', 'alerts_stop',
  'data_leaked', 'data_not_leaked', 'bank_risk', 'medical_data_risk', 'false_prescriptions', 'what_to_do', 'report_scam', 'spot_scams',
  'who_informs', 'other_incident', 'message_to_analyse', 'forget_me', 'is_bot_official', 'who_is_behind', 'incident_overview', 'change_nir', 'insult_or_distress', 'quiz', 'privacy',
]; // prettier-ignore

type Reading = { readonly text: string; readonly words: string; readonly conversation: Conversation; readonly brain: Brain };

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

function ofNothing({ text, words }: Reading): Meaning | null {
  if (words.trim() !== '') return null;
  if (/[\u{1F44D}\u{1F64F}\u{2764}\u{1F60A}\u{1F642}\u{1F44C}\u{1F44F}\u{1F970}\u{1F618}]/u.test(text)) return { kind: 'action', action: { kind: 'ask', intent: 'thanks' } };
  return /^\s*\?+\s*$/.test(text) ? { kind: 'follow', followUp: 'why' } : { kind: 'empty' };
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
  if (exactly(dialogue.other) && insurers.length > 1) return { kind: 'action', action: insurers.at(1)?.action ?? { kind: 'ask', intent: 'insurer_affected' } };
  if (exactly(dialogue.yes) && conversation.topic?.intent !== 'thanks') {
    const [first] = choices;
    return first && insurers.length < 2 ? { kind: 'action', action: first.action } : null;
  }
  if (insurers.length > 1) {
    const named = brain.findInsurers(words.trim());
    const chosen = insurers.find(({ action }) => action.kind === 'insurer' && named.some((mention) => 'insurer' in mention && mention.insurer === action.insurer));
    if (chosen) return { kind: 'action', action: chosen.action };
  }
  return null;
}

function ofSpecialWords({ words, conversation, brain: { dialogue } }: Reading): Meaning | null {
  if (mentionsAny(words, dialogue.suicide)) return { kind: 'distress', feeling: 'suicide' };
  if (mentionsAny(words, dialogue.ownMessage)) return { kind: 'not-me' };
  if (conversation.awaiting === 'insurer' && mentionsAny(words, dialogue.unknownInsurer) && words.split(' ').length < 10)
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
  if (conversation.topic.intent === 'emergency' && mentionsAny(words, table['closed'] ?? [])) return { kind: 'follow', followUp: 'closed' };
  if (words.trim().split(' ').length > followUpWords) return null;
  const bare = words.replace(/^ (?:et|mais|ok|bah|ben|bon|alors|donc|du coup|merci|ah) /, ' '); // small words that open an answer change nothing
  const found = followUps.find((followUp) => table[followUp]?.some((wording) => wording === words || wording === bare));
  if (found) return { kind: 'follow', followUp: found };
  return conversation.verdict && mentionsAny(words, table['deleted'] ?? []) ? { kind: 'follow', followUp: 'deleted' } : null;
}

function relationOf(words: string, intent: Intent, { dialogue }: Brain): Relation {
  if (intent === 'former_insurer' || mentionsAny(words, dialogue.former)) return 'former';
  return intent === 'dependants' || mentionsAny(words, dialogue.family) ? 'family' : 'current';
}

function ofInsurersAndIntent(reading: Reading): Meaning {
  const { text, words, conversation, brain } = reading;
  const mentions = brain.findInsurers(text).filter((mention) => !mention.negated);
  const named = mentions.flatMap((mention) => (mention.kind === 'exact' || mention.kind === 'close' ? [mention.insurer] : []));
  const doubtful = mentions.find((mention) => mention.kind === 'ambiguous');
  const guess = brain.guessIntent(text, mentions.length);
  const relation = relationOf(words, guess.intent, brain);
  const onComplaint = conversation.topic?.intent === 'complaint_help' || conversation.topic?.intent === 'legal_recourse';
  if (onComplaint && guess.intent === 'letter_access' && mentions.length === 0) return { kind: 'answer', intent: 'complaint_help', insurers: [], relation };
  const insurers = [...new Set(named)];
  const calls = mentionsAny(words, brain.dialogue.callReport) && conversation.verdict !== null;
  if (calls && guess.intent !== 'emergency') return { kind: 'answer', intent: 'spot_scams', insurers, relation };
  if (guess.intent === 'emergency' && guess.confidence >= leastConfidence) return { kind: 'answer', intent: 'emergency', insurers, relation };
  const about = conversation.awaiting === 'insurer' || aboutConcern.includes(guess.intent) || !keepsItsIntent.includes(guess.intent) || guess.confidence < leastConfidence;
  if (doubtful?.kind === 'ambiguous' && about && insurers.length === 0) return { kind: 'which', candidates: doubtful.candidates, fragment: doubtful.fragment };
  if (insurers.length > 0) return { kind: 'answer', intent: about ? concernIntent(guess.intent, insurers, brain) : guess.intent, insurers, relation };
  const unknown = unlistedName(mentions);
  if (unknown !== null && about) return { kind: 'unlisted', name: unknown };
  if (!guess.understood || guess.confidence < leastConfidence) {
    if (guess.intent === 'off_topic' && guess.understood) return { kind: 'answer', intent: 'off_topic', insurers, relation };
    return { kind: 'misunderstood', likely: [guess.intent, ...guess.alternatives.map(({ intent }) => intent)] };
  }
  return guess.intent === 'insult_or_distress' ? { kind: 'distress', feeling: mentionsAny(words, brain.dialogue.insults) ? 'insult' : 'distress' } : { kind: 'answer', intent: guess.intent, insurers, relation };
}

function concernIntent(intent: Intent, insurers: readonly string[], { knowledge }: Brain): Intent {
  const operatorsOnly = insurers.every((id) => knowledge.operators.some(({ insurer }) => insurer === id));
  if (intent === 'operator_affected' || intent === 'card_logo' || intent === 'find_operator') return operatorsOnly ? intent : 'insurer_affected';
  return intent === 'former_insurer' || intent === 'dependants' ? intent : 'insurer_affected';
}

function unlistedName(mentions: readonly InsurerMention[]): string | null {
  const mention = mentions.find(({ kind }) => kind === 'unlisted');
  return mention?.kind === 'unlisted' ? mention.name : null;
}
