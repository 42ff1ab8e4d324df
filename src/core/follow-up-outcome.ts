import type { FollowUp } from './action.ts';
import { answerAboutExposure } from './answers/about-exposure.ts';
import { answerOffline } from './answers/about.ts';
import { answerClosed, answerNextSteps } from './answers/emergency.ts';
import { answerAboutVerdict } from './answers/scam.ts';
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
  if (followUp === 'no-internet') return { subject: about, answer: answerOffline() };
  if (topic === 'emergency' && followUp === 'closed') return { subject: about, answer: answerClosed(asked) };
  if (topic === 'emergency' && conversation.given.length > 0 && followUp === 'next')
    return { subject: about, answer: answerNextSteps(asked) };
  if (topic === 'message_to_analyse' && conversation.verdict)
    return { subject: about, answer: answerAboutVerdict(conversation.verdict, followUp) };
  if (followUp === 'deleted' || followUp === 'report')
    return requestOutcome('report_scam', conversation, brain, { text });
  if (followUp === 'next') {
    const plan = topic === 'plan_progress' || topic === 'what_to_do';
    return requestOutcome(plan ? 'plan_progress' : 'what_to_do', conversation, brain, {
      text: topic === 'help' ? '' : text,
    });
  }
  if (followUp === 'closed') return { subject: about, answer: answerClosed(asked) };
  return { subject: about, answer: answerAboutExposure(asked, followUp) };
}
