import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

export type Instruction = { readonly keyword: string; readonly rest: string };
export type Stage = {
  readonly name: string;
  readonly base: string;
  readonly instructions: readonly Instruction[];
};

/** Lines that go on are joined, comments left out. */
function instructionsOf(text: string): Instruction[] {
  return text
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\s*\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, keyword = '', rest = ''] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
      return { keyword, rest };
    });
}

/**
 * The stages of the Dockerfile, oldest first.
 *
 * @param given build arguments instead of the defaults that stand above the first FROM
 */
export function readStages(given: Readonly<Record<string, string>> = {}): Stage[] {
  const values: Record<string, string> = {};
  const stages: (Stage & { instructions: Instruction[] })[] = [];
  const filled = (text: string) => text.replace(/\$\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  for (const instruction of instructionsOf(readFileSync(join(root, 'Dockerfile'), 'utf8'))) {
    const { keyword, rest } = instruction;
    if (keyword === 'FROM') {
      const [base = '', , name = ''] = filled(rest).split(' ');
      stages.push({ name, base, instructions: [] });
    } else if (stages.length > 0) stages.at(-1)?.instructions.push(instruction);
    else if (keyword === 'ARG') {
      const [name = '', value = ''] = rest.split('=');
      values[name] = given[name] ?? value;
    }
  }
  return stages;
}

/** A stage with all that it stands on, its own instructions last. */
export function lineage(stages: readonly Stage[], name: string): Stage[] {
  const stage = stages.find((candidate) => candidate.name === name);
  return stage ? [...lineage(stages, stage.base), stage] : [];
}

export const ofKind = (stages: readonly Stage[], keyword: string): string[] =>
  stages.flatMap(({ instructions }) =>
    instructions.filter((instruction) => instruction.keyword === keyword).map(({ rest }) => rest),
  );

/** `A=1 B='2'` */
export const readEnvironment = (rests: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    rests.flatMap((rest) =>
      [...rest.matchAll(/(\w+)=(?:'([^']*)'|(\S+))/g)].map(
        ([, name = '', quoted, bare]): [string, string] => [name, quoted ?? bare ?? ''],
      ),
    ),
  );

export const readCommand = (rest: string): string[] => JSON.parse(rest.slice(rest.indexOf('['))) as string[]; // the form that starts no shell
