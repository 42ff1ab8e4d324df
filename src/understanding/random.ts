/** A repeatable stream of numbers from 0 up to 1 (mulberry32): training must give the same bytes each time. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** One member of a list; an empty list gives the fallback. */
export function pick<Item>(items: readonly Item[], random: () => number, fallback: Item): Item {
  return items[Math.floor(random() * items.length)] ?? fallback;
}

/** Puts the members in a repeatable disorder, in place. */
export function shuffle(order: number[], random: () => number): void {
  for (let index = order.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    const kept = order[index] ?? 0;
    order[index] = order[other] ?? 0;
    order[other] = kept;
  }
}
