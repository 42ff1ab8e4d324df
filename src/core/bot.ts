import type { Intent } from '../understanding/intent.ts';
import { actionOutcome } from './action-outcome.ts';
import type { Action } from './action.ts';
import { answerOfficial } from './answers/about.ts';
import type { Answer } from './answers/answer.ts';
import { answerDistress } from './answers/distress.ts';
import { answerIntent, choiceLabel } from './answers/index.ts';
import { answerAcknowledged, answerMisunderstood } from './answers/lost.ts';
import { answerVerdict } from './answers/scam.ts';
import { askWhich, unlisted } from './answers/which-insurer.ts';
import type { Brain } from './brain.ts';
import type { Conversation } from './conversation.ts';
import { followUpOutcome } from './follow-up-outcome.ts';
import { incidentAsked, namedIncident } from './incident-in-context.ts';
import { toldOutcome } from './intent-outcome.ts';
import { shortened } from './long-text.ts';
import { meaningOf, type Meaning } from './meaning.ts';
import { say } from './reply.ts';
import { captionComesFirst, pictureOutcome, type PictureInput } from './picture-outcome.ts';
import { question, subject } from './subject.ts';
import { insurersByIds, turnOf, type Outcome, type Turn } from './turn.ts';
import { spaced } from './wording.ts';

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
  | PictureInput
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
    case 'unsupported': {
      const about = subject('help');
      const { buttons = [] } = answerIntent(question(about, conversation, brain));
      return { subject: about, answer: { blocks: [say('unsupported')], buttons } };
    }
    case 'action':
      return actionOutcome(input.action, conversation, brain);
    case 'picture':
      return captionComesFirst(input, conversation, brain)
        ? outcomeOf({ ...input, kind: 'text', text: input.caption }, conversation, brain)
        : pictureOutcome(input, conversation, brain);
    case 'text': {
      const text = shortened(input.text);
      const meaning: Meaning =
        input.forwarded && text.trim() !== ''
          ? { kind: 'analyse', message: text }
          : meaningOf(text, conversation, brain);
      return meantOutcome(meaning, { ...input, text }, conversation, brain);
    }
  }
}

/** Longer fragments are not repeated when asking which insurer is meant, in UTF-16 units. */
const longestFragment = 40;

function meantOutcome(
  meaning: Meaning,
  input: UserInput & { kind: 'text' },
  conversation: Conversation,
  brain: Brain,
): Outcome {
  const text = spaced(input.text);
  const about = (intent: Intent, answer: Answer): Outcome => ({ subject: subject(intent, { text }), answer });
  const inPassing = (intent: Intent, answer: Answer): Outcome => ({
    ...about(intent, { awaiting: conversation.awaiting, ...answer }),
    inPassing: true,
  });
  const asked = (intent: Intent) => question(subject(intent, { text }), conversation, brain);
  switch (meaning.kind) {
    case 'empty':
      return inPassing('help', { ...answerMisunderstood(asked('help'), []), blocks: [say('empty')] });
    case 'no-such-choice':
      return inPassing('help', { blocks: [say('unreadable-choice')], buttons: conversation.choices });
    case 'acknowledged':
      return inPassing(conversation.last ?? 'help', answerAcknowledged(asked('help'), meaning.yes));
    case 'action':
      return actionOutcome(meaning.action, conversation, brain, text);
    case 'analyse':
      return verdictOutcome(meaning.message, input, conversation, brain);
    case 'which':
      return {
        subject: subject('insurer_affected', {
          text,
          incident: namedIncident(text, brain) ?? incidentAsked('insurer_affected', conversation, brain),
        }),
        answer: askWhich(
          insurersByIds(meaning.candidates, brain),
          meaning.fragment !== null && meaning.fragment.length > longestFragment ? null : meaning.fragment,
        ),
      };
    case 'unlisted':
      return about('insurer_affected', unlisted(meaning.name, insurersByIds(meaning.near, brain)));
    case 'follow':
      return followUpOutcome(meaning.followUp, conversation, brain, text);
    case 'distress':
      return about('insult_or_distress', answerDistress(asked('insult_or_distress'), meaning.feeling));
    case 'not-me':
      return about('is_bot_official', answerOfficial(true));
    case 'misunderstood': {
      const likely = meaning.likely.flatMap((intent) => {
        const key = choiceLabel(intent);
        return key ? [{ key, intent }] : [];
      });
      return inPassing('off_topic', answerMisunderstood(asked('off_topic'), likely));
    }
    case 'answer':
      return toldOutcome({ ...meaning, text }, conversation, brain);
  }
}

function verdictOutcome(
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
  const asked = question(about, conversation, brain);
  return { subject: about, answer: answerVerdict(asked, verdict, brain.signalExplanations), verdict };
}
