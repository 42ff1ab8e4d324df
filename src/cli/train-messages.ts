import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { organisation } from '../knowledge/schema.ts';
import { parseScamLexicon } from '../scam/lexicon.ts';
import { parseScamLists } from '../scam/lists.ts';
import { createAnalyser, type Analyser } from '../scam/message.ts';
import { readForWording, samplesOf, type TrainingMessage } from '../scam/training-samples.ts';
import { trainWordingModel, type WordingSample, type WordingTraining } from '../scam/training.ts';
import type { AnalysisContext } from '../scam/verdict.ts';
import { packWordingModel } from '../scam/wording-model.ts';
import { parseWordingModel, wordingScore, type WordingModel } from '../scam/wording-score.ts';

const root = join(import.meta.dirname, '../..');

/** Where the trained text score of French lies. */
export const wordingModelPath = join(root, 'locales/fr/messages.model.bin');

/** A training message and the file that it stands in; files have different authors. */
export type MessageOfFile = TrainingMessage & { readonly file: string };

/** Reads `scam*.txt` and `legit*.txt`, one message a line; `\n` in a line stands for a line break. */
export function loadTrainingMessages(directory: string = join(root, 'locales/fr/messages')): MessageOfFile[] {
  const seen = new Set<string>();
  const messages: MessageOfFile[] = [];
  for (const file of readdirSync(directory).sort()) {
    const label = /^(scam|legit).*\.txt$/.exec(file)?.[1];
    if (label === undefined) continue;
    for (const line of readFileSync(join(directory, file), 'utf8').split('\n')) {
      const text = line.trim().replaceAll('\\n', '\n');
      if (text === '' || seen.has(text)) continue;
      seen.add(text);
      messages.push({ text, scam: label === 'scam', file });
    }
  }
  return messages;
}

/** SHA-256 of the training messages, in hexadecimal: a model with another one is stale. */
export function messagesChecksum(messages: readonly TrainingMessage[]): string {
  const digest = createHash('sha256');
  for (const { scam, text } of messages) digest.update(`${scam ? 'scam' : 'legit'}\t${text}\n`);
  return digest.digest('hex');
}

/** Prepares the analyser from the files of the project. */
export function loadAnalyser(): { analyser: Analyser; context: AnalysisContext } {
  const json = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));
  const file = json('data/organisations.json') as { organisations: unknown[] };
  const organisations = file.organisations.map((one) => organisation.parse(one));
  const lexicon = parseScamLexicon(json('locales/fr/scam.json'));
  const lists = parseScamLists(json('data/scam-lists.json'));
  return {
    analyser: createAnalyser(organisations, lexicon, lists),
    context: { organisations, insurers: [], notLeaked: [] },
  };
}

const variants = 4;

/** Reads all messages and their variants once; the seed of each is its place. */
export function readSamples(
  messages: readonly TrainingMessage[],
  analyser: Analyser,
  context: AnalysisContext,
): WordingSample[][] {
  return messages.map((message, index) => samplesOf(message, analyser, context, variants, 7919 * index + 1));
}

/** Trains, packs and parses, so that the rounding of the file is measured too. */
export function trainOn(samples: readonly WordingSample[], options: WordingTraining = {}): WordingModel {
  return parseWordingModel(packWordingModel(trainWordingModel(samples, '', options)));
}

/** What a model that never saw a message, nor others of its author or of its fold, says about it. */
export type BlindScore = { message: MessageOfFile; probability: number; level: string };

/** Scores each message with a model trained on the other groups. */
export function crossScore(
  messages: readonly MessageOfFile[],
  groupOf: (message: MessageOfFile, index: number) => string,
  options: WordingTraining = {},
  loaded: { analyser: Analyser; context: AnalysisContext } = loadAnalyser(),
  samples: readonly WordingSample[][] = readSamples(messages, loaded.analyser, loaded.context),
): BlindScore[] {
  const groups = messages.map(groupOf);
  return [...new Set(groups)].flatMap((group) => {
    const model = trainOn(samples.filter((_, index) => groups[index] !== group).flat(), options);
    return messages.flatMap((message, index) => {
      if (groups[index] !== group) return [];
      const input = readForWording(message.text, loaded.analyser, loaded.context);
      const { probability } = wordingScore(input, model, loaded.analyser.words);
      return [{ message, probability, level: input.verdict.level }];
    });
  });
}

/** Recall and false alarms of score and signs at one threshold, in per cent. */
export function rates(scores: readonly BlindScore[], threshold: number): string {
  const of = (scam: boolean, alarmed: (score: BlindScore) => boolean): string => {
    const some = scores.filter(({ message }) => message.scam === scam);
    return ((100 * some.filter(alarmed).length) / Math.max(1, some.length)).toFixed(1).padStart(6);
  };
  const signs = ({ level }: BlindScore): boolean => level === 'scam' || level === 'suspicious';
  const score = ({ probability }: BlindScore): boolean => probability >= threshold;
  const both = (one: BlindScore): boolean => signs(one) || score(one);
  return [score, signs, both].map((way) => `${of(true, way)} ${of(false, way)}`).join('  |');
}

function main(options: readonly string[]): void {
  const messages = loadTrainingMessages();
  const loaded = loadAnalyser();
  const samples = readSamples(messages, loaded.analyser, loaded.context);
  if (options.includes('--cross-validate')) {
    // with --by-file each file of scams is judged by a model that never saw its author's
    const authors = [...new Set(messages.filter(({ scam }) => scam).map(({ file }) => file))];
    const byFile = options.includes('--by-file');
    const group = (message: MessageOfFile, index: number): string =>
      byFile ? (message.scam ? message.file : (authors[index % authors.length] ?? '')) : String(index % 5);
    const scores = crossScore(messages, group, {}, loaded, samples);
    console.log('threshold   score alone  | signs alone  | both (recall, false alarms, in %)');
    for (let threshold = 0.3; threshold < 0.96; threshold += 0.05)
      console.log(`${threshold.toFixed(2)}   ${rates(scores, threshold)}`);
    return;
  }
  const bytes = packWordingModel(trainWordingModel(samples.flat(), messagesChecksum(messages)));
  writeFileSync(wordingModelPath, bytes);
  console.log(`${messages.length} messages, model of ${bytes.length} bytes`);
}

if (import.meta.main) main(process.argv.slice(2));
