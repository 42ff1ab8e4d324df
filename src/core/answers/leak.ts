import { exposureOf } from '../../knowledge/exposure.ts';
import type { Incident, Insurer, Source } from '../../knowledge/schema.ts';
import { fromData, phrase, say, type Block, type Phrase, type PhraseKey } from '../reply.ts';
import { mentionedKeys, mentionsAny } from '../wording.ts';
import { ask, facts, incidentName, kinds, more, type Answer, type Question } from './answer.ts';
import { operatorName } from './exposure.ts';

/** The operators of an incident through which a source ties it to this insurer. */
function operatorsOf(insurer: Insurer, incident: Incident): string[] {
  const { reasons } = exposureOf(insurer, incident);
  return [
    ...new Set(
      reasons.flatMap(({ operator }) =>
        operator !== undefined && operator in incident.byOperator ? [operator] : [],
      ),
    ),
  ];
}

function sourcesOf(incident: Incident): Source[] {
  return [
    ...Object.values(incident.byOperator).flatMap(({ sources }) => sources.slice(0, 1)),
    ...incident.sources.slice(0, 1),
  ];
}

function aboutOneKind(question: Question, kind: string): Block<Phrase> {
  const { incident, knowledge } = question;
  const name = incidentName(incident);
  const label = phrase(`dataKind.${kind}` as PhraseKey); // every kind of the data has its phrase: a test checks it
  const operators = Object.entries(incident.byOperator);
  const leaking = operators
    .filter(([, { leaked }]) => leaked.includes(kind))
    .map(([id]) => fromData(operatorName(knowledge, id)));
  if (leaking.length > 0 && leaking.length < operators.length)
    return say('leaked.kind.some', { kind: label, operators: { list: leaking }, incident: name });
  if (incident.data.leaked.includes(kind)) return say('leaked.kind.yes', { kind: label, incident: name });
  if (incident.data.notLeaked.includes(kind)) return say('leaked.kind.no', { kind: label, incident: name });
  if (incident.data.notListed?.includes(kind))
    return say('leaked.kind.not-listed', { kind: label, incident: name });
  return say('leaked.kind.unknown', { kind: label, incident: name });
}

function notLeaked(incident: Incident): Block<Phrase>[] {
  return [
    ...(incident.data.notLeaked.length > 0
      ? [say('leaked.not', { kinds: kinds(incident.data.notLeaked) })]
      : []),
    ...(incident.data.notListed?.length
      ? [say('leaked.not.unlisted', { kinds: kinds(incident.data.notListed) })]
      : []),
  ];
}

function leakedList(question: Question): Block<Phrase>[] {
  const { incident, insurers, knowledge } = question;
  const perOperator = insurers
    .flatMap((insurer) => operatorsOf(insurer, incident).map((operator) => ({ insurer, operator })))
    .slice(0, 2)
    .map(({ insurer, operator }) =>
      say('leaked.list.operator', {
        operator: operatorName(knowledge, operator),
        insurer: insurer.name,
        kinds: kinds(incident.byOperator[operator]?.leaked ?? []),
      }),
    );
  return perOperator.length > 0
    ? perOperator
    : [say('leaked.list', { incident: incidentName(incident), kinds: kinds(incident.data.leaked) })];
}

