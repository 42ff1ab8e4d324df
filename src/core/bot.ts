import type { Intent } from '../understanding/intent.ts';
import type { Action, FollowUp } from './action.ts';
import type { Answer, Question } from './answers/answer.ts';
import { answerAboutExposure, answerMisunderstood, answerOffline, answerOfficial } from './answers/about.ts';
import {
  answerClosed,
  answerDistress,
  answerEmergency,
  answerNextSteps,
  answerToldEmergency,
} from './answers/emergency.ts';
import { askWhich, unlisted } from './answers/exposure.ts';
import { answerPlan } from './answers/plan.ts';
import { answerIncident } from './answers/leak.ts';
import { answerAboutVerdict, answerQuizResult, answerVerdict } from './answers/scam.ts';
import { answerIntent, choiceLabel } from './answers/index.ts';
import type { Brain } from './brain.ts';
import { newConversation, rememberInsurers, type Conversation, type Relation } from './conversation.ts';
import { meaningOf, type Meaning } from './meaning.ts';
import { say } from './reply.ts';
import { insurersByIds, turnOf, type Outcome, type Subject, type Turn } from './turn.ts';
import { mentionedKeys, spaced } from './wording.ts';

export type UserInput =
  | {
      readonly kind: 'text';
      /** Already redacted. */
      readonly text: string;
      readonly forwarded: boolean;
      /** Kinds of personal data that redaction took out. */
      readonly redacted: readonly string[];
      readonly linkTargets?: readonly { readonly text: string; readonly target: string }[];
    }
  | { readonly kind: 'action'; readonly action: Action }
  | { readonly kind: 'unsupported' };

/** Answers one message of a conversation. Pure: the same input gives the same turn, and nothing is changed in place. */
export function respond(input: UserInput, conversation: Conversation, brain: Brain): Turn {
  const outcome = outcomeOf(input, conversation, brain);
  const redacted = input.kind === 'text' && !input.forwarded ? input.redacted : [];
  return turnOf(outcome, conversation, brain, redacted);
}

function outcomeOf(input: UserInput, conversation: Conversation, brain: Brain): Outcome {
  switch (input.kind) {
    case 'unsupported':
      return plain(subject('help'), {
        blocks: [say('unsupported')],
        buttons: answerIntent(question(subject('help'), conversation, brain)).buttons ?? [],
      });
    case 'action':
      return ofAction(input.action, conversation, brain);
    case 'text': {
      const meaning: Meaning =
        input.forwarded && input.text.trim() !== ''
          ? { kind: 'analyse', message: input.text }
          : meaningOf(input.text, conversation, brain);
      return ofMeaning(meaning, input, conversation, brain);
    }
  }
}

/** Longer fragments are not repeated when asking which insurer is meant, in UTF-16 units. */
const longestFragment = 40;

function subject(intent: Intent, more: Partial<Subject> = {}): Subject {
  return { intent, insurers: [], named: false, text: '', long: false, ...more };
}
function plain(about: Subject, answer: Answer): Outcome {
  return { subject: about, answer };
}

function ofMeaning(
  meaning: Meaning,
  input: UserInput & { kind: 'text' },
  conversation: Conversation,
  brain: Brain,
): Outcome {
  const text = spaced(input.text);
  const here = (intent: Intent, more: Partial<Subject> = {}) => subject(intent, { text, ...more });
  const ask = (about: Subject) => question(about, conversation, brain);
  switch (meaning.kind) {
    case 'empty':
      return plain(here('help'), { ...answerMisunderstood(ask(here('help')), []), blocks: [say('empty')] });
    case 'no-such-choice':
      return plain(here('help'), {
        blocks: [say('unreadable-choice')],
        buttons: conversation.choices,
        remember: {},
      });
    case 'action':
      return ofAction(meaning.action, conversation, brain, text);
    case 'analyse':
      return ofAnalysis(meaning.message, input, conversation, brain);
    case 'which':
      return plain(
        here('insurer_affected'),
        askWhich(
          insurersByIds(meaning.candidates, brain),
          meaning.fragment.length > longestFragment ? null : meaning.fragment,
        ),
      );
    case 'unlisted':
      return plain(here('insurer_affected'), unlisted(meaning.name));
    case 'follow':
      return ofFollowUp(meaning.followUp, here(conversation.topic?.intent ?? 'help'), conversation, brain);
    case 'distress':
      return plain(
        here('insult_or_distress'),
        answerDistress(ask(here('insult_or_distress')), meaning.feeling),
      );
    case 'not-me':
      return plain(here('is_bot_official'), answerOfficial(true));
    case 'misunderstood': {
      const likely = meaning.likely.flatMap((intent) => {
        const key = choiceLabel(intent);
        return key ? [{ key, intent }] : [];
      });
      return plain(here('off_topic'), answerMisunderstood(ask(here('off_topic')), likely));
    }
    case 'answer':
      return ofIntent(meaning.intent, meaning.insurers, meaning.relation, text, conversation, brain);
  }
}

