import { execFile } from 'node:child_process';
import { isDeepStrictEqual, parseArgs, promisify } from 'node:util';
import { exposureOf } from '../../knowledge/exposure.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import { fileSchemas, incidentsFolder, parseFiles } from '../../knowledge/parse.ts';
import { KnowledgeError } from '../../knowledge/problem.ts';
import type { Insurer, Knowledge } from '../../knowledge/schema.ts';
import { UsageError } from '../command.ts';

const run = promisify(execFile);
/** The whole of data/ is under one megabyte; git may say a little more. */
const maximumBytes = 16 * 1024 * 1024;

/** What changed in meaning since a commit: lists by id, insurers field by field, exposures. */
export async function diff(argv: readonly string[], directory: string): Promise<string> {
  const { positionals } = parseArgs({ args: [...argv], options: {}, allowPositionals: true });
  const [revision] = positionals;
  if (revision === undefined || revision.startsWith('-') || positionals.length > 1)
    throw new UsageError('diff needs one commit: npm run -s data -- diff HEAD~1');
  const lines = differences(await knowledgeAt(revision, directory), await loadKnowledge(directory));
  return lines.length === 0 ? `Nothing changed since ${revision}.` : lines.join('\n');
}

async function git(directory: string, ...command: string[]): Promise<string> {
  try {
    return (await run('git', command, { cwd: directory, maxBuffer: maximumBytes })).stdout;
  } catch (error) {
    const reason = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new UsageError(`git does not give the earlier facts: ${reason}`);
  }
}

async function knowledgeAt(revision: string, directory: string): Promise<Knowledge> {
  const listing = await git(directory, 'ls-tree', '-r', '--name-only', '-z', revision, '.');
  const isFact = (name: string): boolean => Object.hasOwn(fileSchemas, name) || name.startsWith(`${incidentsFolder}/`);
  const names = listing.split('\0').filter(isFact);
  const files = await Promise.all(
    names.map(async (name): Promise<[string, unknown]> => [name, JSON.parse(await git(directory, 'show', `${revision}:./${name}`))]),
  );
  const { knowledge, problems } = parseFiles(new Map(files));
  // a list that did not exist yet was empty; one of another shape cannot be compared
  const misfits = problems.filter(({ file }) => names.includes(file));
  if (misfits.length > 0) throw new KnowledgeError(misfits.map((problem) => ({ ...problem, file: `${revision}:${problem.file}` })));
  return knowledge;
}

/** One line for each thing added (`+`), removed (`-`) or changed (`~`), exposures indented below their insurer. */
export function differences(before: Knowledge, after: Knowledge): string[] {
  const identified = (list: Knowledge['emergencies']): { id: string }[] => list.map((item) => ({ ...item, id: item.given }));
  return [
    ...compareLists('insurer', before.insurers, after.insurers, (old, now) => [
      ...insurerChanges(old, now),
      ...exposureChanges(old, now, before, after),
    ]),
    ...compareLists('incident', before.incidents, after.incidents),
    ...compareLists('operator', before.operators, after.operators),
    ...compareLists('organisation', before.organisations, after.organisations),
    ...compareLists('fact', before.facts, after.facts),
    ...compareLists('contact', before.contacts, after.contacts),
    ...compareLists('emergency', identified(before.emergencies), identified(after.emergencies)),
    ...compareLists('quiz question', before.quiz, after.quiz),
  ];
}

function compareLists<T extends { readonly id: string }>(
  kind: string,
  before: readonly T[],
  after: readonly T[],
  details: (old: T, now: T) => string[] = changedFields,
): string[] {
  const earlier = new Map(before.map((item) => [item.id, item]));
  const later = new Set(after.map(({ id }) => id));
  return [
    ...after.filter(({ id }) => !earlier.has(id)).map(({ id }) => `+ ${kind} ${id}`),
    ...before.filter(({ id }) => !later.has(id)).map(({ id }) => `- ${kind} ${id}`),
    ...after.flatMap((now) => {
      const old = earlier.get(now.id);
      const changes = old ? details(old, now) : [];
      return changes.length === 0 ? [] : [`~ ${kind} ${now.id}`, ...changes.map((change) => `    ${change}`)];
    }),
  ];
}

function changedFields(old: object, now: object): string[] {
  const [left, right] = [new Map(Object.entries(old)), new Map(Object.entries(now))];
  return [...new Set([...left.keys(), ...right.keys()])]
    .filter((key) => !isDeepStrictEqual(left.get(key), right.get(key)))
    .map((key) => `${key} changed`);
}

function insurerChanges(old: Insurer, now: Insurer): string[] {
  const lost = (from: readonly unknown[], to: readonly unknown[]): unknown[] => from.filter((item) => !to.some((other) => isDeepStrictEqual(item, other)));
  const aliases = [...lost(now.aliases, old.aliases).map((name) => `+"${String(name)}"`), ...lost(old.aliases, now.aliases).map((name) => `-"${String(name)}"`)];
  const claims = [`+${lost(now.claims, old.claims).length}`, `-${lost(old.claims, now.claims).length}`];
  return changedFields(old, now).map((line) => {
    if (line.startsWith('aliases ')) return `aliases ${aliases.join(' ') || 'reordered'}`;
    if (line.startsWith('claims ')) return `claims ${claims.join(' ')}`;
    return line.startsWith('name ') ? `name "${old.name}" -> "${now.name}"` : line;
  });
}

function exposureChanges(old: Insurer, now: Insurer, before: Knowledge, after: Knowledge): string[] {
  return after.incidents.flatMap((incident) => {
    const earlier = before.incidents.find(({ id }) => id === incident.id);
    const from = earlier ? exposureOf(old, earlier).state : 'unknown';
    const to = exposureOf(now, incident).state;
    return from === to ? [] : [`exposure to ${incident.id}: ${from} -> ${to}`];
  });
}
