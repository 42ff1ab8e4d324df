import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Claim, Exceptions, Incident, Insurer, Source } from '../../src/knowledge/schema.ts';

export const today = '2026-11-24';

export function sourceOf(change: Partial<Source> = {}): Source {
  return { url: 'https://journal.example/article', publisher: 'Le Journal', date: '2024-02-07', ...change };
}

export function claimOf(change: Partial<Claim> = {}): Claim {
  return { says: 'uses-operator', operator: 'alpha', source: sourceOf(), ...change };
}

export function insurerOf(change: Partial<Insurer> = {}): Insurer {
  return {
    id: 'mutuelle-test',
    name: 'Mutuelle Test',
    aliases: ['MT'],
    type: 'mutual',
    group: null,
    claims: [],
    ...change,
  };
}

export function incidentOf(change: Partial<Incident> = {}): Incident {
  return {
    id: 'theft-2024',
    name: 'Vol chez Alpha',
    shortName: 'Alpha, 2024',
    healthInsurance: true,
    attack: { from: '2024-01', to: '2024-02' },
    announced: '2024-02-01',
    when: 'début 2024',
    operators: ['alpha'],
    statementWindow: { from: '2023-06', to: '2024-12' },
    organisations: [],
    data: { leaked: ['nir'], notLeaked: ['email'] },
    byOperator: {},
    people: null,
    cause: null,
    nuances: [],
    legal: { cnil: null, justice: null },
    sources: [sourceOf()],
    confidence: 'high',
    ...change,
  };
}

/** A small data/ in which everything refers to something, as its files' contents. */
export function sampleFiles(): Record<string, unknown> {
  const exceptions: Exceptions = { sharedAliases: [], insecureHosts: [] };
  return {
    'insurers.json': {
      insurers: [
        insurerOf({ claims: [claimOf(), claimOf({ says: 'affected', incident: 'theft-2024' })] }),
        insurerOf({ id: 'assurance-exemple', name: 'Assurance Exemple', aliases: ['AE'] }),
      ],
    },
    'operators.json': {
      operators: [
        { id: 'alpha', name: 'Alpha' },
        { id: 'beta', name: 'Bêta', insurer: 'assurance-exemple' },
      ],
    },
    'incidents/theft-2024.json': incidentOf(),
    'organisations.json': {
      organisations: [
        {
          id: 'mt',
          name: 'Mutuelle Test',
          kind: 'insurer',
          insurer: 'mutuelle-test',
          officialDomains: ['mt.example'],
          smsSenders: [],
          neverAsks: [],
          contact: null,
          source: sourceOf(),
          confidence: 'high',
        },
      ],
    },
    'facts.json': { facts: [{ id: 'a-fact', text: 'Une phrase.', sources: [sourceOf()] }] },
    'contacts.json': {
      contacts: [{ id: 'a-contact', name: 'Un service', phone: '3000', source: sourceOf() }],
    },
    'emergencies.json': {
      emergencies: [{ given: 'card', urgency: 50, steps: ['Appelez.', 'Notez.'], sources: [sourceOf()] }],
    },
    'quiz.json': { quiz: [{ id: 'q1', text: 'Bonjour', answer: 'legit', reason: 'Rien à signaler.' }] },
    'exceptions.json': exceptions,
  };
}

/** Writes files to a new directory; a content that is already text is written as it is. */
export async function writeSample(files: Readonly<Record<string, unknown>> = sampleFiles()): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'facts-'));
  for (const [name, content] of Object.entries(files)) await writeSampleFile(directory, name, content);
  return directory;
}

/** Puts a whole file in place at once, so that nobody reads half of it. */
export async function writeSampleFile(directory: string, name: string, content: unknown): Promise<void> {
  const folder = dirname(join(directory, name));
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, '.sample.tmp');
  await writeFile(temporary, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  await rename(temporary, join(directory, name));
}

export async function removeSample(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
}
