import type { Intent } from '../understanding/intent.ts';
import { answerEmergency, answerToldEmergency } from './answers/emergency.ts';
import { answerIntent } from './answers/index.ts';
import type { Brain } from './brain.ts';
import { rememberInsurers, type Conversation, type Relation } from './conversation.ts';
import { incidentAsked, namedIncident } from './incident-in-context.ts';
import { carried, question, subject } from './subject.ts';
import type { Outcome } from './turn.ts';

/** What was read in a message, or chosen from a list after it. */
export type Told = {
  readonly intent: Intent;
  readonly insurers: readonly string[];
  readonly relations: ReadonlyMap<string, Relation>;
  /** The message in `spaced` form. */
  readonly text: string;
  /** The insurer was chosen from a list: the question is still the one asked before. */
  readonly chosen?: boolean;
};

/** The answer to an intent that was read in a message. */
export function toldOutcome(
  { intent, insurers: named, relations, text, chosen = false }: Told,
  conversation: Conversation,
  brain: Brain,
): Outcome {
  const incident = namedIncident(text, brain);
  const another = named.some((id) => !conversation.insurers.some((known) => known.id === id));
  const remembered = named.length > 0 ? rememberInsurers(conversation, named, relations) : conversation;
  const about = subject(intent, {
    insurers: named.length > 0 ? named : carried(conversation),
    named: named.length > 0,
    text,
    incident: incident ?? (another && !chosen ? null : incidentAsked(intent, conversation, brain)),
    incidentNamed: incident !== null,
  });
  const asked = question(about, remembered, brain);
  const answer = intent === 'emergency' ? answerToldEmergency(asked) : answerIntent(asked);
  const memory = intent === 'forget_me' || intent === 'off_topic' ? {} : { insurers: remembered.insurers };
  return { subject: about, answer: { ...answer, remember: { ...memory, ...answer.remember } } };
}

/** The answer to an intent that a button or a short word asked for; `long` behind "En savoir plus". */
export function requestOutcome(
  intent: Intent,
  conversation: Conversation,
  brain: Brain,
  { text = '', long = false } = {},
): Outcome {
  const about = subject(intent, {
    insurers: carried(conversation),
    text,
    long,
    incident: long ? conversation.incident : incidentAsked(intent, conversation, brain),
    incidentNamed: long && conversation.incident !== null,
  });
  const asked = question(about, conversation, brain);
  return {
    subject: about,
    answer: intent === 'emergency' ? answerEmergency(asked, []) : answerIntent(asked),
  };
}
