import { readFileSync } from 'node:fs';
import { loadRules, loadUtterances } from '../src/cli/train.ts';
import { guessIntent } from '../src/understanding/guess.ts';
import { parseIntentModel } from '../src/understanding/model.ts';
import { trainIntentModel } from '../src/understanding/training.ts';
import type { Utterance } from '../src/understanding/training.ts';

/** How one classifier did on one file of labelled questions. */
export type IntentBenchRow = {
  readonly classifier: string;
  readonly file: string;
  readonly cases: number;
  /** Share whose intent, or one that is just as right, was found; 0 to 1. */
  readonly accuracy: number;
  /** Questions about something else that were answered as if they were in scope, and how many there were. */
  readonly outOfScopeAccepted: number;
  readonly outOfScope: number;
  readonly trainingMilliseconds: number;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
};

type Case = { text: string; intent: string; also?: string[]; undecidable?: boolean };
type Answer = { intent: string; accepted: boolean };
type Classifier = {
  name: string;
  trainingMilliseconds: number;
  ask: (text: string) => Promise<Answer> | Answer;
};

/** The manager of @nlpjs/basic, as far as it is used here; the package ships no types. */
type NlpManager = {
  container: { use(plugin: unknown): void };
  addLanguage(locale: string): void;
  addDocument(locale: string, utterance: string, intent: string): void;
  train(): Promise<void>;
  process(locale: string, text: string): Promise<{ intent: string; score: number }>;
};
type NlpContainer = { get(name: 'nlp'): NlpManager };

type NlpBasic = { dockStart: (settings: object) => Promise<NlpContainer> };

// named by variables because the packages ship no types to import
const packages: Readonly<Record<'basic' | 'french', string>> = {
  basic: '@nlpjs/basic',
  french: '@nlpjs/lang-fr',
};

/** Trains both classifiers on the same utterances, then asks them the questions of each file (JSON lines). */
export async function run(files: readonly string[]): Promise<IntentBenchRow[]> {
  const utterances = loadUtterances();
  const classifiers = [ownClassifier(utterances), await nlpClassifier(utterances)];
  const rows: IntentBenchRow[] = [];
  for (const file of files) {
    const cases = readCases(file);
    for (const classifier of classifiers) rows.push(await measure(classifier, file, cases));
  }
  return rows;
}

function readCases(file: string): Case[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Case)
    .filter((labelled) => labelled.undecidable !== true);
}

function ownClassifier(utterances: readonly Utterance[]): Classifier {
  const start = performance.now();
  const model = parseIntentModel(trainIntentModel(utterances, loadRules(), ''));
  return {
    name: 'vigie',
    trainingMilliseconds: performance.now() - start,
    ask: (text) => {
      const guess = guessIntent(text, model);
      return { intent: guess.intent, accepted: guess.understood && guess.intent !== 'off_topic' };
    },
  };
}

async function nlpClassifier(utterances: readonly Utterance[]): Promise<Classifier> {
  const basic = (await import(packages.basic)) as NlpBasic;
  const french = (await import(packages.french)) as { LangFr: unknown };
  const start = performance.now();
  const dock = await basic.dockStart({
    use: ['Basic'],
    settings: { nlp: { autoSave: false, log: false, nlu: { log: false } }, 'nlu-neural': { log: false } },
  });
  const manager = dock.get('nlp');
  manager.container.use(french.LangFr);
  manager.addLanguage('fr');
  for (const { text, intent } of utterances) manager.addDocument('fr', text, intent);
  await manager.train();
  return {
    name: '@nlpjs/basic',
    trainingMilliseconds: performance.now() - start,
    ask: async (text) => {
      const { intent, score } = await manager.process('fr', text);
      return {
        intent: intent === 'None' ? 'off_topic' : intent,
        accepted: score >= 0.5 && intent !== 'None' && intent !== 'off_topic',
      };
    },
  };
}

async function measure(
  classifier: Classifier,
  file: string,
  cases: readonly Case[],
): Promise<IntentBenchRow> {
  for (const { text } of cases.slice(0, 20)) await classifier.ask(text);
  const times: number[] = [];
  let right = 0;
  let outOfScope = 0;
  let outOfScopeAccepted = 0;
  for (const { text, intent, also = [] } of cases) {
    const start = performance.now();
    const answer = await classifier.ask(text);
    times.push(performance.now() - start);
    if (answer.intent === intent || also.includes(answer.intent)) right++;
    if (intent !== 'off_topic') continue;
    outOfScope++;
    if (answer.accepted) outOfScopeAccepted++;
  }
  times.sort((a, b) => a - b);
  return {
    classifier: classifier.name,
    file,
    cases: cases.length,
    accuracy: right / cases.length,
    outOfScopeAccepted,
    outOfScope,
    trainingMilliseconds: classifier.trainingMilliseconds,
    p50Milliseconds: times[times.length >> 1] ?? 0,
    p99Milliseconds: times[Math.floor(times.length * 0.99)] ?? 0,
  };
}
