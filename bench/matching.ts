import { readFileSync } from 'node:fs';
import Fuse from 'fuse.js';
import {
  createInsurerIndex,
  findInsurers,
  matchingData,
  type InsurerMention,
} from '../src/insurers/index.ts';
import { fold, words } from '../src/understanding/normalise.ts';
import { syntheticOrganisations } from './organisations.ts';

/** How one way of matching did on one list of organisations. */
export type MatchingBenchRow = {
  readonly matcher: string;
  readonly organisations: number;
  readonly cases: number;
  /** Right among the insurers given, 0 to 1; null where only time is measured. */
  readonly precision: number | null;
  /** Found among the insurers named, 0 to 1. */
  readonly recall: number | null;
  /** Share of the messages without insurer in which none is given. */
  readonly noneRight: number | null;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
};

type Case = { text: string; insurers: string[]; ambiguous?: boolean; undecidable?: boolean };
type Named = { readonly id: string; readonly name: string; readonly aliases: readonly string[] };
type Matcher = {
  readonly name: string;
  readonly find: (text: string) => { given: string[]; asked: string[] };
};

const sizes = [300, 3_000, 50_000];
const longText = 100_000;
const warmUpPasses = 3;

/**
 * Compares the matcher with fuse.js by itself, as it comes and tuned, and measures its time with many
 * organisations and on a text of 100,000 characters.
 *
 * @param file labelled messages, one JSON object a line: text, insurers, ambiguous
 */
export function run(file: string): Promise<MatchingBenchRow[]> {
  const cases = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Case)
    .filter(({ undecidable }) => undecidable !== true);
  const { insurers } = JSON.parse(readFileSync('data/insurers.json', 'utf8')) as { insurers: Named[] };
  const matching = matchingData.parse(JSON.parse(readFileSync('data/matching.json', 'utf8')));
  const named = new Set(
    insurers.flatMap(({ name, aliases }) => [name, ...aliases].flatMap((text) => words(fold(text)))),
  );
  const everyday = matching.everyday.flat().filter((word) => !named.has(word));
  const generic = new Set([...matching.generic, ...matching.small, ...everyday]);
  const clean = (text: string): string =>
    words(fold(text))
      .filter((word) => !generic.has(word))
      .join(' ');
  const index = createInsurerIndex(insurers, matching);
  const rows = [
    { name: 'Vigie', find: (text: string) => answerOf(findInsurers(text, index)) },
    fuseMatcher('fuse.js as it comes', insurers, {}, (text) => text),
    fuseMatcher(
      'fuse.js tuned',
      insurers,
      { threshold: 0.3, ignoreDiacritics: true, ignoreLocation: true },
      clean,
    ),
  ].map((matcher) => accuracy(matcher, cases, insurers.length));
  for (const size of sizes) {
    const many = [...insurers, ...syntheticOrganisations(Math.max(0, size - insurers.length))];
    const large = createInsurerIndex(many, matching);
    const times = timesOf(
      (text) => findInsurers(text, large),
      cases.map(({ text }) => text),
    );
    rows.push({ matcher: 'Vigie', organisations: many.length, cases: cases.length, ...unmeasured, ...times });
  }
  const page = cases.map(({ text }) => text).join(' ');
  const long = page.repeat(Math.ceil(longText / page.length)).slice(0, longText);
  const times = timesOf((text) => findInsurers(text, index), Array<string>(30).fill(long));
  rows.push({
    matcher: 'Vigie, 100,000 characters',
    organisations: insurers.length,
    cases: 30,
    ...unmeasured,
    ...times,
  });
  return Promise.resolve(rows);
}

const unmeasured = { precision: null, recall: null, noneRight: null };

function answerOf(mentions: readonly InsurerMention[]): { given: string[]; asked: string[] } {
  const given = mentions.flatMap((mention) =>
    'insurer' in mention && mention.negated !== true ? [mention.insurer] : [],
  );
  const asked = mentions.flatMap((mention) => (mention.kind === 'ambiguous' ? [...mention.candidates] : []));
  return { given: [...new Set(given)], asked };
}

function fuseMatcher(
  name: string,
  insurers: readonly Named[],
  options: { threshold?: number; ignoreDiacritics?: boolean; ignoreLocation?: boolean },
  clean: (text: string) => string,
): Matcher {
  const items = insurers.flatMap(({ id, name: own, aliases }) =>
    [own, ...aliases].map((text) => ({ id, text: clean(text) })).filter(({ text }) => text !== ''),
  );
  const fuse = new Fuse(items, { keys: ['text'], ...options });
  return {
    name,
    find: (text) => {
      const query = clean(text);
      const [best] = query === '' ? [] : fuse.search(query, { limit: 1 });
      return { given: best === undefined ? [] : [best.item.id], asked: [] };
    },
  };
}

function accuracy({ name, find }: Matcher, cases: readonly Case[], organisations: number): MatchingBenchRow {
  let given = 0;
  let right = 0;
  let wanted = 0;
  let empty = 0;
  let emptyRight = 0;
  for (const { text, insurers, ambiguous } of cases) {
    const answer = find(text);
    const hits = answer.given.filter((id) => insurers.includes(id)).length;
    given += answer.given.length;
    right += hits;
    if (insurers.length === 0) {
      empty += 1;
      if (answer.given.length + answer.asked.length === 0) emptyRight += 1;
    } else if (ambiguous !== true) wanted += insurers.length;
    else {
      // one of those that it could be, named or asked about, is enough
      wanted += 1;
      if (hits === 0 && answer.asked.some((id) => insurers.includes(id))) {
        right += 1;
        given += 1;
      }
    }
  }
  const times = timesOf(
    find,
    cases.map(({ text }) => text),
  );
  const shares = {
    precision: right / given,
    recall: Math.min(1, right / wanted),
    noneRight: emptyRight / empty,
  };
  return { matcher: name, organisations, cases: cases.length, ...shares, ...times };
}

function timesOf(
  find: (text: string) => unknown,
  texts: readonly string[],
): { p50Milliseconds: number; p99Milliseconds: number } {
  for (let pass = 0; pass < warmUpPasses; pass++) for (const text of texts) find(text);
  const times = texts.map((text) => {
    const started = performance.now();
    find(text);
    return performance.now() - started;
  });
  times.sort((one, other) => one - other);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { p50Milliseconds: at(0.5), p99Milliseconds: at(0.99) };
}
