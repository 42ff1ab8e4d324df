import type { Intent } from '../understanding/intent.ts';
import type { Question } from './answers/answer.ts';
import type { Brain } from './brain.ts';
import type { Conversation } from './conversation.ts';
import { insurersByIds, type Subject } from './turn.ts';

/** What a reply is about, with nothing named unless `more` says so. */
export function subject(intent: Intent, more: Partial<Subject> = {}): Subject {
  return {
    intent,
    insurers: [],
    named: false,
    text: '',
    long: false,
    incident: null,
    incidentNamed: false,
    ...more,
  };
}

/** Whom the conversation is about when the message names nobody: the last topic's insurers, else all it knows. */
export function carried(conversation: Conversation): readonly string[] {
  const last = conversation.topic?.insurers ?? [];
  return last.length > 0 ? last : conversation.insurers.map(({ id }) => id).slice(-2);
}

/** What an answer is asked for: the subject with the records of the facts. Throws when the data has no incident. */
export function question(about: Subject, conversation: Conversation, brain: Brain): Question {
  const { knowledge, dialogue } = brain;
  const [first] = knowledge.incidents;
  const incident = knowledge.incidents.find(({ id }) => id === about.incident) ?? first;
  if (!incident) throw new Error('data/incidents holds no incident');
  return {
    intent: about.intent,
    conversation,
    knowledge,
    dialogue,
    insurers: insurersByIds(about.insurers, brain),
    named: about.named,
    incident,
    incidentNamed: about.incidentNamed,
    text: about.text,
    long: about.long,
  };
}
