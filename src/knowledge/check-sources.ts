import { firstDay, isCalendarDate, lastDay } from './dates.ts';
import { incidentFile } from './parse.ts';
import type { Problem } from './problem.ts';
import type { Exceptions, Incident, Knowledge, Source } from './schema.ts';

/** No page of the web is older; an earlier year is a slip of the pen. */
const earliest = '1995-01-01';

type Placed<T> = { readonly file: string; readonly path: string; readonly value: T };

/** Every source must be https, apart from the hosts that offer nothing else. */
export function sourceProblems(knowledge: Knowledge, { insecureHosts }: Exceptions): Problem[] {
  const allowed = new Set(insecureHosts.map(({ host }) => host));
  return allSources(knowledge).flatMap(({ file, path, value: { url } }) => {
    if (url.startsWith('https://')) return [];
    const { protocol, hostname } = new URL(url);
    if (protocol === 'https:' || allowed.has(hostname)) return [];
    return [
      {
        file,
        path: `${path}.url`,
        reason: `http is not allowed for ${hostname}: use https, or declare the host in exceptions.json, insecureHosts`,
      },
    ];
  });
}

/** Dates must exist, lie between 1995 and `today`, and periods must end after they begin. */
export function dateProblems(knowledge: Knowledge, today: string | undefined): Problem[] {
  const dates = [
    ...allSources(knowledge).map(({ file, path, value }) => ({
      file,
      path: `${path}.date`,
      value: value.date,
    })),
    ...knowledge.incidents.flatMap(incidentDates),
  ];
  return [
    ...dates.flatMap(({ file, path, value }) => {
      if (value === null) return [];
      if (!isCalendarDate(value)) return [{ file, path, reason: `${value} is not in the calendar` }];
      if (firstDay(value) < earliest) return [{ file, path, reason: `${value} is too long ago` }];
      if (today !== undefined && firstDay(value) > today)
        return [{ file, path, reason: `${value} is in the future` }];
      return [];
    }),
    ...knowledge.incidents.flatMap(periodProblems),
  ];
}

function incidentDates({ id, attack, announced, statementWindow }: Incident): Placed<string | null>[] {
  const file = incidentFile(id);
  return [
    { file, path: 'attack.from', value: attack.from },
    { file, path: 'attack.to', value: attack.to },
    { file, path: 'announced', value: announced },
    { file, path: 'statementWindow.from', value: statementWindow?.from ?? null },
  ];
}

function periodProblems({ id, attack, announced, statementWindow }: Incident): Problem[] {
  const file = incidentFile(id);
  const reversed = (from: string | null | undefined, to: string | null | undefined): boolean =>
    Boolean(from && to && firstDay(from) > lastDay(to));
  return [
    ...(reversed(attack.from, attack.to)
      ? [{ file, path: 'attack', reason: 'it ends before it begins' }]
      : []),
    ...(reversed(statementWindow?.from, statementWindow?.to)
      ? [{ file, path: 'statementWindow', reason: 'it ends before it begins' }]
      : []),
    ...(reversed(attack.from, announced)
      ? [{ file, path: 'announced', reason: 'it was announced before it began' }]
      : []),
  ];
}

/** Every source of the knowledge with its place. */
export function allSources(knowledge: Knowledge): Placed<Source>[] {
  const list = (file: string, path: string, sources: readonly (Source | null)[]): Placed<Source>[] =>
    sources.flatMap((value, index) => (value ? [{ file, path: `${path}[${index}]`, value }] : []));
  const one = (file: string, path: string, value: Source | null): Placed<Source>[] =>
    value ? [{ file, path, value }] : [];
  return [
    ...knowledge.insurers.flatMap(({ claims }, index) =>
      claims.flatMap(({ source }, position) =>
        one('insurers.json', `insurers[${index}].claims[${position}].source`, source),
      ),
    ),
    ...knowledge.incidents.flatMap(({ id, sources, organisations, byOperator }) => [
      ...list(incidentFile(id), 'sources', sources),
      ...organisations.flatMap(({ source }, index) =>
        one(incidentFile(id), `organisations[${index}].source`, source),
      ),
      ...Object.entries(byOperator).flatMap(([operator, data]) =>
        list(incidentFile(id), `byOperator.${operator}.sources`, data.sources),
      ),
    ]),
    ...knowledge.organisations.flatMap(({ source, otherSources }, index) => [
      ...one('organisations.json', `organisations[${index}].source`, source),
      ...list('organisations.json', `organisations[${index}].otherSources`, otherSources ?? []),
    ]),
    ...knowledge.facts.flatMap(({ sources }, index) =>
      list('facts.json', `facts[${index}].sources`, sources),
    ),
    ...knowledge.contacts.flatMap(({ source }, index) =>
      one('contacts.json', `contacts[${index}].source`, source),
    ),
    ...knowledge.emergencies.flatMap(({ sources }, index) =>
      list('emergencies.json', `emergencies[${index}].sources`, sources),
    ),
  ];
}
