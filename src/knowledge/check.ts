import { fold } from '../understanding/normalise.ts';
import { aliasProblems, nameOwners } from './check-aliases.ts';
import { dateProblems, sourceProblems } from './check-sources.ts';
import { incidentFile } from './parse.ts';
import type { Problem } from './problem.ts';
import type { Exceptions, Incident, Insurer, Knowledge } from './schema.ts';

export type CheckOptions = {
  readonly exceptions: Exceptions;
  /** `2026-11-24`: nothing may be dated later. Left out, the future is not looked at (a wrong clock must not stop a server). */
  readonly today?: string;
};

/** What the schemas cannot see: references between files, unique ids and names, dates and addresses. */
export function checkKnowledge(knowledge: Knowledge, { exceptions, today }: CheckOptions): Problem[] {
  const owners = nameOwners(knowledge.insurers);
  const names = new Map([...owners].flatMap(([name, [first]]) => (first ? [[name, first.id]] : [])));
  return [
    ...uniqueIds(knowledge),
    ...references(knowledge),
    ...knowledge.insurers.flatMap(claimProblems),
    ...knowledge.incidents.flatMap((incident) => incidentProblems(incident, names)),
    ...aliasProblems(owners, exceptions),
    ...sourceProblems(knowledge, exceptions),
    ...dateProblems(knowledge, today),
  ];
}

function uniqueIds(knowledge: Knowledge): Problem[] {
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ['insurers', knowledge.insurers.map(({ id }) => id)],
    ['operators', knowledge.operators.map(({ id }) => id)],
    ['organisations', knowledge.organisations.map(({ id }) => id)],
    ['facts', knowledge.facts.map(({ id }) => id)],
    ['contacts', knowledge.contacts.map(({ id }) => id)],
    ['emergencies', knowledge.emergencies.map(({ given }) => given)],
    ['quiz', knowledge.quiz.map(({ id }) => id)],
  ];
  return lists.flatMap(([list, ids]) =>
    ids.flatMap((id, index) =>
      ids.indexOf(id) === index
        ? []
        : [
            {
              file: `${list}.json`,
              path: `${list}[${index}]`,
              reason: `"${id}" is already the id of ${list}[${ids.indexOf(id)}]`,
            },
          ],
    ),
  );
}

function references(knowledge: Knowledge): Problem[] {
  const insurers = new Set(knowledge.insurers.map(({ id }) => id));
  const operators = new Set(knowledge.operators.map(({ id }) => id));
  const incidents = new Set(knowledge.incidents.map(({ id }) => id));
  const problems: Problem[] = [];
  const refer = (
    id: string | undefined,
    known: ReadonlySet<string>,
    kind: string,
    file: string,
    path: string,
  ): void => {
    if (id !== undefined && !known.has(id))
      problems.push({ file, path, reason: `there is no ${kind} "${id}"` });
  };
  knowledge.insurers.forEach(({ claims }, index) => {
    claims.forEach((claim, position) => {
      const path = `insurers[${index}].claims[${position}]`;
      refer(claim.incident, incidents, 'incident', 'insurers.json', `${path}.incident`);
      refer(claim.operator, operators, 'operator', 'insurers.json', `${path}.operator`);
      refer(claim.via, operators, 'operator', 'insurers.json', `${path}.via`);
    });
  });
  knowledge.operators.forEach(({ insurer }, index) => {
    refer(insurer, insurers, 'insurer', 'operators.json', `operators[${index}].insurer`);
  });
  knowledge.organisations.forEach(({ insurer }, index) => {
    refer(insurer, insurers, 'insurer', 'organisations.json', `organisations[${index}].insurer`);
  });
  for (const incident of knowledge.incidents)
    incident.operators.forEach((id, index) => {
      refer(id, operators, 'operator', incidentFile(incident.id), `operators[${index}]`);
    });
  return problems;
}

function claimProblems({ claims }: Insurer, index: number): Problem[] {
  const keys = claims.map(({ says, incident, operator, via, source }) =>
    [says, incident, operator, via, source.url].join(' '),
  );
  return claims.flatMap((claim, position) => {
    const problem = (field: string, reason: string): Problem => ({
      file: 'insurers.json',
      path: `insurers[${index}].claims[${position}]${field}`,
      reason,
    });
    const usesOperator = claim.says === 'uses-operator';
    return [
      ...(usesOperator && claim.operator === undefined
        ? [problem('.operator', 'uses-operator needs an operator')]
        : []),
      ...(usesOperator && claim.incident !== undefined
        ? [problem('.incident', 'uses-operator is about no incident')]
        : []),
      ...(!usesOperator && claim.incident === undefined
        ? [problem('.incident', `${claim.says} needs an incident`)]
        : []),
      ...(keys.indexOf(keys[position] ?? '') < position
        ? [problem('', `says the same, from the same page, as claims[${keys.indexOf(keys[position] ?? '')}]`)]
        : []),
    ];
  });
}

function incidentProblems(incident: Incident, names: ReadonlyMap<string, string>): Problem[] {
  const problem = (path: string, reason: string): Problem => ({
    file: incidentFile(incident.id),
    path,
    reason,
  });
  const lists = [
    ['data', incident.data] as const,
    ...Object.entries(incident.byOperator).map(([id, data]) => [`byOperator.${id}`, data] as const),
  ];
  return [
    ...(incident.operators.length > 0 && !incident.statementWindow
      ? [problem('statementWindow', 'an incident of an operator needs a statement window')]
      : []),
    ...Object.keys(incident.byOperator)
      .filter((id) => !incident.operators.includes(id))
      .map((id) => problem(`byOperator.${id}`, 'this operator is not among the operators of the incident')),
    ...lists.flatMap(([path, { leaked, notLeaked, notListed }]) =>
      leaked
        .filter((kind) => notLeaked.includes(kind) || notListed?.includes(kind))
        .map((kind) => problem(path, `"${kind}" is both leaked and not leaked`)),
    ),
    ...incident.organisations.flatMap(({ name }, index) => {
      const known = names.get(fold(name));
      return known === undefined
        ? []
        : [
            problem(
              `organisations[${index}].name`,
              `"${name}" is in insurers.json ("${known}"): write a claim there instead`,
            ),
          ];
    }),
  ];
}
