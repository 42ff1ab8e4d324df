import type { Intent } from '../understanding/intent.ts';
import { answerEmergency, answerToldEmergency } from './answers/emergency.ts';
import { answerIntent } from './answers/index.ts';
import type { Brain } from './brain.ts';
import { rememberInsurers, type Conversation, type Relation } from './conversation.ts';
import { carried, question, subject } from './subject.ts';
import type { Outcome } from './turn.ts';
import { mentionedKeys } from './wording.ts';

/** The answer to an intent that was read in a message. */
export function toldOutcome(
  intent: Intent,
  named: readonly string[],
  relation: Relation,
  text: string,
  conversation: Conversation,
  brain: Brain,
): Outcome {
  const [incident] = mentionedKeys(text, brain.dialogue.incidents).filter((id) =>
    brain.knowledge.incidents.some((known) => known.id === id),
  );
  const remembered = named.length > 0 ? rememberInsurers(conversation, named, relation) : conversation;
  const about = subject(intent, {
    insurers: named.length > 0 ? named : carried(conversation),
    named: named.length > 0,
    text,
    ...(incident === undefined ? {} : { incident }),
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
    ...(conversation.incident === null ? {} : { incident: conversation.incident }),
  });
  const asked = question(about, conversation, brain);
  return {
    subject: about,
    answer: intent === 'emergency' ? answerEmergency(asked, []) : answerIntent(asked),
  };
}
