import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { percentile } from '../src/evaluation/timing.ts';
import { createPseudonym } from '../src/privacy/pseudonym.ts';
import { bandsOf, createSketcher, likeness } from '../src/privacy/sketch.ts';
import { shinglesOf } from '../src/scam/shingles.ts';
import type { Campaigns } from '../src/storage/campaigns.ts';
import { createMemoryState } from '../src/storage/memory-state.ts';
import { openSqliteState } from '../src/storage/sqlite-state.ts';

export type CampaignBenchRow = {
  readonly what: string;
  readonly messages: number;
  readonly p50Milliseconds: number | null;
  readonly p99Milliseconds: number | null;
  /** Different messages taken for one, of all pairs. */
  readonly falseMerges: number | null;
};

const secretKey = new Uint8Array(32).fill(1);
const folder = join(import.meta.dirname, '../locales/fr/messages');
const reports = 20_000;
const warmUp = 500;

/** What it costs to know a judged message again: its sketch, the look-up and the count, among many campaigns. */
export async function run(): Promise<CampaignBenchRow[]> {
  const texts = readdirSync(folder)
    .filter((name) => name.startsWith('scam'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .map((line) => line.replaceAll('\\n', '\n'))
    .filter((text) => shinglesOf(text).length > 0);
  const directory = mkdtempSync(join(tmpdir(), 'vigie-bench-'));
  const state = openSqliteState({ directory, secretKey, now: () => new Date(), onProblem: () => undefined });
  try {
    return [
      sketches(texts),
      await counted(
        'peer: sketch, and every campaign in memory looked at',
        createMemoryState().campaigns,
        texts,
        2_000,
      ),
      await counted('sketch, look-up and count in SQLite', state.campaigns, texts, reports),
    ];
  } finally {
    await state.close();
    rmSync(directory, { recursive: true });
  }
}

function sketches(texts: readonly string[]): CampaignBenchRow {
  const sketch = createSketcher(secretKey);
  const samples: number[] = [];
  const made = texts.flatMap((text) => {
    const start = performance.now();
    const one = sketch(shinglesOf(text));
    samples.push(performance.now() - start);
    return one ? [one] : [];
  });
  const bands = made.map((one) => new Set(bandsOf(one)));
  let pairs = 0;
  let merged = 0;
  for (const [index, one] of made.entries())
    for (const [before, two] of made.slice(0, index).entries()) {
      pairs++;
      if (likeness(one, two) !== null && [...(bands[before] ?? [])].some((band) => bands[index]?.has(band)))
        merged++;
    }
  return row('sketch alone', samples, merged / pairs);
}

async function counted(
  what: string,
  campaigns: Campaigns,
  texts: readonly string[],
  most: number,
): Promise<CampaignBenchRow> {
  const sketch = createSketcher(secretKey);
  const pseudonym = createPseudonym(secretKey);
  const samples: number[] = [];
  for (let index = 0; index < most; index++) {
    const text = texts[(index * 7919) % texts.length] ?? '';
    const chat = pseudonym('bench', String(index));
    const start = performance.now();
    const made = sketch(shinglesOf(text));
    if (made)
      await campaigns.report(chat, { sketch: made, verdict: 'scam', signs: [], sender: null }, new Date());
    samples.push(performance.now() - start);
  }
  return row(what, samples, null);
}

function row(what: string, samples: readonly number[], falseMerges: number | null): CampaignBenchRow {
  const warm = samples.slice(warmUp);
  return {
    what,
    messages: warm.length,
    p50Milliseconds: percentile(warm, 0.5),
    p99Milliseconds: percentile(warm, 0.99),
    falseMerges,
  };
}
