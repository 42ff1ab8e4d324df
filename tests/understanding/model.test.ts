import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadRules, loadUtterances, modelPath, utterancesChecksum } from '../../src/cli/train.ts';
import { parseIntentModel } from '../../src/understanding/model.ts';
import { trainIntentModel } from '../../src/understanding/training.ts';

const rules = loadRules();
const utterances = loadUtterances();
const bytes = readFileSync(modelPath);

describe('the trained model', () => {
  it('is not older than the utterances and the rules: npm run train', () => {
    expect(parseIntentModel(bytes).checksum).toBe(utterancesChecksum(utterances, rules));
  });

  it('stays under 2.5 MB and loads in a moment', () => {
    expect(bytes.length).toBeLessThan(2_500_000);
    parseIntentModel(bytes);
    const start = performance.now();
    parseIntentModel(bytes);
    // 40 ms are asked for; the margin is for a busy machine
    expect(performance.now() - start).toBeLessThan(200);
  });

  it('comes out the same byte for byte', () => {
    const few = utterances.filter((_, index) => index % 25 === 0);
    const options = { epochs: 2, variants: 1 };
    const once = trainIntentModel(few, rules, 'checksum', options);
    expect(trainIntentModel(few, rules, 'checksum', options)).toEqual(once);
    expect(trainIntentModel(few, rules, 'checksum', { ...options, seed: 7 })).not.toEqual(once);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['another format', new Uint8Array(64)],
    ['a file cut short', bytes.subarray(0, bytes.length - 10)],
  ])('refuses %s', (_, broken) => {
    expect(() => parseIntentModel(broken)).toThrow();
  });
});
