import type { Box } from '../pictures/reading.ts';

export type Boxed = { readonly box: Box };

export const widthOf = ({ left, right }: Box): number => right - left;
export const heightOf = ({ top, bottom }: Box): number => bottom - top;

/** The smallest box around several; null around none. */
export function around(items: readonly Boxed[]): Box | null {
  if (items.length === 0) return null;
  return {
    left: Math.min(...items.map(({ box }) => box.left)),
    top: Math.min(...items.map(({ box }) => box.top)),
    right: Math.max(...items.map(({ box }) => box.right)),
    bottom: Math.max(...items.map(({ box }) => box.bottom)),
  };
}

/** Whether two boxes stand beside each other: half of the lower one is at the height of the other. */
export function sameRow(one: Box, other: Box): boolean {
  const shared = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return shared > Math.min(heightOf(one), heightOf(other)) / 2;
}

/** Items as rows from top to bottom, each from left to right. */
export function rowsOf<Item extends Boxed>(items: readonly Item[]): Item[][] {
  const rows: Item[][] = [];
  for (const item of [...items].sort((a, b) => a.box.top - b.box.top)) {
    const row = rows.findLast((other) => other.every(({ box }) => sameRow(box, item.box)));
    if (row) row.push(item);
    else rows.push([item]);
  }
  return rows.map((row) => row.sort((a, b) => a.box.left - b.box.left));
}

/** The middle one of some numbers; 0 of none. */
export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