function ofIntent(
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
  return plain(about, { ...answer, remember: { ...memory, ...answer.remember } });
}

function ofAction(action: Action, conversation: Conversation, brain: Brain, text = ''): Outcome {
  const { knowledge } = brain;
  switch (action.kind) {
    case 'ask':
    case 'more': {
      const about = subject(action.intent, {
        insurers: carried(conversation),
        text,
        long: action.kind === 'more',
        ...(conversation.incident === null ? {} : { incident: conversation.incident }),
      });
      const asked = question(about, conversation, brain);
      return plain(about, action.intent === 'emergency' ? answerEmergency(asked, []) : answerIntent(asked));
    }
    case 'insurer': {
      if (!knowledge.insurers.some(({ id }) => id === action.insurer))
        return ofAction({ kind: 'ask', intent: 'insurer_affected' }, newConversation, brain);
      return ofIntent('insurer_affected', [action.insurer], 'current', '', conversation, brain);
    }
    case 'incident': {
      const about = subject('other_incident', { insurers: carried(conversation), incident: action.incident });
      return plain(about, answerIncident(question(about, conversation, brain)));
    }
    case 'given':
      return plain(
        subject('emergency'),
        answerEmergency(question(subject('emergency'), conversation, brain), [action.given]),
      );
    case 'done':
      return plain(
        subject('plan_progress'),
        answerPlan(question(subject('plan_progress'), conversation, brain), action.step),
      );
    case 'quiz':
      return plain(
        subject('quiz'),
        answerQuizResult(question(subject('quiz'), conversation, brain), action.question, action.answer),
      );
    case 'follow':
      return ofFollowUp(action.followUp, subject(conversation.topic?.intent ?? 'help'), conversation, brain);
  }
}

function ofFollowUp(followUp: FollowUp, about: Subject, conversation: Conversation, brain: Brain): Outcome {
  const topic = conversation.topic?.intent ?? 'help';
  const kept: Subject = { ...about, intent: topic, insurers: conversation.topic?.insurers ?? [] };
  const asked = question(kept, conversation, brain);
  if (followUp === 'no-internet') return plain(kept, answerOffline());
  if (topic === 'emergency' && followUp === 'closed') return plain(kept, answerClosed(asked));
  if (topic === 'emergency' && conversation.given.length > 0 && followUp === 'next')
    return plain(kept, answerNextSteps(asked));
  if (topic === 'message_to_analyse' && conversation.verdict)
    return plain(kept, answerAboutVerdict(conversation.verdict, followUp));
  if (followUp === 'deleted' || followUp === 'report')
    return ofAction({ kind: 'ask', intent: 'report_scam' }, conversation, brain, about.text);
  if (followUp === 'next')
    return ofAction(
      {
        kind: 'ask',
        intent: topic === 'plan_progress' || topic === 'what_to_do' ? 'plan_progress' : 'what_to_do',
      },
      conversation,
      brain,
      topic === 'help' ? '' : about.text,
    );
  if (followUp === 'closed') return plain(kept, answerClosed(asked));
  return plain(kept, answerAboutExposure(asked, followUp));
}

function ofAnalysis(
  message: string,
  input: UserInput & { kind: 'text' },
  conversation: Conversation,
  brain: Brain,
): Outcome {
  const notLeaked = brain.knowledge.incidents[0]?.data.notLeaked ?? [];
  const verdict = brain.analyse(message, {
    insurers: conversation.insurers.map(({ id }) => id),
    notLeaked,
    ...(input.linkTargets ? { linkTargets: [...input.linkTargets] } : {}),
  });
  const about = subject('message_to_analyse', { text: spaced(message) });
  return {
    subject: about,
    answer: answerVerdict(question(about, conversation, brain), verdict, brain.signalExplanations),
    verdict,
  };
}

/** Whom the conversation is about when the message names nobody: the last topic's insurers, else all it knows. */
function carried(conversation: Conversation): readonly string[] {
  const last = conversation.topic?.insurers ?? [];
  return last.length > 0 ? last : conversation.insurers.map(({ id }) => id).slice(-2);
}

function question(about: Subject, conversation: Conversation, brain: Brain): Question {
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
    incidentNamed: about.incident !== undefined,
    text: about.text,
    long: about.long,
  };
}
