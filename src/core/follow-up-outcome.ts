import type { Intent } from '../understanding/intent.ts';
import type { FollowUp } from './action.ts';
import { answerAboutEmergency } from './answers/about-emergency.ts';
import { answerAboutExposure } from './answers/about-exposure.ts';
import { answerOffline } from './answers/about.ts';
import type { Answer, Question } from './answers/answer.ts';
import { answerClosed } from './answers/emergency.ts';
import { answerAboutLetter } from './answers/letters.ts';
import { answerQuiz, answerQuizReason } from './answers/quiz.ts';
import { answerAboutVerdict, answerKnowsMe, answerUntouched } from './answers/scam.ts';
import type { Brain } from './brain.ts';
import type { Conversation } from './conversation.ts';
import { requestOutcome } from './intent-outcome.ts';
import { question, subject } from './subject.ts';
import type { Outcome } from './turn.ts';

/** The answer to a question about the last answer; `text` is the message in `spaced` form. */
export function followUpOutcome(
  followUp: FollowUp,
  conversation: Conversation,
  brain: Brain,
  text = '',
): Outcome {
  const topic = conversation.topic?.intent ?? 'help';
  const about = subject(topic, {
    text,
    insurers: conversation.topic?.insurers ?? [],
    incident: conversation.incident,
  });
  const asked = question(about, conversation, brain);
  const request = (intent: Intent, words = text) =>
    requestOutcome(intent, conversation, brain, { text: words });
  const answer = answerIn(topic, asked, followUp);
  if (answer !== null) return { subject: about, answer, feedback: followUp === 'was-real' ? followUp : null };
  switch (followUp) {
    case 'no-internet':
      return { subject: about, answer: answerOffline() };
    case 'closed':
      return { subject: about, answer: answerClosed(asked) };
    case 'deleted':
    case 'report':
      return request('report_scam');
    case 'next': {
      const plan = topic === 'plan_progress' || topic === 'what_to_do';
      return request(plan ? 'plan_progress' : 'what_to_do', topic === 'help' ? '' : text);
    }
    case 'refund':
      return request('legal_recourse');
    case 'click':
    case 'knows-me':
      return { subject: about, answer: answerKnowsMe() };
    case 'untouched':
      return { subject: about, answer: answerUntouched() };
    case 'send':
    case 'no-reply':
      return { subject: about, answer: answerAboutLetter(asked, followUp) };
    case 'if-true':
    case 'was-real':
      return request('message_to_analyse');
    case 'why':
    case 'serious':
    case 'sure':
    case 'check':
    case 'use':
      return { subject: about, answer: answerAboutExposure(asked, followUp) };
  }
}

function answerInQuiz(asked: Question, followUp: FollowUp): Answer | null {
  if (followUp === 'next') return answerQuiz(asked);
  return followUp === 'why' || followUp === 'sure' ? answerQuizReason(asked) : null;
}

/** The answer that is special to an emergency or a judged message; null where there is none. */
function answerIn(topic: Intent, asked: Question, followUp: FollowUp): Answer | null {
  const { verdict } = asked.conversation;
  if (topic === 'emergency') return answerAboutEmergency(asked, followUp);
  if (topic === 'quiz') return answerInQuiz(asked, followUp);
  return topic === 'message_to_analyse' && verdict
    ? answerAboutVerdict(verdict, followUp, asked.knowledge)
    : null;
}
