import { exposureOf } from '../../knowledge/exposure.ts';
import type { Incident, Insurer, Knowledge, Source } from '../../knowledge/schema.ts';
import { encodeAction } from '../action.ts';
import { ask, button, citation, incidentName, kinds } from '../answers/answer.ts';
import { headline } from '../answers/exposure.ts';
import {
  fromData,
  listOf,
  phrase,
  say,
  type Block,
  type Button,
  type Phrase,
  type PhraseKey,
  type Reply,
} from '../reply.ts';
import { alertState, incidentChange, insurerChanges, type InsurerChange } from './alert-state.ts';
import { subjectKey, subjectOfKey } from './alert-subject.ts';

/** What a subscriber follows, with what was told of it last. */
export type Followed = { readonly subject: string; readonly told: string };
export type Alert = {
  /** Null: nothing of it is news. */
  readonly reply: Reply<Phrase> | null;
  /** What will have been told once the message is taken. */
  readonly told: readonly Followed[];
};

/** More changes than this are told a line each. */
const mostInFull = 1;
const mostButtons = 2;
const mostSources = 6;
const namesShown = 8;

type News = {
  readonly blocks: Block<Phrase>[];
  readonly line: Phrase;
  readonly sources: readonly Source[];
  readonly more: Button<Phrase>;
};

/** The one message that tells a subscriber all that changed since, with its sources and what to do next. */
export function alertOf(followed: readonly Followed[], knowledge: Knowledge): Alert {
  const now = followed.map(({ subject, told }) => {
    const parsed = subjectOfKey(subject);
    return { subject, told: (parsed && alertState(parsed, knowledge)) ?? told };
  });
  const news = followed.flatMap(({ subject, told }, index) =>
    newsOf(subject, told, now[index]?.told ?? told, knowledge),
  );
  if (news.length === 0) return { reply: null, told: now };
  const several = news.length > mostInFull;
  const sources = news.flatMap((one) => one.sources);
  const more = [...new Map(news.map((one) => [encodeAction(one.more.action), one.more])).values()];
  return {
    told: now,
    reply: {
      blocks: [
        ...(several
          ? [say('alerts.news'), listOf(news.map(({ line }) => line))]
          : news.flatMap(({ blocks }) => blocks)),
        say('alerts.next'),
        say('alerts.how-to-stop'),
      ],
      buttons: [
        ...more.slice(0, mostButtons),
        ask('button.todo', 'what_to_do'),
        button('alerts.button.stop', { kind: 'unwatch', subject: null }),
      ],
      documents: [],
      sources: sources.slice(0, mostSources),
    },
  };
}

function newsOf(key: string, told: string, now: string, knowledge: Knowledge): News[] {
  const subject = subjectOfKey(key);
  if (!subject || told === now) return [];
  const insurer = subject.kind === 'insurer' && knowledge.insurers.find(({ id }) => id === subject.id);
  if (insurer)
    return (insurerChanges(told, now) ?? []).flatMap((change) => newsOfInsurer(insurer, change, knowledge));
  const incident = knowledge.incidents.find(({ id }) => subjectKey({ kind: 'incident', id }) === key);
  return incident ? newsOfIncident(incident, told, now) : [];
}

function newsOfInsurer(insurer: Insurer, change: InsurerChange, knowledge: Knowledge): News[] {
  const incident = knowledge.incidents.find(({ id }) => id === change.incident);
  if (!incident) return [];
  const exposure = exposureOf(insurer, incident);
  const reasons = [...exposure.reasons.slice(0, 1), ...exposure.against.slice(0, 1)];
  const [source] = reasons;
  const state = phrase(`state.${exposure.state}` satisfies PhraseKey, { insurer: insurer.name });
  return [
    {
      blocks: [
        say('alerts.news.insurer', { insurer: insurer.name }),
        ...headline(insurer, incident, exposure, knowledge),
        change.kind === 'source'
          ? say('alerts.same-answer')
          : say('alerts.before', { before: phrase(`alerts.state.${change.before}` satisfies PhraseKey) }),
      ],
      line: source
        ? phrase('alerts.line', { state, incident: incidentName(incident), ...citation(source.source) })
        : phrase('alerts.line.no-source', { state, incident: incidentName(incident) }),
      sources: reasons.map((reason) => reason.source),
      more: {
        label: phrase('alerts.button.about', { name: insurer.name }),
        action: { kind: 'insurer', insurer: insurer.id },
      },
    },
  ];
}

function newsOfIncident(incident: Incident, told: string, now: string): News[] {
  const change = incidentChange(told, now);
  if (!change) return [];
  const source = newest(incident.sources);
  const { people } = incident;
  const names = change.organisationsMore.slice(0, namesShown).map((name) => fromData(name));
  const lines = [
    ...(change.leakedMore.length > 0
      ? [say('alerts.incident.leaked', { kinds: kinds(change.leakedMore) })]
      : []),
    ...(change.leakedNoMore.length > 0
      ? [say('alerts.incident.not-leaked', { kinds: kinds(change.leakedNoMore) })]
      : []),
    ...(names.length > 0 ? [say('alerts.incident.organisations', { names: { list: names } })] : []),
    ...(change.people && people
      ? [say('incident.people', { text: fromData(people.text), basis: fromData(people.basis) })]
      : []),
  ];
  const name = incidentName(incident);
  return [
    {
      blocks: [
        say('alerts.news.incident', { incident: name }),
        ...(lines.length > 0 ? lines : [say('alerts.incident.other')]),
        ...(source ? [say('alerts.source', citation(source))] : []),
      ],
      line: phrase('alerts.line.incident', { incident: name }),
      sources: source ? [source] : [],
      more: {
        label: phrase('alerts.button.about', { name }),
        action: { kind: 'incident', incident: incident.id },
      },
    },
  ];
}

function newest(sources: readonly Source[]): Source | undefined {
  return sources.toSorted((a, b) => (b.date ?? '').localeCompare(a.date ?? ''))[0];
}
