import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { organisation } from '../src/knowledge/schema.ts';
import { analyseMessage } from '../src/scam/analyse.ts';
import { parseScamLexicon } from '../src/scam/lexicon.ts';
import { parseScamLists } from '../src/scam/lists.ts';
import { createAnalyser } from '../src/scam/message.ts';
import type { Verdict } from '../src/scam/verdict.ts';
import { parseWordingModel } from '../src/scam/wording-model.ts';

/** The classifiers of natural, as far as they are used here: its own types do not pass this project's type check. */
type Classifier = {
  addDocument(text: string, label: string): void;
  train(): void;
  classify(text: string): string;
};
type Natural = {
  PorterStemmerFr: object;
  BayesClassifier: new (stemmer: object) => Classifier;
  LogisticRegressionClassifier: new (stemmer: object) => Classifier;
};
const natural = createRequire(import.meta.url)('natural') as Natural;

/** One labelled message. */
export type LabelledMessage = { text: string; label: 'scam' | 'legit' };

/** How one way of judging did. Rates are between 0 and 1, times in milliseconds for one message. */
export type MessageResult = {
  name: string;
  recall: number;
  falseAlarmRate: number;
  p50Ms: number;
  p99Ms: number;
};

type Guess = (text: string) => boolean;

/** Reads labelled messages from JSON Lines files, without those that nobody could decide. */
export function readLabelled(files: readonly string[]): LabelledMessage[] {
  return files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as LabelledMessage & { undecidable?: boolean })
      .filter((message) => message.undecidable !== true),
  );
}

function measure(
  name: string,
  folds: readonly { test: readonly LabelledMessage[]; guess: Guess }[],
): MessageResult {
  const times: number[] = [];
  const count = { scam: 0, caught: 0, legit: 0, alarmed: 0 };
  for (const { test, guess } of folds) {
    for (const message of test.slice(0, 30)) guess(message.text); // warm
    for (const message of test) {
      const start = performance.now();
      const alarm = guess(message.text);
      times.push(performance.now() - start);
      if (message.label === 'scam') {
        count.scam += 1;
        count.caught += Number(alarm);
      } else {
        count.legit += 1;
        count.alarmed += Number(alarm);
      }
    }
  }
  return {
    name,
    recall: count.scam === 0 ? 0 : count.caught / count.scam,
    falseAlarmRate: count.legit === 0 ? 0 : count.alarmed / count.legit,
    ...percentiles(times),
  };
}

/** Message `i` is tested in fold `i modulo folds` and trains the others: the same split at every run. */
function split(
  messages: readonly LabelledMessage[],
  folds: number,
): { train: LabelledMessage[]; test: LabelledMessage[] }[] {
  return Array.from({ length: folds }, (_, fold) => ({
    train: messages.filter((_message, index) => index % folds !== fold),
    test: messages.filter((_message, index) => index % folds === fold),
  }));
}

function trained(make: () => Classifier, train: readonly LabelledMessage[]): Guess {
  const classifier = make();
  for (const message of train) classifier.addDocument(message.text, message.label);
  classifier.train();
  return (text) => classifier.classify(text) === 'scam';
}

/**
 * Compares the analysis with the two classifiers of `natural`, trained on the other folds of the same messages.
 * The analysis is not trained on them: its rules and its model stand, so that all its folds are judged alike.
 *
 * @param files JSON Lines with `text` and `label`
 * @param analyse judges one message
 * @param folds into how many parts the messages are cut
 */
export function runMessages(
  files: readonly string[],
  analyse: (text: string) => Verdict,
  folds = 5,
): MessageResult[] {
  const parts = split(readLabelled(files), folds);
  const vigie: Guess = (text) => ['scam', 'suspicious'].includes(analyse(text).level);
  const stemmer = natural.PorterStemmerFr;
  return [
    measure(
      'vigie',
      parts.map(({ test }) => ({ test, guess: vigie })),
    ),
    measure(
      'natural BayesClassifier',
      parts.map(({ train, test }) => ({
        test,
        guess: trained(() => new natural.BayesClassifier(stemmer), train),
      })),
    ),
    measure(
      'natural LogisticRegressionClassifier',
      parts.map(({ train, test }) => ({
        test,
        guess: trained(() => new natural.LogisticRegressionClassifier(stemmer), train),
      })),
    ),
  ];
}

/** How long a message of a length takes, in milliseconds. */
export type LengthResult = { name: string; p50Ms: number; p99Ms: number };

/**
 * Times long messages, made of the labelled ones joined: 200 of 4,096 characters, then five of each greater length,
 * which shows whether the time grows with the length.
 */
export function timeLengths(files: readonly string[], analyse: (text: string) => Verdict): LengthResult[] {
  const all = readLabelled(files)
    .map(({ text }) => text)
    .join('\n');
  const endless = all.repeat(Math.ceil(200_000 / all.length));
  return [
    { length: 4_096, count: 200 },
    { length: 12_500, count: 5 },
    { length: 25_000, count: 5 },
    { length: 50_000, count: 5 },
    { length: 100_000, count: 5 },
  ].map(({ length, count }) => {
    const pieces = Array.from({ length: count }, (_, index) => {
      const from = (index * 997) % 100_000;
      return endless.slice(from, from + length);
    });
    for (const piece of pieces.slice(0, 30)) analyse(piece); // warm
    const times = pieces.map((piece) => {
      const start = performance.now();
      analyse(piece);
      return performance.now() - start;
    });
    return { name: `vigie, ${length} characters`, ...percentiles(times) };
  });
}

function percentiles(times: number[]): { p50Ms: number; p99Ms: number } {
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { p50Ms: at(0.5), p99Ms: at(0.99) };
}

function read(path: string): Buffer {
  return readFileSync(new URL(`../${path}`, import.meta.url));
}

function json(path: string): unknown {
  return JSON.parse(read(path).toString('utf8'));
}

/** Runs the comparison with the facts, words and model of this project. */
export function run(files: readonly string[]): Promise<readonly object[]> {
  const organisations = (json('data/organisations.json') as { organisations: unknown[] }).organisations.map(
    (one) => organisation.parse(one),
  );
  const analyser = createAnalyser(
    organisations,
    parseScamLexicon(json('locales/fr/scam.json')),
    parseScamLists(json('data/scam-lists.json')),
    parseWordingModel(read('locales/fr/messages.model.bin')),
  );
  const context = {
    organisations,
    insurers: [],
    notLeaked: ['bank-details', 'email', 'phone', 'postal-address'],
  };
  const analyse = (text: string): Verdict => analyseMessage(text, analyser, context);
  return Promise.resolve([...runMessages(files, analyse), ...timeLengths(files, analyse)]);
}
