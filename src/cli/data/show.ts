import { parseArgs } from 'node:util';
import { exposureOf } from '../../knowledge/exposure.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import type { Claim, Incident, Insurer, Knowledge, Organisation, Source } from '../../knowledge/schema.ts';
import { fold } from '../../understanding/normalise.ts';
import { UsageError } from '../command.ts';

/** Everything that has this id (or, for an insurer, this name or alias), with its sources. */
export async function show(argv: readonly string[], directory: string): Promise<string> {
  const { positionals } = parseArgs({ args: [...argv], options: {}, allowPositionals: true });
  const [id] = positionals;
  if (id === undefined || positionals.length > 1) throw new UsageError('show needs one id: npm run -s data -- show mgen');
  const knowledge = await loadKnowledge(directory);
  const named = (insurer: Insurer): boolean => [insurer.name, ...insurer.aliases].some((name) => fold(name) === fold(id));
  const cards = [
    ...knowledge.insurers.filter((insurer) => insurer.id === id || named(insurer)).map((insurer) => insurerCard(insurer, knowledge)),
    ...knowledge.incidents.filter((incident) => incident.id === id).map((incident) => incidentCard(incident, knowledge)),
    ...knowledge.organisations.filter((organisation) => organisation.id === id).map(organisationCard),
    ...knowledge.operators
      .filter((operator) => operator.id === id)
      .map((operator) => [`operator ${operator.id}: ${operator.name}`, `  named by ${knowledge.insurers.filter(({ claims }) => claims.some((claim) => claim.operator === id)).length} insurers`]),
    ...knowledge.facts.filter((fact) => fact.id === id).map(({ text, sources }) => [`fact ${id}: ${text}`, ...sources.map(sourceLine)]),
    ...knowledge.contacts.filter((contact) => contact.id === id).map(({ name, phone, url, source }) => [`contact ${id}: ${[name, phone, url].filter(Boolean).join(', ')}`, sourceLine(source)]),
  ];
  if (cards.length === 0) throw new UsageError(`Nothing in ${directory} has the id "${id}".`);
  return cards.map((card) => card.join('\n')).join('\n\n');
}

function insurerCard(insurer: Insurer, { incidents }: Knowledge): string[] {
  const exposures = incidents.map((incident) => ({ incident, exposure: exposureOf(insurer, incident) }));
  const known = exposures.filter(({ exposure }) => exposure.state !== 'unknown');
  const listed = new Set(known.flatMap(({ exposure }) => [...exposure.reasons, ...exposure.against]));
  const others = insurer.claims.filter((claim) => claim.setAside === undefined && !listed.has(claim));
  const setAside = insurer.claims.filter((claim) => claim.setAside !== undefined);
  return [
    `insurer ${insurer.id}: ${insurer.name} (${[insurer.type, insurer.group].filter(Boolean).join(', ')})`,
    `  aliases: ${insurer.aliases.join(', ') || 'none'}`,
    ...(insurer.amc ? [`  AMC: ${insurer.amc.join(', ')}`] : []),
    ...(insurer.siren === undefined ? [] : [`  SIREN: ${insurer.siren}`]),
    ...(insurer.scope === undefined ? [] : [`  scope: ${insurer.scope}`]),
    ...(insurer.caution === undefined ? [] : [`  caution: ${insurer.caution}`]),
    ...known.flatMap(({ incident, exposure }) => [
      `  ${incident.id}: ${exposure.state}`,
      ...exposure.reasons.map((claim) => `    ${claimLine(claim)}`),
      ...exposure.against.map((claim) => `    against: ${claimLine(claim)}`),
    ]),
    `  unknown for ${exposures.length - known.length} incidents`,
    ...section('other claims, which prove nothing either way', others.map(claimLine)),
    ...section('set aside', setAside.map((claim) => `${claimLine(claim)} (${claim.setAside ?? ''})`)),
  ];
}

function incidentCard(incident: Incident, { insurers }: Knowledge): string[] {
  const states = insurers.map((insurer) => ({ id: insurer.id, state: exposureOf(insurer, incident).state }));
  const having = (state: string): string => states.filter((other) => other.state === state).map(({ id }) => id).join(', ');
  return [
    `incident ${incident.id}: ${incident.name} (${incident.when}; confidence ${incident.confidence})`,
    `  health insurance: ${incident.healthInsurance ? 'yes' : 'no'}; operators: ${incident.operators.join(', ') || 'none'}`,
    `  leaked: ${incident.data.leaked.join(', ') || 'not known'}`,
    `  not leaked: ${incident.data.notLeaked.join(', ') || 'not known'}`,
    ...(incident.people ? [`  people: ${incident.people.text} (${incident.people.basis})`] : []),
    ...section('nuances', incident.nuances),
    ...['confirmed', 'probable', 'possible', 'denied'].filter(having).map((state) => `  ${state}: ${having(state)}`),
    ...section('other organisations', incident.organisations.map(({ name, says, source }) => `${name} (${says}): ${sourceText(source)}`)),
    ...section('sources', incident.sources.map(sourceText)),
  ];
}

function organisationCard(organisation: Organisation): string[] {
  return [
    `organisation ${organisation.id}: ${organisation.name} (${organisation.kind}; confidence ${organisation.confidence})`,
    `  domains: ${organisation.officialDomains.join(', ')}`,
    ...section('SMS senders', organisation.smsSenders),
    ...section('e-mail senders', organisation.emailSenders ?? []),
    ...section('never asks', organisation.neverAsks),
    ...(organisation.contact === null ? [] : [`  contact: ${organisation.contact}`]),
    ...(organisation.note === undefined ? [] : [`  note: ${organisation.note}`]),
    ...section('sources', [organisation.source, ...(organisation.otherSources ?? [])].map((source) => (source ? sourceText(source) : 'a public table that cannot be named'))),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`  ${title}:`, ...lines.map((line) => `    ${line}`)];
}

function claimLine({ says, operator, via, source, note }: Claim): string {
  const through = [operator, via && `through ${via}`].filter(Boolean).join(' ');
  return `${says}${through && ` ${through}`}: ${sourceText(source)}${note === undefined ? '' : ` [${note}]`}`;
}

function sourceText({ publisher, date, url }: Source): string {
  return `${publisher}, ${date ?? 'undated'}, ${url}`;
}

function sourceLine(source: Source): string {
  return `  ${sourceText(source)}`;
}
