import type { Knowledge } from './schema.ts';

/**
 * Every French text of the facts that an answer can show and that another language translates, each once. Names of
 * organisations and publishers stay as they are, and so do the messages of the quiz: real ones are in French too.
 */
export function shownTexts({ facts, emergencies, quiz, incidents, insurers }: Knowledge): string[] {
  const texts = [
    ...facts.map(({ text }) => text),
    ...emergencies.flatMap(({ steps }) => steps),
    ...quiz.map(({ reason }) => reason),
    ...incidents.flatMap(({ name, shortName, when, people, cause, nuances, byOperator }) => [
      name,
      shortName,
      when,
      people?.text,
      people?.basis,
      cause,
      ...nuances,
      ...Object.values(byOperator).flatMap(({ exceptions, notes }) => [...exceptions, ...notes]),
    ]),
    ...insurers.flatMap(({ scope, caution, claims }) => [scope, caution, ...claims.map(({ note }) => note)]),
  ];
  return [...new Set(texts.filter((text) => text !== undefined && text !== null))];
}
