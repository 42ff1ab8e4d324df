import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { guessIntent } from '../understanding/guess.ts';
import { intents } from '../understanding/intent.ts';
import { parseIntentModel } from '../understanding/model.ts';
import { intentRulesSchema } from '../understanding/rules.ts';
import type { IntentRules } from '../understanding/rules.ts';
import { trainIntentModel } from '../understanding/training.ts';
import type { TrainingOptions, Utterance } from '../understanding/training.ts';

const locales = join(import.meta.dirname, '../../locales');
const locale = join(locales, 'fr');

/** Where the trained model of French lies. */
export const modelPath = join(locale, 'intents.model.bin');

/** Other languages with a model of their own; fewer sentences need fewer features. */
const others: Readonly<Record<string, TrainingOptions>> = { en: { features: 20_000 } };

/** Reads `<intent>.txt` and `<collection>-<intent>.txt`, one utterance a line; `\\n` in a line stands for a line break. */
export function loadUtterances(directory: string = join(locale, 'utterances')): Utterance[] {
  const names = readdirSync(directory).sort();
  return intents.flatMap((intent) => {
    const own = names.filter((name) => name === `${intent}.txt` || name.endsWith(`-${intent}.txt`));
    const lines = own.flatMap((name) => readFileSync(join(directory, name), 'utf8').split('\n'));
    const texts = new Set(
      lines.map((line) => line.trim().replaceAll('\\n', '\n')).filter((text) => text !== ''),
    );
    return [...texts].map((text) => ({ text, intent }));
  });
}

/** Reads section `intentRules` of the lexicon. */
export function loadRules(path: string = join(locale, 'lexicon.json')): IntentRules {
  const lexicon: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (typeof lexicon !== 'object' || lexicon === null || !('intentRules' in lexicon)) {
    throw new Error(`${path}: no section intentRules`);
  }
  return intentRulesSchema.parse(lexicon.intentRules);
}

/** SHA-256 of the utterances and the rules, in hexadecimal: a model with another one is stale. */
export function utterancesChecksum(utterances: readonly Utterance[], rules: IntentRules): string {
  const digest = createHash('sha256');
  for (const { intent, text } of utterances) digest.update(`${intent}\t${text}\n`);
  return digest.update(JSON.stringify(rules)).digest('hex');
}

/** Trains on four fifths of the utterances and asks about the rest, five times; the share that was right. */
export function crossValidate(utterances: readonly Utterance[], rules: IntentRules): number {
  const folds = 5;
  let right = 0;
  const wrong = new Map<string, number>();
  for (let fold = 0; fold < folds; fold++) {
    const kept = utterances.filter((_, index) => index % folds !== fold);
    const model = parseIntentModel(trainIntentModel(kept, rules, '', { variants: 2, epochs: 8 }));
    for (const [index, { text, intent }] of utterances.entries()) {
      if (index % folds !== fold) continue;
      const guess = guessIntent(text, model);
      if (guess.intent === intent) right++;
      else {
        const pair = `${intent} taken for ${guess.intent}`;
        wrong.set(pair, (wrong.get(pair) ?? 0) + 1);
      }
    }
  }
  const worst = [...wrong].sort((a, b) => b[1] - a[1]).slice(0, 25);
  for (const [pair, count] of worst) console.log(`${String(count).padStart(5)}  ${pair}`);
  return right / utterances.length;
}

function main(options: readonly string[]): void {
  const language = options.find((option) => Object.hasOwn(others, option)) ?? 'fr';
  const folder = join(locales, language);
  const utterances = loadUtterances(join(folder, 'utterances'));
  const rules = loadRules(join(folder, 'lexicon.json'));
  for (const intent of intents) {
    const count = utterances.filter((utterance) => utterance.intent === intent).length;
    console.log(`${String(count).padStart(5)}  ${intent}`);
  }
  if (options.includes('--cross-validate')) {
    const accuracy = crossValidate(utterances, rules);
    console.log(`cross-validated accuracy: ${(accuracy * 100).toFixed(1)} %`);
    return;
  }
  const checksum = utterancesChecksum(utterances, rules);
  const bytes = trainIntentModel(utterances, rules, checksum, others[language]);
  writeFileSync(join(folder, 'intents.model.bin'), bytes);
  console.log(`${utterances.length} utterances, model of ${bytes.length} bytes`);
}

if (import.meta.main) main(process.argv.slice(2));
