import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRules, loadUtterances, utterancesChecksum } from '../../src/cli/train.ts';
import { parseIntentModel } from '../../src/understanding/model.ts';
import { parts, talk } from '../support/assistant.ts';

const locale = join(import.meta.dirname, '../../locales/en');
const fixtures = join(import.meta.dirname, '../fixtures/heldout');
const { tongues } = parts.brain;
const cases = readFileSync(join(fixtures, 'english.txt'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split('\t'))
  .map(([intent = '', text = '']) => ({ intent, text }));

describe('English', () => {
  it('has a model of the utterances and rules as they are', () => {
    const utterances = loadUtterances(join(locale, 'utterances'));
    const model = parseIntentModel(readFileSync(join(locale, 'intents.model.bin')));
    expect(model.checksum).toBe(utterancesChecksum(utterances, loadRules(join(locale, 'lexicon.json'))));
  });

  it('has at least sixty ways to say each main intent', () => {
    const main = ['insurer_affected', 'data_leaked', 'what_to_do', 'emergency', 'message_to_analyse', 'sources', 'letter_access', 'plan_progress', 'forget_me', 'privacy', 'help', 'thanks']; // prettier-ignore
    const utterances = loadUtterances(join(locale, 'utterances'));
    const few = main.filter((intent) => utterances.filter((one) => one.intent === intent).length < 60);
    expect(few).toEqual([]);
  });

  it('is understood in nine of ten sentences that nobody trained on', () => {
    const right = cases.filter(({ intent, text }) => {
      const chat = talk();
      chat.press('l:en');
      return chat.say(text).trace.intent === intent;
    });
    expect(right.length / cases.length).toBeGreaterThanOrEqual(0.9);
  });

  it('is recognised in nine of ten of them, and in no French question', () => {
    const seen = cases.filter(({ text }) => tongues?.writtenIn(text) === 'en');
    expect(seen.length / cases.length).toBeGreaterThanOrEqual(0.9);
    const french = ['questions', 'questions-2']
      .flatMap((name) =>
        readFileSync(join(fixtures, `${name}.jsonl`), 'utf8')
          .trim()
          .split('\n'),
      )
      .map((line) => JSON.parse(line) as { text: string; intent: string })
      .filter(({ intent }) => intent !== 'language_switch');
    expect(french.filter(({ text }) => tongues?.writtenIn(text) === 'en')).toEqual([]);
  });
});
