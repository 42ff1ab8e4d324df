import type { Insurer } from '../../knowledge/schema.ts';
import type { Intent } from '../../understanding/intent.ts';
import {
  fromData,
  phrase,
  say,
  type Block,
  type Document,
  type Param,
  type Phrase,
  type PhraseKey,
} from '../reply.ts';
import { bySureness } from './exposure.ts';
import { ask, button, contact, facts, kinds, type Answer, type Question } from './answer.ts';

/** Subjects after which a complaint is about the scam that the person met, rather than about the leak. */
const scams: readonly Intent[] = ['emergency', 'message_to_analyse', 'spot_scams', 'report_scam'];
const afterScam: readonly Intent[] = [
  'legal_recourse',
  'complaint_help',
  'what_to_do',
  'plan_progress',
  'human_contact',
];

function aboutScam({ conversation: { given, topic }, named }: Question): boolean {
  if (named || topic === null) return false;
  return scams.includes(topic.intent) || (given.length > 0 && afterScam.includes(topic.intent));
}

/** Rights and ways: complaint, CNIL, group action, compensation. */
export function answerLegal(question: Question): Answer {
  if (aboutScam(question)) return legalAfterScam(question);
  const { knowledge } = question;
  const form = facts(knowledge, 'complaint-form');
  const { sources } = facts(knowledge, 'complaint-optional', 'inquiry-paris', 'group-action');
  return {
    blocks: [
      say('legal.headline'),
      say('legal.against'),
      say('legal.ways'),
      form.block,
      say('legal.not-lawyer', { phone: contact(knowledge, 'france-victimes').phone ?? '' }),
    ],
    buttons: [
      ask('button.complaint', 'complaint_help'),
      ask('button.letter', 'letter_access'),
      ask('button.human', 'human_contact'),
    ],
    sources: [...sources, ...form.sources.slice(0, 1)],
    remember: { given: [] }, // from here on it is about the leak
  };
}

function legalAfterScam({ knowledge }: Question): Answer {
  const complaint = facts(knowledge, 'no-complaint-needed');
  const online = contact(knowledge, 'thesee');
  return {
    blocks: [
      say('legal.scam'),
      say('legal.scam.where', { url: online.url ?? '' }),
      complaint.block,
      say('legal.not-lawyer', { phone: contact(knowledge, 'france-victimes').phone ?? '' }),
    ],
    buttons: [
      ask('button.complaint', 'complaint_help'),
      ask('button.report', 'report_scam'),
      ask('button.human', 'human_contact'),
    ],
    sources: [online.source, ...complaint.sources],
  };
}

function insurerBlank(insurers: readonly Insurer[]): Param {
  const insurer = insurers.find(({ type }) => type !== 'operator' && type !== 'care-network'); // no letter goes to an operator
  return insurer ? fromData(insurer.name) : phrase('letter.insurer-blank');
}

function letter(name: PhraseKey, lines: readonly Block<Phrase>[]): Document<Phrase> {
  return { name: phrase(name), blocks: lines };
}

/** The text of a complaint with blanks for what is personal. */
export function answerComplaint(question: Question): Answer {
  if (aboutScam(question)) return complaintAfterScam(question);
  if (question.long) return complaintToAuthority(question);
  const { incident, insurers, knowledge } = question;
  const form = facts(knowledge, 'complaint-form');
  const { sources } = facts(knowledge, 'complaint-offences');
  const lines = [
    say('complaint.doc.1'),
    say('complaint.doc.2'),
    say('complaint.doc.3', {
      insurer: insurerBlank(bySureness(insurers, incident)),
      when: fromData(incident.when),
    }),
    say('complaint.doc.4', { kinds: kinds(incident.data.leaked.slice(0, 5)) }),
    say('complaint.doc.5'),
    say('complaint.doc.6'),
  ];
  return {
    blocks: [say('complaint.headline'), ...lines, say('complaint.bring'), say('complaint.where'), form.block],
    documents: [letter('complaint.name', lines)],
    buttons: [
      button('button.authority', { kind: 'more', intent: 'complaint_help' }),
      ask('button.legal', 'legal_recourse'),
      ask('button.human', 'human_contact'),
    ],
    sources: [...sources, ...form.sources.slice(0, 1)],
  };
}

