import { z } from 'zod';
import { exposureOf } from '../../knowledge/exposure.ts';
import type { ExposureState, Incident, Insurer, Knowledge } from '../../knowledge/schema.ts';
import type { AlertSubject } from '../action.ts';

/** What is known of an insurer in one incident, as far as a change of it is news. */
const exposureNews = z.strictObject({
  state: z.enum(['confirmed', 'probable', 'possible', 'denied', 'unknown']),
  /** What the strongest source says, and its site: another address on the same site is no news. */
  reason: z.string(),
  /** Whether a source says otherwise. */
  disputed: z.boolean(),
});
export type ExposureNews = z.infer<typeof exposureNews>;
const insurerNews = z.record(z.string(), exposureNews);

const incidentNews = z.strictObject({
  leaked: z.array(z.string()),
  notLeaked: z.array(z.string()),
  /** Kinds of data of one operator alone: "viamedis:phone". */
  byOperator: z.array(z.string()),
  people: z.number().nullable(),
  organisations: z.array(z.string()),
  confidence: z.enum(['high', 'medium', 'low']),
});
export type IncidentNews = z.infer<typeof incidentNews>;

const unknown: ExposureNews = { state: 'unknown' satisfies ExposureState, reason: '', disputed: false };

/** What a subscriber is told of a subject, in a form that changes when its meaning does; null when the facts no longer know it. */
export function alertState({ kind, id }: AlertSubject, { insurers, incidents }: Knowledge): string | null {
  if (kind === 'insurer') {
    const insurer = insurers.find((known) => known.id === id);
    return insurer ? JSON.stringify(newsOfInsurer(insurer, incidents)) : null;
  }
  const incident = incidents.find((known) => known.id === id);
  return incident ? JSON.stringify(newsOfIncident(incident)) : null;
}

function newsOfInsurer(insurer: Insurer, incidents: readonly Incident[]): Record<string, ExposureNews> {
  const sorted = incidents.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return Object.fromEntries(
    sorted.flatMap((incident) => {
      const { state, reasons, against } = exposureOf(insurer, incident);
      const [strongest] = reasons;
      if (state === 'unknown' || !strongest) return [];
      const { says, operator = '', source } = strongest;
      const reason = `${says} ${operator} ${siteOf(source.url)}`;
      return [[incident.id, { state, reason, disputed: against.length > 0 }]];
    }),
  );
}
function siteOf(url: string): string {
  return /^https?:\/\/(?:www\.)?([^/:]+)/.exec(url)?.[1] ?? url;
}

function newsOfIncident({ data, byOperator, people, organisations, confidence }: Incident): IncidentNews {
  const known = new Set(data.leaked);
  return {
    leaked: data.leaked.toSorted(),
    notLeaked: data.notLeaked.toSorted(),
    byOperator: Object.entries(byOperator)
      .flatMap(([operator, { leaked }]) =>
        leaked.filter((kind) => !known.has(kind)).map((kind) => `${operator}:${kind}`),
      )
      .toSorted(),
    people: people?.value ?? null,
    organisations: organisations.flatMap(({ name, says }) => (says === 'affected' ? [name] : [])).toSorted(),
    confidence,
  };
}

/** One change of what is known of an insurer. */
export type InsurerChange = {
  readonly incident: string;
  readonly before: ExposureState;
  readonly kind: 'state' | 'source';
};

/** What changed for an insurer since a state was told; null when that cannot be read any more. */
export function insurerChanges(told: string, now: string): InsurerChange[] | null {
  const [before, after] = [readAs(insurerNews, told), readAs(insurerNews, now)];
  if (!before || !after) return null;
  const incidents = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return incidents.flatMap((incident): InsurerChange[] => {
    const [old, next] = [before[incident] ?? unknown, after[incident] ?? unknown];
    if (old.state !== next.state) return [{ incident, before: old.state, kind: 'state' }];
    const sameSource = old.reason === next.reason && old.disputed === next.disputed;
    return sameSource ? [] : [{ incident, before: old.state, kind: 'source' }];
  });
}

export type IncidentChange = {
  readonly leakedMore: readonly string[];
  readonly leakedNoMore: readonly string[];
  readonly organisationsMore: readonly string[];
  readonly people: boolean;
  /** Whether anything else of it changed. */
  readonly other: boolean;
};

/** What changed for an incident since a state was told; null when nothing did, or what was told cannot be read any more. */
export function incidentChange(told: string, now: string): IncidentChange | null {
  const [before, after] = [readAs(incidentNews, told), readAs(incidentNews, now)];
  if (!before || !after || told === now) return null;
  const missing = (from: readonly string[], to: readonly string[]) => from.filter((one) => !to.includes(one));
  return {
    leakedMore: missing(after.leaked, before.leaked),
    leakedNoMore: missing(before.leaked, after.leaked),
    organisationsMore: missing(after.organisations, before.organisations),
    people: before.people !== after.people,
    other:
      before.confidence !== after.confidence ||
      missing(before.organisations, after.organisations).length > 0 ||
      before.notLeaked.join() !== after.notLeaked.join() ||
      before.byOperator.join() !== after.byOperator.join(),
  };
}

function readAs<T>(schema: z.ZodType<T>, json: string): T | null {
  try {
    const { data } = schema.safeParse(JSON.parse(json));
    return data ?? null;
  } catch {
    return null;
  }
}

/** Whether a state that was told still means the same; null when it can no longer be read. */
export function meansTheSame(subject: AlertSubject, told: string, now: string): boolean | null {
  if (told === now) return true;
  if (subject.kind === 'insurer') {
    const changes = insurerChanges(told, now);
    return changes && changes.length === 0;
  }
  return incidentChange(told, now) ? false : null;
}
