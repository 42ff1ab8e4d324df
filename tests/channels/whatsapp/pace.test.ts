import { describe, expect, it } from 'vitest';
import { createPace } from '../../../src/channels/whatsapp/pace.ts';

/** A clock that moves by what is waited. */
function paceOf(perMinute: number, random = () => 0.5) {
  let time = 0;
  const waited: number[] = [];
  const pace = createPace({
    perMinute,
    now: () => time,
    random,
    pause: (milliseconds, signal) => {
      signal?.throwIfAborted();
      waited.push(milliseconds);
      time += milliseconds;
      return Promise.resolve();
    },
  });
  return {
    waited,
    pass: (milliseconds: number) => (time += milliseconds),
    turns: async (count: number) => {
      for (let index = 0; index < count; index++) await pace.turn(new AbortController().signal);
    },
    pace,
  };
}

describe('the pace of what is sent', () => {
  it('lets a few follow each other at once, and spaces the rest', async () => {
    const { turns, waited } = paceOf(20);
    await turns(4);
    expect(waited).toEqual([]);
    await turns(3);
    expect(waited).toEqual([3000, 3000, 3000]);
  });

  it('varies the gaps by a third, and keeps to the mean', async () => {
    const draws = [0, 1, 0.5];
    const { turns, waited } = paceOf(20, () => draws.shift() ?? 0.5);
    await turns(7);
    expect(waited).toEqual([2100, 3900, 3000]);
  });

  it('allows a few at once again after a silence, never more', async () => {
    const { turns, waited, pass } = paceOf(20);
    await turns(4);
    pass(3_600_000);
    await turns(4);
    expect(waited).toEqual([]);
    await turns(1);
    expect(waited).toEqual([3000]);
  });

  it('gives turns in the order of asking, and goes on when one who waits goes away', async () => {
    const { pace, turns } = paceOf(20);
    await turns(4);
    const gone = new AbortController();
    const order: string[] = [];
    const note = (name: string) => () => order.push(name);
    const first = pace.turn(gone.signal).then(note('first'), note('first went'));
    const second = pace.turn(new AbortController().signal).then(note('second'));
    gone.abort();
    await Promise.all([first, second]);
    expect(order).toEqual(['first went', 'second']);
  });

  it('is off at 0', async () => {
    const { turns, waited } = paceOf(0);
    await turns(1000);
    expect(waited).toEqual([]);
  });
});
