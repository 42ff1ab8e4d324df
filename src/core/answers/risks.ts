import { say } from '../reply.ts';
import { aboutMain, ask, facts, more, type Answer, type Question } from './answer.ts';
import { aboutOneKind, sourcesOf } from './leaked.ts';

/** Bank details and credit because of the leak. */
export function answerBank(question: Question): Answer {
  const { conversation } = question;
  if (conversation.given.includes('rib')) return answerGivenIban(question);
  return aboutMain(question) ? bankInMain(question) : bankInOther(question);
}

function bankInMain(question: Question): Answer {
  const { incident, knowledge, long } = question;
  const tell = facts(knowledge, 'no-need-to-tell');
  const refund = facts(knowledge, 'sepa-refund');
  const iban = facts(knowledge, 'iban-alone', 'cnil-conditional');
  const professionals = facts(knowledge, 'professionals-bank');
  return {
    blocks: [
      say('bank.no'),
      say('bank.watch'),
      say('bank.credit'),
      tell.block,
      ...(long ? [refund.block, iban.block, professionals.block] : []),
    ],
    buttons: [...(long ? [] : [more('bank_risk')]), ...bankButtons],
    sources: [
      ...sourcesOf(incident),
      ...tell.sources,
      ...(long ? [...refund.sources, ...iban.sources, ...professionals.sources] : []),
    ],
  };
}

/** In an incident of its own: whether they leaked there, and what then can be undone. */
function bankInOther(question: Question): Answer {
  const { incident, knowledge } = question;
  const leaked = incident.data.leaked.includes('bank-details');
  const undone = facts(knowledge, 'iban-alone', 'sepa-refund');
  return {
    blocks: [aboutOneKind(question, 'bank-details'), say('bank.watch'), ...(leaked ? [undone.block] : [])],
    buttons: bankButtons,
    sources: [...sourcesOf(incident), ...(leaked ? undone.sources : [])],
  };
}

const bankButtons = [ask('button.todo', 'what_to_do'), ask('button.emergency', 'emergency')];

/** What somebody who gave an IBAN away has to fear. */
export function answerGivenIban({ knowledge }: Question): Answer {
  const { block, sources } = facts(knowledge, 'iban-alone', 'sepa-refund');
  return {
    blocks: [block, say('bank.watch')],
    buttons: [
      ask('button.emergency', 'emergency'),
      ask('button.human', 'human_contact'),
      ask('button.todo', 'what_to_do'),
    ],
    sources,
  };
}

/** The kinds of data that tell of somebody's health. */
const healthKinds = [
  'medical-data',
  'lab-results',
  'medical-prescriptions',
  'reimbursements',
  'optical-data',
];

/** Illnesses, treatments, prescriptions, test results, the medical file. */
export function answerMedical(question: Question): Answer {
  const { incident, knowledge } = question;
  const buttons = [ask('button.leaked', 'data_leaked'), ask('button.todo', 'what_to_do')];
  if (!aboutMain(question)) {
    const leaked = healthKinds.filter((kind) => incident.data.leaked.includes(kind));
    return {
      blocks: (leaked.length > 0 ? leaked : ['medical-data']).map((kind) => aboutOneKind(question, kind)),
      buttons,
      sources: sourcesOf(incident),
    };
  }
  const account = facts(knowledge, 'not-your-account');
  const exception = facts(knowledge, 'transport-invoices');
  return {
    blocks: [say('medical.no'), exception.block, say('medical.dmp'), account.block],
    buttons,
    sources: [...sourcesOf(incident), ...exception.sources, ...account.sources],
  };
}

/** Care or medicine bought in somebody's name. */
export function answerFalsePrescriptions(question: Question): Answer {
  const theft = facts(question.knowledge, 'identity-theft-complaint');
  return {
    blocks: [say('prescriptions.unknown'), say('prescriptions.watch'), theft.block],
    buttons: [
      ask('button.leaked', 'data_leaked'),
      ask('button.legal', 'legal_recourse'),
      ask('button.todo', 'what_to_do'),
    ],
    sources: theft.sources,
  };
}

/** Another social-security number, a new carte Vitale. */
export function answerChangeNir(question: Question): Answer {
  const never = facts(question.knowledge, 'nir-cannot-change', 'change-passwords');
  const vitale = facts(question.knowledge, 'vitale-free');
  return {
    blocks: [say('nir.no'), never.block, say('nir.why'), say('nir.so'), vitale.block],
    buttons: [ask('button.todo', 'what_to_do'), ask('button.spot', 'spot_scams')],
    sources: [...never.sources, ...vitale.sources],
  };
}
