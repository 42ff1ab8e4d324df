import { expect, it } from 'vitest';
import { createBackOff } from '../../../src/channels/whatsapp/back-off.ts';

const times = <T>(count: number, take: () => T) => Array.from({ length: count }, take);

it('tries again at once, then ever later, up to a minute', () => {
  const backOff = createBackOff(() => 0);
  const pauses = times(12, () => backOff.next());
  expect(pauses.slice(0, 4)).toEqual([100, 200, 400, 800]);
  expect(pauses.slice(-2)).toEqual([60_000, 60_000]);
});

it('keeps people waiting for seconds only when it was ready in between', () => {
  const backOff = createBackOff(() => 0);
  const pauses = times(12, () => {
    backOff.ready();
    return backOff.next();
  });
  expect(pauses.slice(0, 2)).toEqual([100, 200]);
  expect(pauses.at(-1)).toBe(3_000);
});

it('begins anew after some seconds of health', () => {
  let now = 0;
  const backOff = createBackOff(() => now);
  times(8, () => backOff.next());
  backOff.ready();
  now += 5_000;
  expect(backOff.next()).toBe(100);
});
