import { describe, expect, it } from 'vitest';
import {
  decodeAction,
  encodeAction,
  followUps,
  maximumActionBytes,
  type Action,
} from '../../src/core/action.ts';
import { intents } from '../../src/understanding/intent.ts';
import { parts } from '../support/assistant.ts';

const { insurers, incidents, emergencies, quiz } = parts.brain.knowledge;
const all: Action[] = [
  ...intents.flatMap((intent): Action[] => [
    { kind: 'ask', intent },
    { kind: 'more', intent },
  ]),
  ...insurers.map(({ id }): Action => ({ kind: 'insurer', insurer: id })),
  ...incidents.map(({ id }): Action => ({ kind: 'incident', incident: id })),
  ...emergencies.map(({ given }): Action => ({ kind: 'given', given })),
  ...quiz.flatMap(({ id }): Action[] => [
    { kind: 'quiz', question: id, answer: 'scam' },
    { kind: 'quiz', question: id, answer: 'legit' },
  ]),
  ...followUps.map((followUp): Action => ({ kind: 'follow', followUp })),
  { kind: 'done', step: 'passwords' },
  ...(['watch', 'unwatch'] as const).flatMap((kind): Action[] => [
    { kind, subject: null },
    ...insurers.map(({ id }): Action => ({ kind, subject: { kind: 'insurer', id } })),
    ...incidents.map(({ id }): Action => ({ kind, subject: { kind: 'incident', id } })),
  ]),
];

describe('an action on the wire', () => {
  it('comes back as it went, for every action that a button can carry', () => {
    expect(all.map((action) => decodeAction(encodeAction(action)))).toEqual(all);
  });

  it('fits a button, the longest one too', () => {
    const longest = Math.max(...all.map((action) => Buffer.byteLength(encodeAction(action))));
    expect(longest).toBeLessThanOrEqual(maximumActionBytes);
  });

  it.each([
    '',
    'x',
    'i:nothing',
    'f:never',
    'a:',
    'a:MGEN!',
    'q:s',
    'w:mgen',
    'u:x:mgen',
    '__proto__',
    'i:data_leaked:more:and:more',
  ])('refuses %j', (data) => {
    expect(decodeAction(data)).toBeNull();
  });
});