/** The text of a complaint to the CNIL: against an insurer that does not answer, or did not protect or tell. */
function complaintToAuthority({ incident, insurers, knowledge }: Question): Answer {
  const authority = contact(knowledge, 'cnil-complaint');
  const insurer = insurerBlank(bySureness(insurers, incident));
  const lines = [
    say('authority.doc.1', { insurer }),
    say('complaint.doc.1'),
    say('authority.doc.2', { insurer, incident: fromData(incident.name), when: fromData(incident.when) }),
    say('authority.doc.3', { kinds: kinds(incident.data.leaked.slice(0, 5)) }),
    say('authority.doc.4'),
    say('authority.doc.5'),
    say('complaint.doc.6'),
  ];
  return {
    blocks: [
      say('authority.headline'),
      ...lines,
      say('authority.where', { name: fromData(authority.name), url: authority.url ?? '' }),
    ],
    documents: [letter('authority.name', lines)],
    buttons: [ask('button.letter', 'letter_access'), ask('button.complaint', 'complaint_help')],
    sources: [authority.source],
  };
}

/** The same for somebody who was scammed. */
function complaintAfterScam({ conversation, knowledge }: Question): Answer {
  const online = contact(knowledge, 'thesee');
  const given = conversation.given.map((kind) => phrase(`given.${kind}` as PhraseKey)); // every emergency has its phrase: a test checks it
  const lines = [
    say('complaint.doc.1'),
    say('complaint.scam.2'),
    say('complaint.scam.3'),
    given.length > 0 ? say('complaint.scam.4', { given: { list: given } }) : say('complaint.scam.4.blank'),
    say('complaint.scam.5'),
    say('complaint.doc.6'),
  ];
  return {
    blocks: [
      say('complaint.headline'),
      ...lines,
      say('complaint.scam.bring'),
      say('legal.scam.where', { url: online.url ?? '' }),
    ],
    documents: [letter('complaint.scam.name', lines)],
    buttons: [
      ask('button.legal', 'legal_recourse'),
      ask('button.report', 'report_scam'),
      ask('button.human', 'human_contact'),
    ],
    sources: [online.source],
  };
}

/** The access request of article 15: was I concerned, which data. */
export function answerLetterAccess({ insurers, incident }: Question): Answer {
  const insurer = insurerBlank(insurers);
  const lines = [
    say('letter.access.doc.1'),
    say('letter.access.doc.2', { insurer }),
    say('letter.access.doc.3', { incident: fromData(incident.name) }),
    say('letter.access.doc.4'),
    say('letter.access.doc.5'),
  ];
  return {
    blocks: [say('letter.access.headline', { insurer }), ...lines, say('letter.access.how')],
    documents: [letter('letter.access.name', lines)],
    buttons: [
      ask('button.erasure', 'letter_erasure'),
      ask('button.complaint', 'complaint_help'),
      ask('button.todo', 'what_to_do'),
    ],
  };
}

/** The erasure request of article 17 to a former insurer. */
export function answerLetterErasure({ insurers }: Question): Answer {
  const insurer = insurerBlank(insurers);
  const lines = [
    say('letter.erasure.doc.1'),
    say('letter.erasure.doc.2', { insurer }),
    say('letter.erasure.doc.3'),
    say('letter.erasure.doc.4'),
    say('letter.access.doc.5'),
  ];
  return {
    blocks: [say('letter.erasure.headline', { insurer }), ...lines, say('letter.erasure.limits')],
    documents: [letter('letter.erasure.name', lines)],
    buttons: [ask('button.letter', 'letter_access'), ask('button.todo', 'what_to_do')],
  };
}

/** Where a letter goes, and what when no answer comes. */
export function answerAboutLetter({ intent, knowledge }: Question, followUp: 'send' | 'no-reply'): Answer {
  const buttons = [ask('button.letter', 'letter_access'), ask('button.todo', 'what_to_do')];
  if (followUp === 'send' && intent === 'complaint_help')
    return { blocks: [say('complaint.where.first'), say('letter.copy')], buttons };
  if (followUp === 'send') return { blocks: [say('letter.where'), say('letter.copy')], buttons };
  const authority = contact(knowledge, 'cnil-complaint');
  return {
    blocks: [say('letter.no-reply', { url: authority.url ?? '' }), say('letter.delay'), say('letter.copy')],
    buttons: [
      button('button.authority', { kind: 'more', intent: 'complaint_help' }),
      ask('button.legal', 'legal_recourse'),
      ...buttons,
    ],
    sources: [authority.source],
  };
}
