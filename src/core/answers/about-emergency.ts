import type { Given } from '../../knowledge/schema.ts';
import type { FollowUp } from '../action.ts';
import { fromData, say } from '../reply.ts';
import { ask, button, facts, type Answer, type Question } from './answer.ts';
import { answerClosed, answerEmergency, answerNextSteps, emergenciesFor, stepsOf } from './emergency.ts';
import { answerGivenIban } from './risks.ts';

const buttons = [
  button('button.next', { kind: 'follow', followUp: 'next' }),
  ask('button.report', 'report_scam'),
  ask('button.human', 'human_contact'),
];
/** From here on, the first step cannot wait. */
const urgent = 50;

/** What is asked after the steps of an emergency; null where the answer is the same as anywhere. */
export function answerAboutEmergency(question: Question, followUp: FollowUp): Answer | null {
  const { conversation } = question;
  const told = conversation.given.length > 0;
  switch (followUp) {
    case 'closed':
      return answerClosed(question);
    case 'next':
      return told ? answerNextSteps(question) : answerEmergency(question, []);
    case 'serious':
      return told ? firstStepAgain(question) : answerEmergency(question, []);
    case 'use':
      if (conversation.given.includes('rib')) return answerGivenIban(question);
      return told ? firstStepAgain(question) : answerEmergency(question, []);
    case 'refund':
      return aboutRefund(question);
    case 'sure':
    case 'check':
    case 'if-true':
      return { blocks: [say('emergency.sure')], buttons, sources: conversation.sources };
    case 'deleted':
      return { blocks: [say('emergency.deleted')], buttons };
    case 'why':
    case 'report':
    case 'no-internet':
    case 'send':
    case 'no-reply':
    case 'untouched':
    case 'knows-me':
    case 'click':
    case 'was-real':
      return null;
  }
}

function firstStepAgain({ knowledge, conversation }: Question): Answer {
  const emergencies = emergenciesFor(conversation.given, knowledge);
  const [step = ''] = stepsOf(emergencies);
  const pressing = emergencies.some(({ urgency }) => urgency >= urgent);
  return {
    blocks: [
      say(pressing ? 'emergency.serious' : 'emergency.less-serious', { step: fromData(step) }),
      say('emergency.keep'),
    ],
    buttons,
    sources: emergencies.flatMap(({ sources }) => sources),
  };
}

/** Which fact tells whether money comes back, by what was given. */
const refundFacts: Partial<Record<Given, string>> = {
  money: 'own-transfer',
  rib: 'sepa-refund',
};

function aboutRefund({ knowledge, conversation }: Question): Answer {
  const ids = conversation.given.map((given) => refundFacts[given as Given] ?? 'unauthorised-refund'); // an id that is no emergency has no fact of its own
  const told = facts(knowledge, ...new Set(ids.length > 0 ? ids : ['unauthorised-refund', 'own-transfer']));
  const complaint = facts(knowledge, 'no-complaint-needed');
  return {
    blocks: [told.block, complaint.block],
    buttons: [ask('button.complaint', 'complaint_help'), ask('button.human', 'human_contact')],
    sources: [...told.sources, ...complaint.sources],
  };
}
