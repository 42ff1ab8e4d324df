import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { troubleOf } from '../../src/ops/trouble.ts';

const source = join(import.meta.dirname, '../../src');
const nothing = troubleOf('no-such-code');

/** Codes as the code tells them: literally, or of a loss of WhatsApp's browser. */
const told = globSync('**/*.ts', { cwd: source }).flatMap((file) => {
  const text = readFileSync(join(source, file), 'utf8');
  const literal = [...text.matchAll(/(?:onTrouble|tell|troubleOf)\(\s*'([a-z\d-]+)'/g)];
  const losses = file.includes('whatsapp') ? [...text.matchAll(/code: '(whatsapp-[a-z-]+)'/g)] : [];
  const named = [...text.matchAll(/onTrouble\(`\$\{name\}-([a-z-]+)`/g)];
  return [
    ...[...literal, ...losses].map(([, code = '']) => code),
    ...named.flatMap(([, rest]) => [`telegram-${rest}`, `whatsapp-${rest}`]),
  ];
});

it('finds the codes in the source', () => {
  expect(told.length).toBeGreaterThan(20);
});

it.each([
  ...new Set(told),
  'telegram-429',
  'telegram-not-allowed-400',
  'telegram-502',
  'whatsapp-state-conflict',
])('the log explains %s', (code) => {
  expect(troubleOf(code)).not.toEqual(nothing);
});
