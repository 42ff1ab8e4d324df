import { exposureOf, type Exposure } from '../../knowledge/exposure.ts';
import type { ExposureState, Incident, Insurer, Knowledge, Source } from '../../knowledge/schema.ts';
import { fromData, listOf, phrase, say, type Block, type Phrase, type PhraseKey } from '../reply.ts';
import { toldOf } from '../alerts/corrections.ts';
import { watchOffer } from './alerts.ts';
import { ask, asks, citation, incidentName, type Answer, type Question } from './answer.ts';

const maximumInsurersInFull = 2;

/** The name of an operator by its id; the id itself when the data has no name for it. */
export function operatorName(knowledge: Knowledge, id: string | undefined): string {
  return knowledge.operators.find((operator) => operator.id === id)?.name ?? id ?? '';
}

/** Other incidents in which a source names this insurer, newest first. */
function otherConfirmed(insurer: Insurer, knowledge: Knowledge, except: Incident): Incident[] {
  return knowledge.incidents
    .filter((incident) => incident.id !== except.id && exposureOf(insurer, incident).state === 'confirmed')
    .sort((a, b) => (b.announced ?? '').localeCompare(a.announced ?? ''));
}

/** The state of an insurer in an incident, with its source and date. */
export function headline(
  insurer: Insurer,
  incident: Incident,
  exposure: Exposure,
  knowledge: Knowledge,
): Block<Phrase>[] {
  const [reason] = exposure.reasons;
  const names = { insurer: insurer.name, incident: incidentName(incident) };
  const cited = reason && citation(reason.source);
  const operator = operatorName(knowledge, reason?.operator);
  switch (exposure.state) {
    case 'confirmed':
      return [say('exposure.confirmed', names), ...(cited ? [say('exposure.confirmed.reason', cited)] : [])];
    case 'probable':
      return [
        say('exposure.probable', { ...names, operator }),
        ...(cited ? [say('exposure.probable.reason', cited)] : []),
      ];
    case 'possible':
      return [
        say('exposure.possible', { ...names, operator }),
        ...(cited
          ? [
              say(
                reason.source.date === null ? 'exposure.possible.undated' : 'exposure.possible.dated',
                cited,
              ),
            ]
          : []),
      ];
    case 'denied':
      return [say('exposure.denied', names), ...(cited ? [say('exposure.denied.reason', cited)] : [])];
    case 'unknown': {
      const [other] = exposure.otherOperators;
      if (!other) return [say('exposure.unknown', names)];
      const operators = [
        ...new Set(exposure.otherOperators.map((claim) => operatorName(knowledge, claim.operator))),
      ];
      return [
        say('exposure.unknown.other', {
          ...names,
          operators: { list: operators.map((text) => fromData(text)) },
          ...citation(other.source),
        }),
      ];
    }
  }
}

function disagreement(exposure: Exposure, knowledge: Knowledge): Block<Phrase>[] {
  const [against] = exposure.against;
  if (!against) return [];
  const params = citation(against.source);
  return [
    against.says === 'uses-operator'
      ? say('exposure.against.client', { ...params, operator: operatorName(knowledge, against.operator) })
      : say('exposure.against', params),
  ];
}

function oneInsurer(insurer: Insurer, question: Question): { blocks: Block<Phrase>[]; sources: Source[] } {
  const { incident, knowledge } = question;
  const exposure = exposureOf(insurer, incident);
  const others = otherConfirmed(insurer, knowledge, incident);
  const note = question.insurers.length > 1 ? undefined : exposure.reasons[0]?.note;
  const detail = insurer.scope ?? (exposure.state === 'confirmed' ? undefined : insurer.caution);
  return {
    blocks: [
      ...headline(insurer, incident, exposure, knowledge),
      ...(note === undefined ? [] : [{ kind: 'paragraph', text: fromData(note) } as const]),
      ...disagreement(exposure, knowledge),
      ...(detail !== undefined ? [say('exposure.scope', { scope: fromData(detail) })] : []),
      ...(others.length > 0 ? [say('exposure.also', { incidents: { list: others.map(incidentName) } })] : []),
    ],
    sources: [...exposure.reasons, ...exposure.against, ...exposure.otherOperators]
      .concat(others.flatMap((other) => exposureOf(insurer, other).reasons))
      .map((claim) => claim.source),
  };
}

const surenesses: readonly ExposureState[] = ['confirmed', 'probable', 'possible', 'denied', 'unknown'];

/** Insurers in the order of how surely an incident struck them. */
export function bySureness(insurers: readonly Insurer[], incident: Incident): Insurer[] {
  const place = (insurer: Insurer) => surenesses.indexOf(exposureOf(insurer, incident).state);
  return [...insurers].sort((a, b) => place(a) - place(b));
}

/** Several insurers at a glance: a line each, the surest first. */
function atAGlance({ insurers, incident }: Question): { blocks: Block<Phrase>[]; sources: Source[] } {
  const states = bySureness(insurers, incident).map((insurer) => ({
    insurer,
    exposure: exposureOf(insurer, incident),
  }));
  return {
    blocks: [
      say('exposure.several', { incident: incidentName(incident) }),
      listOf(
        states.map(({ insurer, exposure }) =>
          phrase(`state.${exposure.state}` satisfies PhraseKey, { insurer: insurer.name }),
        ),
      ),
      say('exposure.several.each'),
    ],
    sources: states.flatMap(({ exposure }) => exposure.reasons.slice(0, 1).map(({ source }) => source)),
  };
}

/** "Is my insurer concerned?": one state each, with its reason, source, date and next step. */
export function answerExposure(question: Question): Answer {
  const { insurers, incident, conversation } = question;
  const states = insurers.map((insurer) => exposureOf(insurer, incident).state);
  const several = insurers.length > maximumInsurersInFull;
  const parts = several ? [atAGlance(question)] : insurers.map((insurer) => oneInsurer(insurer, question));
  const formerTold = conversation.insurers.some(({ relation }) => relation === 'former');
  const askFormer = !formerTold && states.some((state) => state !== 'confirmed');
  return {
    blocks: [
      ...parts.flatMap(({ blocks }) => blocks),
      states.every((state) => state === 'unknown' || state === 'possible')
        ? say('exposure.howto')
        : say('exposure.confirmed.next'),
      ...(askFormer ? [say('exposure.former-question')] : []),
    ],
    buttons: [
      ask('button.leaked', 'data_leaked'),
      ask('button.todo', 'what_to_do'),
      ask('button.letter', 'letter_access'),
      askFormer ? ask('button.former', 'former_insurer') : ask('button.family', 'dependants'),
      ...(states.some((state) => state !== 'confirmed') ? watchOffer(question) : []),
    ],
    sources: parts.flatMap(({ sources }) => sources),
    ...(several ? {} : { cited: true as const }),
    assent: asks(askFormer ? 'former_insurer' : 'letter_access'),
    remember: { told: toldOf(insurers, incident) },
  };
}
