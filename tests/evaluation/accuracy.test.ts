import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { insurerCase, messageCase, questionCase, readCases } from '../../src/evaluation/cases.ts';
import { evaluateInsurers } from '../../src/evaluation/insurers.ts';
import { evaluateMessages } from '../../src/evaluation/messages.ts';
import { evaluateQuestions } from '../../src/evaluation/questions.ts';
import { parts } from '../support/assistant.ts';

const files = (name: string): string[] =>
  [`${name}.jsonl`, `${name}-2.jsonl`].map((file) =>
    resolve(import.meta.dirname, '../fixtures/heldout', file),
  );

// floors under figures already reached on cases that have been read: what falls below was broken by a change
it('insurers: what is named is found, and nothing else', async () => {
  const { precision, recall, noneRight } = evaluateInsurers(
    await readCases(files('insurers'), insurerCase),
    parts.brain,
  );
  expect(precision).toBeGreaterThan(0.985);
  expect(recall).toBeGreaterThan(0.97);
  expect(noneRight).toBeGreaterThan(0.98);
});

it('questions: the first answer is the one needed', async () => {
  const { accuracy } = evaluateQuestions(await readCases(files('questions'), questionCase), parts.brain);
  expect(accuracy).toBeGreaterThan(0.95);
});

it('messages: scams are caught and honest messages left in peace', async () => {
  const { recall, falseAlarmRate } = evaluateMessages(
    await readCases(files('messages'), messageCase),
    parts.brain,
  );
  expect(recall).toBeGreaterThan(0.97);
  expect(falseAlarmRate).toBeLessThan(0.04);
});
