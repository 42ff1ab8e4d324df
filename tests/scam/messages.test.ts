import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { analyseMessage } from '../../src/scam/analyse.ts';
import { shipped } from './support.ts';

function messages(label: string): string[] {
  return readFileSync(new URL(`messages/${label}.txt`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.replaceAll('\\n', '\n'));
}

const { analyser, context } = shipped();
const alarmed = (text: string): boolean =>
  ['scam', 'suspicious'].includes(analyseMessage(text, analyser, context).level);

it('catches at least 97 % of the invented scams', () => {
  const scams = messages('scam');
  const missed = scams.filter((text) => !alarmed(text));
  expect(missed.length / scams.length, missed.join('\n')).toBeLessThanOrEqual(0.03);
});

it('alarms at most 2 % of the invented honest messages', () => {
  const honest = messages('legit');
  const wronged = honest.filter((text) => alarmed(text));
  expect(wronged.length / honest.length, wronged.join('\n')).toBeLessThanOrEqual(0.02);
});
