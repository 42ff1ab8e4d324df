import { seededRandom } from '../src/understanding/random.ts';

/** A repeatable source of choices. */
export type Random = {
  /** A whole number from 0, below `limit`. */
  below(limit: number): number;
  /** True in this share of the cases. */
  chance(share: number): boolean;
  /** One member of a list, which must have one. */
  pick<Item>(items: readonly Item[]): Item;
  /** So many members, with repetition, made by calling `make`. */
  times<Item>(count: number, make: () => Item): Item[];
};

/** The choices of one conversation of a run: another place is another stream, whatever ran before. */
export function randomFor(seed: number, place: number): Random {
  // both numbers are spread over all bits, so that neighbours have nothing in common
  const next = seededRandom(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(place + 1, 0xc2b2ae35));
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    chance: (share) => next() < share,
    pick(items) {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('nothing to choose from');
      return item;
    },
    times: (count, make) => Array.from({ length: count }, make),
  };
}
