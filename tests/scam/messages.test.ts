import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { organisation, type Organisation } from '../../src/knowledge/schema.ts';
import { analyseMessage } from '../../src/scam/analyse.ts';
import { createAnalyser } from '../../src/scam/message.ts';
import { context, lexicon, lists } from './support.ts';

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}

function messages(label: string): string[] {
  return read(`messages/${label}.txt`).trim().split('\n');
}

const file = JSON.parse(read('../../data/organisations.json')) as { organisations: unknown[] };
const organisations: Organisation[] = file.organisations.map((one) => organisation.parse(one));
const analyser = createAnalyser(organisations, lexicon, lists);
const alarmed = (text: string): boolean =>
  ['scam', 'suspicious'].includes(analyseMessage(text, analyser, { ...context, organisations }).level);

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
