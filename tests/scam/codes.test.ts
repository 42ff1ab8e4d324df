import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judge, ranks } from './support.ts';

const given = readFileSync(new URL('messages/code-given.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n');
const asked = readFileSync(new URL('messages/code-asked.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n');

describe('a code that is given is not asked for', () => {
  it.each(given)('%s', (text) => {
    expect(judge(text)).toMatchObject({ level: 'no-sign', signals: [] });
  });
  it.each(asked)('but here it is: %s', (text) => {
    expect(ranks[judge(text).level]).toBeGreaterThanOrEqual(ranks.suspicious);
  });
});
