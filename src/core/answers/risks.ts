import { say } from '../reply.ts';
import { ask, facts, more, type Answer, type Question } from './answer.ts';
import { aboutOneKind, sourcesOf } from './leaked.ts';

/** Bank details and credit because of the leak. */
export function answerBank(question: Question): Answer {
  const { incident, knowledge, conversation } = question;
  if (conversation.given.includes('rib')) return answerGivenIban(question);
  const iban = facts(knowledge, 'iban-alone', 'cnil-conditional');
  const professionals = facts(knowledge, 'professionals-bank');
  const refund = facts(knowledge, 'sepa-refund');
  const tell = facts(knowledge, 'no-need-to-tell');
  const inData = incident.data.leaked.includes('bank-details');
  return {
    blocks: [
      inData || question.incidentNamed ? aboutOneKind(question, 'bank-details') : say('bank.no'),
      say('bank.watch'),
      say('bank.credit'),
      tell.block,
      ...(question.long || inData ? [refund.block, iban.block, professionals.block] : []),
    ],
    buttons: [
      ...(question.long ? [] : [more('bank_risk')]),
      ask('button.todo', 'what_to_do'),
      ask('button.emergency', 'emergency'),
    ],
    sources: [
      ...sourcesOf(incident),
      ...tell.sources,
      ...(question.long ? [...refund.sources, ...iban.sources, ...professionals.sources] : []),
    ],
  };
}

/** What somebody who gave an IBAN away has to fear. */
function answerGivenIban({ knowledge }: Question): Answer {
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

/** Illnesses, treatments, prescriptions, test results, the medical file. */
export function answerMedical(question: Question): Answer {
  const account = facts(question.knowledge, 'not-your-account');
  const exception = facts(question.knowledge, 'transport-invoices');
  return {
    blocks: [
      question.incidentNamed ? aboutOneKind(question, 'medical-data') : say('medical.no'),
      exception.block,
      say('medical.dmp'),
      account.block,
    ],
    buttons: [ask('button.leaked', 'data_leaked'), ask('button.todo', 'what_to_do')],
    sources: [...sourcesOf(question.incident), ...exception.sources, ...account.sources],
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
