import type { Emergency, Given, Knowledge } from '../../knowledge/schema.ts';
import type { Conversation } from '../conversation.ts';
import { givenIn, tellsOfUnknownDebit } from '../given.ts';
import { fromData, listOf, say, type PhraseKey } from '../reply.ts';
import { mentionsAny } from '../wording.ts';
import { ask, button, contact, facts, type Answer, type Question } from './answer.ts';

/** What is offered when the person did not say what was given, most frequent first. */
const offered: readonly Given[] = [
  'card',
  'otp_code',
  'bank_login',
  'password',
  'rib',
  'money',
  'remote_access',
  'identity_document',
  'link_only',
];
const stepsAtOnce = 3;
/** Under the first step, with the rest behind "La suite", so that it fits a screen. */
const stepsAfterTheFirst = 2;

/** The emergencies of what was given, the most urgent first. The steps for a device taken over hold those for its app. */
export function emergenciesFor(given: readonly string[], knowledge: Knowledge): Emergency[] {
  const takenOver = given.includes('remote_access' satisfies Given);
  return knowledge.emergencies
    .filter(({ given: kind }) => given.includes(kind) && !(takenOver && kind === 'app_installed'))
    .sort((a, b) => b.urgency - a.urgency);
}

/** The steps of several emergencies: each one's first step by urgency, then the rest, each once. */
export function stepsOf(emergencies: readonly Emergency[]): string[] {
  return [
    ...new Set([
      ...emergencies.flatMap(({ steps }) => steps.slice(0, 1)),
      ...emergencies.flatMap(({ steps }) => steps.slice(1)),
    ]),
  ];
}

/** What to do after something was given: the first step in the first line. Nothing told: asks what. */
export function answerEmergency(question: Question, given: readonly Given[]): Answer {
  const { knowledge } = question;
  const emergencies = emergenciesFor(given, knowledge);
  const phone = contact(knowledge, 'card-opposition').phone ?? '';
  if (emergencies.length === 0) {
    return {
      blocks: [say('emergency.ask'), say('emergency.ask.bank', { phone }), say('emergency.ask.what')],
      buttons: offered.map((kind) =>
        button(`given.${kind}` satisfies PhraseKey, { kind: 'given', given: kind }),
      ),
      awaiting: 'given',
      assent: null,
      sources: [contact(knowledge, 'card-opposition').source],
    };
  }
  const steps = stepsOf(emergencies);
  const [first = '', ...others] = steps;
  const unauthorised = given.some((kind) => kind === 'card' || kind === 'otp_code' || kind === 'bank_login');
  const money = unauthorised || given.includes('money');
  const refund = facts(knowledge, unauthorised ? 'unauthorised-refund' : 'own-transfer');
  return {
    blocks: [
      say('emergency.first', { step: fromData(first) }),
      ...(others.length > 0
        ? [
            say('emergency.then'),
            listOf(
              others.slice(0, stepsAfterTheFirst).map((text) => fromData(text)),
              true,
            ),
          ]
        : []),
      ...(money ? [refund.block] : []),
      say('emergency.keep'),
    ],
    buttons: [
      ...(others.length > stepsAfterTheFirst
        ? [button('button.next', { kind: 'follow', followUp: 'next' })]
        : []),
      ask('button.report', 'report_scam'),
      ask('button.human', 'human_contact'),
      ask('button.complaint', 'complaint_help'),
    ],
    sources: [...emergencies.flatMap(({ sources }) => sources), ...(money ? refund.sources : [])],
    assent: { kind: 'follow', followUp: 'next' },
    remember: { given: [...given], stepsShown: 1 },
  };
}

/** The next steps when the ones shown are done. */
export function answerNextSteps(question: Question): Answer {
  const { conversation, knowledge } = question;
  const emergencies = emergenciesFor(conversation.given, knowledge);
  const rest = stepsOf(emergencies).slice(conversation.stepsShown);
  const victims = contact(knowledge, 'france-victimes');
  if (rest.length === 0) {
    return {
      blocks: [say('emergency.next.end', { phone: victims.phone ?? '' })],
      buttons: [
        ask('button.report', 'report_scam'),
        ask('button.complaint', 'complaint_help'),
        ask('button.human', 'human_contact'),
      ],
      sources: [victims.source],
      assent: null,
    };
  }
  return {
    blocks: [
      say('emergency.next.headline'),
      listOf(
        rest.slice(0, stepsAtOnce).map((text) => fromData(text)),
        true,
      ),
      say('emergency.keep'),
    ],
    buttons: [
      button('button.next', { kind: 'follow', followUp: 'next' }),
      ask('button.report', 'report_scam'),
      ask('button.human', 'human_contact'),
    ],
    sources: emergencies.flatMap(({ sources }) => sources),
    remember: { stepsShown: conversation.stepsShown + stepsAtOnce },
  };
}

/** The bank is closed, nobody answers. */
export function answerClosed({ knowledge }: Question): Answer {
  const opposition = contact(knowledge, 'card-opposition');
  return {
    blocks: [
      say('emergency.closed', { phone: opposition.phone ?? '' }),
      say('emergency.closed.then'),
      say('emergency.keep'),
    ],
    buttons: [
      button('button.next', { kind: 'follow', followUp: 'next' }),
      ask('button.human', 'human_contact'),
    ],
    sources: [opposition.source],
  };
}

/** The emergency as the message tells it, with what the conversation and the last judged message add. */
export function answerToldEmergency(asked: Question): Answer {
  const { conversation, text } = asked;
  const told = givenIn(text, asked.dialogue);
  const goesOn = conversation.topic?.intent === 'emergency';
  if (told.length === 0 && goesOn && conversation.given.length > 0) return answerNextSteps(asked);
  const before = goesOn ? (conversation.given as Given[]) : []; // only emergencies' names are put there
  const given = told.length > 0 ? [...new Set([...told, ...before])] : requestedIn(conversation);
  if (given.length === 0 && mentionsAny(text, asked.dialogue.simpleYesCall))
    return { ...answerEmergency(asked, []), blocks: [say('emergency.yes-call'), say('emergency.ask.what')] };
  const unknownDebit = mentionsAny(text, asked.dialogue.account) || tellsOfUnknownDebit(text, asked.dialogue);
  if (unknownDebit && !given.includes('card'))
    return {
      ...answerEmergency(asked, []),
      blocks: [say('emergency.account'), say('emergency.account.password'), say('emergency.ask.what')],
    };
  return answerEmergency(asked, given);
}

/** What the caller or the message just judged asked for: "je l'ai donné" then needs no question. */
function requestedIn({ verdict, topic, asked }: Conversation): Given[] {
  if (topic?.intent === 'spot_scams') return asked as Given[]; // only emergencies' names are put there
  if (!verdict || topic?.intent === 'emergency') return [];
  return Object.entries(requests).flatMap(([signal, given]) =>
    verdict.signals.includes(signal) ? [given] : [],
  );
}
const requests: Readonly<Record<string, Given>> = {
  'ask-code': 'otp_code',
  'ask-card': 'card',
  'ask-password': 'password',
  'ask-bank-details': 'rib',
  'ask-nir': 'nir',
  'ask-identity': 'identity_document',
  'ask-remote-access': 'remote_access',
};
