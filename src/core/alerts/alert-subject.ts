import type { Knowledge } from '../../knowledge/schema.ts';
import type { AlertSubject } from '../action.ts';
import { fromData, type Phrase } from '../reply.ts';

/** A subject as it is kept: "insurer:mgen". */
export function subjectKey({ kind, id }: AlertSubject): string {
  return `${kind}:${id}`;
}

/** A subject as it was kept, or null when it is none. */
export function subjectOfKey(key: string): AlertSubject | null {
  const [kind, id] = key.split(':');
  return (kind === 'insurer' || kind === 'incident') && id ? { kind, id } : null;
}

/** The name of a subject; null when the facts no longer know it. */
export function subjectName({ kind, id }: AlertSubject, { insurers, incidents }: Knowledge): Phrase | null {
  const name =
    kind === 'insurer'
      ? insurers.find((insurer) => insurer.id === id)?.name
      : incidents.find((incident) => incident.id === id)?.shortName;
  return name === undefined ? null : fromData(name);
}
