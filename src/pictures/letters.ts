import type { Component } from './components.ts';

/** Letters beside each other, as they stand in words and lines. */
export type Row = { readonly letters: readonly Component[]; readonly height: number } & Pick<
  Component,
  'left' | 'top' | 'right' | 'bottom'
>;

const fewest = 4;
/** In heights of letters. */
const widestGap = 1.3;
const leastWidth = 3;
/** Letters that an underline or blur joins can be this wide. */
const joined = 30;
const surelyJoined = 4;

/**
 * Finds the letters among all that is drawn by what only they do: stand beside others of about their height, of
 * different widths. Grain of wood, weave and moire do not.
 */
export function rowsOfLetters(components: readonly Component[]): Row[] {
  const candidates = components.filter(isCandidate).sort((one, other) => one.left - other.left);
  const parents = candidates.map((_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (parents[at] !== at) {
      parents[at] = parents[parents[at] as number] as number;
      at = parents[at] as number;
    }
    return at;
  };
  const cells = grid(candidates);
  candidates.forEach((one, index) => {
    const other = nextTo(one, index, candidates, cells);
    if (other !== null) parents[root(other)] = root(index);
  });
  return [...Map.groupBy(candidates, (_, index) => root(index)).values()].map(asRow).filter(isText);
}

const isCandidate = ({ left, top, right, bottom, pixels }: Component): boolean => {
  const [wide, high] = [right - left, bottom - top];
  return high >= 5 && wide >= 2 && wide < joined * high && high < 8 * wide && pixels > 0.14 * wide * high;
};

const cell = 64;
type Grid = ReadonlyMap<number, readonly number[]>;
const key = (column: number, row: number): number => row * 4096 + column;

function grid(candidates: readonly Component[]): Grid {
  const cells = new Map<number, number[]>();
  candidates.forEach(({ left, top, bottom }, index) => {
    const at = key(Math.floor(left / cell), Math.floor((top + bottom) / 2 / cell));
    const found = cells.get(at);
    if (found) found.push(index);
    else cells.set(at, [index]);
  });
  return cells;
}

/** The nearest letter to the right that can belong to the same word or line. */
function nextTo(one: Component, index: number, candidates: readonly Component[], cells: Grid): number | null {
  const high = one.bottom - one.top;
  const reach = one.right + high * widestGap * 2.2;
  let [best, nearest] = [null as number | null, Infinity];
  for (let column = Math.floor(one.left / cell); column <= Math.floor(reach / cell); column += 1)
    for (
      let row = Math.floor((one.top - high) / cell);
      row <= Math.floor((one.bottom + high) / cell);
      row += 1
    )
      for (const other of cells.get(key(column, row)) ?? []) {
        if (other === index) continue;
        const gap = gapBetween(one, candidates[other] as Component);
        if (gap !== null && gap < nearest) [best, nearest] = [other, gap];
      }
  return best;
}

function gapBetween(one: Component, other: Component): number | null {
  const [high, otherHigh] = [one.bottom - one.top, other.bottom - other.top];
  const [low, most] = [Math.min(high, otherHigh), Math.max(high, otherHigh)];
  if (low < 0.4 * most || other.left <= one.left) return null;
  const shared = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  const gap = other.left - one.right;
  return shared < 0.4 * low || gap > widestGap * most || gap < -0.5 * most ? null : gap;
}

function asRow(letters: readonly Component[]): Row {
  const heights = letters.map(({ top, bottom }) => bottom - top).sort((one, other) => one - other);
  return {
    letters,
    height: heights[Math.floor(heights.length / 2)] ?? 0,
    left: Math.min(...letters.map(({ left }) => left)),
    top: Math.min(...letters.map(({ top }) => top)),
    right: Math.max(...letters.map(({ right }) => right)),
    bottom: Math.max(...letters.map(({ bottom }) => bottom)),
  };
}

function isText({ letters, height, left, right }: Row): boolean {
  const widths = letters.map((letter) => letter.right - letter.left);
  const mean = widths.reduce((sum, width) => sum + width, 0) / widths.length;
  const spread = Math.sqrt(widths.reduce((sum, width) => sum + (width - mean) ** 2, 0) / widths.length);
  const longest = Math.max(...widths);
  if (longest > surelyJoined * height && longest < joined * height) return true;
  const narrow = mean < 0.5 * height;
  return (
    letters.length >= fewest &&
    right - left >= leastWidth * height &&
    mean > 0.3 * height &&
    !(narrow && spread < 0.15 * mean)
  );
}

/** The usual height of letters in rows, in pixels; null without any. */
export function usualHeight(rows: readonly Row[]): number | null {
  const heights = rows
    .flatMap(({ letters }) => letters.map(({ top, bottom }) => bottom - top))
    .sort((one, other) => one - other);
  return heights[Math.floor(heights.length / 2)] ?? null;
}

/** The usual height of small letters among all that is drawn, in pixels; null when there are too few. */
export function usualHeightIn(components: readonly Component[]): number | null {
  const heights = components
    .map(({ left, top, right, bottom }) => ({ high: bottom - top, wide: right - left }))
    .filter(({ high, wide }) => high >= 3 && wide < 5 * high && high < 8 * wide)
    .map(({ high }) => high)
    .sort((one, other) => one - other);
  if (heights.length < 8) return null;
  const half = heights.reduce((sum, high) => sum + high, 0) / 2;
  let sum = 0;
  return heights.find((high) => (sum += high) >= half) ?? null;
}
