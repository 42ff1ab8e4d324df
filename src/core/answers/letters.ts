import type { Insurer } from '../../knowledge/schema.ts';
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
import { ask, contact, facts, kinds, type Answer, type Question } from './answer.ts';

/** Rights and ways: complaint, CNIL, group action, compensation. */
export function answerLegal({ knowledge }: Question): Answer {
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
  };
}

function insurerBlank(insurers: readonly Insurer[]): Param {
  const [insurer] = insurers;
  return insurer ? fromData(insurer.name) : phrase('letter.insurer-blank');
}

function letter(name: PhraseKey, lines: readonly Block<Phrase>[]): Document<Phrase> {
  return { name: phrase(name), blocks: lines };
}

/** The text of a complaint with blanks for what is personal. */
export function answerComplaint(question: Question): Answer {
  const { incident, insurers, knowledge } = question;
  const form = facts(knowledge, 'complaint-form');
  const { sources } = facts(knowledge, 'complaint-offences');
  const lines = [
    say('complaint.doc.1'),
    say('complaint.doc.2'),
    say('complaint.doc.3', { insurer: insurerBlank(insurers), when: fromData(incident.when) }),
    say('complaint.doc.4', { kinds: kinds(incident.data.leaked.slice(0, 5)) }),
    say('complaint.doc.5'),
    say('complaint.doc.6'),
  ];
  return {
    blocks: [say('complaint.headline'), ...lines, say('complaint.bring'), say('complaint.where'), form.block],
    documents: [letter('complaint.name', lines)],
    buttons: [ask('button.legal', 'legal_recourse'), ask('button.human', 'human_contact')],
    sources: [...sources, ...form.sources.slice(0, 1)],
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