/** What leaked: the kind asked for, or the list, for this person's operator where a source tells them apart. */
export function answerLeaked(question: Question): Answer {
  const { incident, knowledge, text, long } = question;
  const { dataKinds, healthData } = question.dialogue;
  const asked = mentionedKeys(text, dataKinds).filter(
    (kind) => kind !== 'medical-data' || !mentionsAny(text, healthData),
  );
  const copied = facts(knowledge, 'exposed-not-copied');
  const exceptions = Object.values(incident.byOperator).flatMap((operator) => [
    ...operator.exceptions,
    ...operator.notes,
  ]);
  return {
    blocks: [
      ...asked.slice(0, 3).map((kind) => aboutOneKind(question, kind)),
      ...(asked.includes('birth-rank') ? [say('leaked.birth-rank')] : []),
      ...(asked.length === 0 || long ? leakedList(question) : []),
      ...(asked.length === 0 || long ? notLeaked(incident) : []),
      ...(asked.includes('phone') || asked.includes('email') ? [say('leaked.how-sms')] : []),
      ...(long
        ? [...exceptions, ...incident.nuances]
            .slice(0, 4)
            .map((text) => say('leaked.disagree', { text: fromData(text) }))
        : []),
      ...(asked.length === 0 && incident.operators.length > 1 ? [copied.block] : []),
    ],
    buttons: [
      ...(long ? [] : [more('data_leaked')]),
      ask('button.bank', 'bank_risk'),
      ask('button.todo', 'what_to_do'),
      ask('button.incidents', 'other_incident'),
    ],
    sources: [...sourcesOf(incident), ...(asked.length === 0 ? copied.sources : [])],
  };
}

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

/** What happened, when, how, how many, by whom. */
export function answerOverview(question: Question): Answer {
  const { incident, knowledge, long, incidentNamed } = question;
  const first = knowledge.incidents[0];
  const inquiry = facts(knowledge, 'inquiry-paris');
  const isFirst = incident.id === first?.id;
  return {
    blocks: [
      isFirst && !incidentNamed
        ? say('overview.headline', { people: fromData(incident.people?.text ?? '') })
        : say('overview.incident', { name: fromData(incident.name), when: fromData(incident.when) }),
      ...(incident.cause === null ? [] : [say('overview.cause', { cause: fromData(incident.cause) })]),
      ...(incident.people === null
        ? []
        : [
            say('overview.people', {
              text: fromData(incident.people.text),
              basis: fromData(incident.people.basis),
            }),
          ]),
      ...(isFirst ? [inquiry.block, say('overview.arrested')] : []),
      ...(long
        ? incident.nuances.slice(0, 3).map((text) => say('leaked.disagree', { text: fromData(text) }))
        : []),
    ],
    buttons: [
      ...(long ? [] : [more('incident_overview')]),
      ask('button.concerned', 'insurer_affected'),
      ask('button.leaked', 'data_leaked'),
      ask('button.todo', 'what_to_do'),
    ],
    sources: [...incident.sources.slice(0, 2), ...(isFirst ? inquiry.sources.slice(0, 1) : [])],
  };
}

/** One incident: what it is, whom it struck, what leaked, with these insurers' state in it. */
export function answerIncident(question: Question): Answer {
  const { incident, knowledge, long } = question;
  const struck = [
    ...knowledge.insurers
      .filter((insurer) => exposureOf(insurer, incident).state === 'confirmed')
      .map(({ name }) => name),
    ...incident.organisations.filter(({ says }) => says === 'affected').map(({ name }) => name),
  ];
  return {
    blocks: [
      say('incident.headline', { name: fromData(incident.name), when: fromData(incident.when) }),
      ...(incident.healthInsurance ? [] : [say('incident.health-no')]),
      ...(struck.length > 0
        ? [
            say('incident.affected', {
              names: { list: struck.slice(0, long ? 40 : 8).map((text) => fromData(text)) },
            }),
          ]
        : []),
      say('incident.leaked', { kinds: kinds(incident.data.leaked) }),
      ...(incident.data.notLeaked.length > 0
        ? [say('incident.not-leaked', { kinds: kinds(incident.data.notLeaked) })]
        : []),
      ...(incident.people === null
        ? []
        : [
            say('incident.people', {
              text: fromData(incident.people.text),
              basis: fromData(incident.people.basis),
            }),
          ]),
      ...(incident.confidence === 'high' ? [] : [say('incident.low')]),
      ...(long
        ? incident.nuances.slice(0, 3).map((text) => say('leaked.disagree', { text: fromData(text) }))
        : []),
    ],
    buttons: [
      ...(long ? [] : [more('other_incident')]),
      ask('button.concerned', 'insurer_affected'),
      ask('button.todo', 'what_to_do'),
    ],
    sources: incident.sources.slice(0, 3),
    remember: { incident: incident.id },
  };
}
