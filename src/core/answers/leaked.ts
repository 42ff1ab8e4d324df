import { exposureOf } from '../../knowledge/exposure.ts';
import type { Incident, Insurer, Source } from '../../knowledge/schema.ts';
import { fromData, phrase, say, type Block, type Phrase, type PhraseKey } from '../reply.ts';
import { mentionedKeys, mentionsAny } from '../wording.ts';
import {
  aboutMain,
  ask,
  facts,
  incidentName,
  insurerNames,
  kinds,
  more,
  type Answer,
  type Question,
} from './answer.ts';
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

/** A source for each operator of an incident, and one for the whole. */
export function sourcesOf(incident: Incident): Source[] {
  return [
    ...Object.values(incident.byOperator).flatMap(({ sources }) => sources.slice(0, 1)),
    ...incident.sources.slice(0, 1),
  ];
}

/** Whether one kind of data leaked in this incident, as its sources say it. */
export function aboutOneKind(question: Question, kind: string): Block<Phrase> {
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

/** The list, for this person's operators where a source tells them apart; what they have in common once. */
function leakedList({ incident, insurers, knowledge }: Question): Block<Phrase>[] {
  const operators = [...new Set(insurers.flatMap((insurer) => operatorsOf(insurer, incident)))];
  const [first, ...others] = operators.map((id) => ({
    name: operatorName(knowledge, id),
    leaked: incident.byOperator[id]?.leaked ?? [],
  }));
  if (!first)
    return [say('leaked.list', { incident: incidentName(incident), kinds: kinds(incident.data.leaked) })];
  const all = [first, ...others];
  const common = first.leaked.filter((kind) => others.every(({ leaked }) => leaked.includes(kind)));
  const told = insurers.filter((insurer) => operatorsOf(insurer, incident).length > 0);
  return [
    say('leaked.list.operator', {
      operators: { list: all.map(({ name }) => fromData(name)) },
      insurers: insurerNames(told),
      kinds: kinds(common),
    }),
    ...all.flatMap(({ name, leaked }) => {
      const more = leaked.filter((kind) => !common.includes(kind));
      return more.length > 0 ? [say('leaked.list.also', { operator: name, kinds: kinds(more) })] : [];
    }),
  ];
}

/** What leaked: the kind asked for, or the list, for this person's operator where a source tells them apart. */
export function answerLeaked(question: Question): Answer {
  const { incident, knowledge, text, long } = question;
  const { dataKinds, healthData } = question.dialogue;
  const asked = mentionedKeys(text, dataKinds).filter(
    (kind) => kind !== 'medical-data' || !mentionsAny(text, healthData),
  );
  const estimated = asked.length === 0 && aboutMain(question); // the estimate is of the main incident
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
      ...(estimated ? [copied.block] : []),
    ],
    buttons: [
      ...(long ? [] : [more('data_leaked')]),
      ask('button.bank', 'bank_risk'),
      ask('button.todo', 'what_to_do'),
      ask('button.incidents', 'other_incident'),
    ],
    sources: [...sourcesOf(incident), ...(estimated ? copied.sources : [])],
  };
}
