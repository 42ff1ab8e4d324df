import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Fuse from 'fuse.js';
import { createDialogue } from '../src/assistant/answering.ts';
import { createAssistant } from '../src/assistant/assistant.ts';
import { loadAssistantParts } from '../src/assistant/load.ts';
import { percentile, timed } from '../src/evaluation/timing.ts';
import { readConfiguration } from '../src/ops/config.ts';
import { createMemoryConversationStore } from '../src/storage/memory-state.ts';

export type AnswerBenchRow = {
  readonly what: string;
  readonly messages: number;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
};

const rounds = 3;
/** A server answers warm: the engine has compiled what it uses often. */
const warmUpRounds = 8;
const questions = join(import.meta.dirname, '../tests/fixtures/heldout/questions.jsonl');

const longTexts = [
  'ma mutuelle est touchée et je suis inquiet, que faire ? ',
  'harmonie mutuelle malakof umanis swisse life apissil ',
  'cliquez sur https://ameli-vitale.example/aaa ou appelez le 0639981212 ',
  'éàüô ïêç ',
].map((text) => text.repeat(Math.ceil(100_000 / text.length)));

/**
 * One text answer: redacted, understood, answered and translated, a fresh conversation each.
 * Beside it a floor: the same messages searched once in the insurers' names by fuse.js, nothing answered.
 */
export async function run(): Promise<AnswerBenchRow[]> {
  const { brain, translate } = await loadAssistantParts(readConfiguration(process.env));
  const assistant = createAssistant(brain, translate, {
    store: createMemoryConversationStore(),
    now: () => new Date(),
    onError: (error) => {
      throw error;
    },
  });
  const fuse = new Fuse(brain.knowledge.insurers, {
    keys: ['name', 'aliases'],
    threshold: 0.3,
    ignoreDiacritics: true,
    ignoreLocation: true,
  });
  const texts = readFileSync(questions, 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { text: string }).text);
  const alone: number[] = [];
  const ours: number[] = [];
  const floor: number[] = [];
  for (let round = -warmUpRounds; round < rounds; round++) {
    for (const [index, text] of texts.entries()) {
      const content = { kind: 'text', text, forwarded: false } as const;
      const kept = (samples: number[]) => (round < 0 ? [] : samples);
      // the second of two finds the message's way warm: each goes first in turn
      if (index % 2 === 0) timed(kept(alone), () => createDialogue(brain, translate).answer(content));
      const start = performance.now();
      await assistant.answer({ conversation: `${round}-${index}`, content });
      kept(ours).push(performance.now() - start);
      if (index % 2 === 1) timed(kept(alone), () => createDialogue(brain, translate).answer(content));
    }
  }
  // apart, so that the one does not take the processor's cache from the other
  for (const text of texts) timed(floor, () => fuse.search(text));
  const longest = longTexts.flatMap((text) => Array.from({ length: rounds * 3 }, () => text));
  const long: number[] = [];
  for (const text of longest)
    timed(long, () => createDialogue(brain, translate).answer({ kind: 'text', text, forwarded: false }));
  const row = (what: string, samples: readonly number[]): AnswerBenchRow => ({
    what,
    messages: samples.length,
    p50Milliseconds: percentile(samples, 0.5),
    p99Milliseconds: percentile(samples, 0.99),
  });
  return [
    row('an answer, kept nowhere', alone),
    row('a whole answer', ours),
    row('an answer to 100,000 characters', long),
    row('floor: one fuse.js search', floor),
  ];
}
