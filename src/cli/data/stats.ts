import { parseArgs } from 'node:util';
import { exposureOf } from '../../knowledge/exposure.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import type { ExposureState, Incident, Insurer } from '../../knowledge/schema.ts';

const states: readonly ExposureState[] = ['confirmed', 'probable', 'possible', 'denied', 'unknown'];

/** Counts of everything, and how many insurers are in which state for each incident of health insurance. */
export async function stats(argv: readonly string[], directory: string): Promise<string> {
  parseArgs({ args: [...argv], options: {} });
  const { insurers, operators, incidents, organisations, facts, contacts, emergencies, quiz } = await loadKnowledge(directory);
  const claims = insurers.flatMap((insurer) => insurer.claims);
  const publishers = new Set(claims.map(({ source }) => source.publisher));
  return [
    `insurers       ${insurers.length} (${insurers.reduce((sum, { aliases }) => sum + aliases.length, 0)} aliases)`,
    `claims         ${claims.length} (${claims.filter(({ setAside }) => setAside !== undefined).length} set aside), from ${publishers.size} publishers`,
    `operators      ${operators.length}`,
    `incidents      ${incidents.length} (${incidents.filter(({ healthInsurance }) => healthInsurance).length} of health insurance)`,
    `organisations  ${organisations.length} (${organisations.flatMap(({ officialDomains }) => officialDomains).length} domains)`,
    `facts          ${facts.length}`,
    `contacts       ${contacts.length}`,
    `emergencies    ${emergencies.length}`,
    `quiz           ${quiz.length}`,
    '',
    ['incident'.padEnd(idWidth), ...states.map((state) => state.padStart(stateWidth))].join(' '),
    ...incidents.filter(({ healthInsurance }) => healthInsurance).map((incident) => row(incident, insurers)),
  ].join('\n');
}

const idWidth = 38;
const stateWidth = 10;

function row(incident: Incident, insurers: readonly Insurer[]): string {
  const found = insurers.map((insurer) => exposureOf(insurer, incident).state);
  const counts = states.map((state) => String(found.filter((other) => other === state).length).padStart(stateWidth));
  return [incident.id.padEnd(idWidth), ...counts].join(' ');
}
