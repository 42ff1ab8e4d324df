import { z } from 'zod';
import type { Problem } from './problem.ts';
import {
  contact,
  emergency,
  exceptions,
  fact,
  incident,
  insurer,
  operator,
  organisation,
  quizQuestion,
} from './schema.ts';
import type { Exceptions, Incident, Knowledge } from './schema.ts';

/** The files of data/ other than the incidents: each holds one list under its own name, exceptions.json apart. */
export const fileSchemas = {
  'insurers.json': z.strictObject({ insurers: z.array(insurer) }),
  'operators.json': z.strictObject({ operators: z.array(operator) }),
  'organisations.json': z.strictObject({ organisations: z.array(organisation) }),
  'facts.json': z.strictObject({ facts: z.array(fact) }),
  'contacts.json': z.strictObject({ contacts: z.array(contact) }),
  'emergencies.json': z.strictObject({ emergencies: z.array(emergency) }),
  'quiz.json': z.strictObject({ quiz: z.array(quizQuestion) }),
  'exceptions.json': exceptions,
};
export type FileName = keyof typeof fileSchemas;
export const incidentsFolder = 'incidents';

/** What was read: the content of each file under its name inside data/, `incidents/<id>.json` included. */
export type Files = ReadonlyMap<string, unknown>;

export type Parsed = {
  readonly knowledge: Knowledge;
  readonly exceptions: Exceptions;
  readonly problems: readonly Problem[];
};

/** Gives the files their types. A file or an incident that does not fit is left empty and told in `problems`. */
export function parseFiles(files: Files): Parsed {
  const problems: Problem[] = [];
  const parse = <T>(name: string, schema: z.ZodType<T>): T | undefined => {
    if (!files.has(name)) {
      problems.push({ file: name, path: '', reason: 'the file is missing' });
      return undefined;
    }
    const result = schema.safeParse(files.get(name));
    if (result.success) return result.data;
    problems.push(
      ...result.error.issues.map((issue) => ({
        file: name,
        path: pathText(issue.path),
        reason: issue.message,
      })),
    );
    return undefined;
  };
  const incidents = [...files.keys()]
    .filter((name) => name.startsWith(`${incidentsFolder}/`))
    .flatMap((name) => {
      const parsed = parse(name, incident);
      if (parsed && name !== incidentFile(parsed.id))
        problems.push({ file: name, path: 'id', reason: `"${parsed.id}" is not the name of the file` });
      return parsed ? [parsed] : [];
    });
  const knowledge: Knowledge = {
    insurers: parse('insurers.json', fileSchemas['insurers.json'])?.insurers ?? [],
    operators: parse('operators.json', fileSchemas['operators.json'])?.operators ?? [],
    incidents: incidents.sort(byImportance),
    organisations: parse('organisations.json', fileSchemas['organisations.json'])?.organisations ?? [],
    facts: parse('facts.json', fileSchemas['facts.json'])?.facts ?? [],
    contacts: parse('contacts.json', fileSchemas['contacts.json'])?.contacts ?? [],
    emergencies: parse('emergencies.json', fileSchemas['emergencies.json'])?.emergencies ?? [],
    quiz: parse('quiz.json', fileSchemas['quiz.json'])?.quiz ?? [],
  };
  const exempt = parse('exceptions.json', fileSchemas['exceptions.json']) ?? {
    sharedAliases: [],
    insecureHosts: [],
  };
  return { knowledge, exceptions: exempt, problems };
}

/** The name, inside data/, of the file of an incident. */
export function incidentFile(id: string): string {
  return `${incidentsFolder}/${id}.json`;
}

/** Health insurance first, then those that struck more operators, then the latest: the order answers show. */
function byImportance(a: Incident, b: Incident): number {
  return (
    Number(b.healthInsurance) - Number(a.healthInsurance) ||
    b.operators.length - a.operators.length ||
    (b.announced ?? '').localeCompare(a.announced ?? '') ||
    a.id.localeCompare(b.id)
  );
}

/** `['insurers', 3, 'claims', 0]` as `insurers[3].claims[0]`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}
