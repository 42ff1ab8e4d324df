import { dateOf, dayOf } from './campaigns.ts';
import type { Tallies, Tally } from './tallies.ts';

/** Counts that end with the process. */
export function createMemoryTallies(): Tallies {
  const counts = new Map<string, Tally & { count: number }>();
  return {
    add(kind, name, at, count = 1) {
      const day = dayOf(at);
      const key = `${day}\0${kind}\0${name}`;
      const tally = counts.get(key) ?? { day: dateOf(day), kind, name, count: 0 };
      tally.count += count;
      counts.set(key, tally);
      return Promise.resolve();
    },
    since: (day) =>
      Promise.resolve(
        [...counts]
          .filter(([, tally]) => dayOf(tally.day) >= dayOf(day))
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([, tally]) => ({ ...tally })),
      ),
    forgetBefore(day) {
      const old = [...counts].filter(([, tally]) => dayOf(tally.day) < dayOf(day));
      for (const [key] of old) counts.delete(key);
      return Promise.resolve(old.length);
    },
  };
}
