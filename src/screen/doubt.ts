import { distance } from 'fastest-levenshtein';
import { parse } from 'tldts';
import type { ReadLine } from '../pictures/reading.ts';
import { isHost } from './mend.ts';
import type { DoubtfulLink } from './seen.ts';

/** A word of an address below this may hold another letter. */
const sureFrom = 88;
/** Letters that may be misread in an address. */
const mostMisread = 2;
const fewestLetters = 3;

/**
 * The links and addresses that were not read surely and are a letter or two away from an official one: an imitation,
 * or the true one misread.
 *
 * @param domains the official domains
 */
export function doubtfulLinks(
  text: string,
  lines: readonly ReadLine[],
  domains: readonly string[],
): DoubtfulLink[] {
  const hosts = [...new Set(text.split(/[\s<>()]+/))].filter((piece) => isHost(piece));
  if (hosts.length === 0) return [];
  const unsure = new Set(
    lines
      .flatMap(({ words }) => words)
      .filter(({ confidence }) => confidence < sureFrom)
      .map(({ text: word }) => lettersOf(word))
      .filter((word) => word.length >= fewestLetters),
  );
  const pieces = hosts.filter((piece) => {
    const letters = lettersOf(piece);
    for (const word of unsure) if (letters.includes(word)) return true;
    return false;
  });
  return pieces.flatMap((piece) => {
    const domain = parse(piece).domain?.toLowerCase();
    if (!domain || domains.includes(domain)) return [];
    const near = domains.find(
      (official) =>
        Math.abs(official.length - domain.length) <= mostMisread && distance(official, domain) <= mostMisread,
    );
    return near === undefined ? [] : [{ read: domain, perhaps: near }];
  });
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
