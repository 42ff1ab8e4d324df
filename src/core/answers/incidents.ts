import { exposureOf } from '../../knowledge/exposure.ts';
import { fromData, phrase, say } from '../reply.ts';
import { ask, facts, incidentName, insurerNames, kinds, more, type Answer, type Question } from './answer.ts';
import { watchIncidentOffer } from './alerts.ts';

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

/** The others behind "En savoir plus". */
const namesShown = 6;

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
              names: { list: struck.slice(0, long ? 40 : namesShown).map((text) => fromData(text)) },
            }),
          ]
        : []),
      say('incident.leaked', { kinds: kinds(incident.data.leaked) }),
      ...(incident.data.notLeaked.length > 0
        ? [say('incident.not-leaked', { kinds: kinds(incident.data.notLeaked) })]
        : []),
      ...(incident.people === null || !long
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
      ...watchIncidentOffer(question),
    ],
    sources: incident.sources.slice(0, 3),
  };
}

/** The incidents in which sources name these insurers, newest first, or the list of the main ones. */
export function incidentsOf(question: Question): Answer {
  const { knowledge, insurers } = question;
  const mine = knowledge.incidents
    .filter((incident) => insurers.some((insurer) => exposureOf(insurer, incident).state === 'confirmed'))
    .sort((a, b) => (b.announced ?? '').localeCompare(a.announced ?? ''));
  const shown =
    mine.length > 0
      ? mine
      : knowledge.incidents
          .filter(({ operators, healthInsurance }) => healthInsurance && operators.length > 0)
          .slice(0, 2);
  return {
    blocks: [
      mine.length > 0 ? say('incidents.yours', { insurers: insurerNames(insurers) }) : say('incidents.list'),
      {
        kind: 'list',
        items: shown.map(({ name, when }) =>
          phrase('incidents.item', { name: fromData(name), when: fromData(when) }),
        ),
      },
      say('incidents.distinct'),
      ...(mine.length > 0 ? [] : [say('incidents.ask')]),
    ],
    buttons: shown.slice(0, 4).map((incident) => ({
      label: incidentName(incident),
      action: { kind: 'incident', incident: incident.id } as const,
    })),
    sources: shown.flatMap(({ sources }) => sources.slice(0, 1)),
  };
}
