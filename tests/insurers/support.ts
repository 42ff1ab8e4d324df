import { readFileSync } from 'node:fs';
import { createInsurerIndex, matchingData, type InsurerMention } from '../../src/insurers/index.ts';

type InsurerFile = {
  readonly insurers: readonly {
    readonly id: string;
    readonly name: string;
    readonly aliases: readonly string[];
  }[];
};

/** The index over the facts of this project. */
export const index = createInsurerIndex(
  (JSON.parse(readFileSync('data/insurers.json', 'utf8')) as InsurerFile).insurers,
  matchingData.parse(JSON.parse(readFileSync('data/matching.json', 'utf8'))),
);

/** Lines of a table beside the tests, without comments. */
export function linesOf(name: string): string[] {
  return readFileSync(new URL(name, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** What mentions name, each once: ids, and choices joined by slashes. */
export function named(mentions: readonly InsurerMention[]): string[] {
  const all = mentions.flatMap((mention) => {
    if ('insurer' in mention) return [mention.insurer];
    return mention.kind === 'ambiguous' ? [mention.candidates.join('/')] : [];
  });
  return [...new Set(all)];
}
