import { componentsOf } from './components.ts';
import { inkOf } from './ink.ts';
import type { Colours, Greys } from './pixels.ts';
import type { ReadRegion } from './reading.ts';
import { surfacesOf, type Surfaces } from './regions.ts';
import { hex } from './pixels.ts';

/** Of each of red, green and blue; JPEG keeps flat colours within this. */
const tolerance = 7;

export type Prepared = {
  readonly ink: Greys;
  readonly regions: readonly ReadRegion[];
  readonly regionAt: (x: number, y: number) => number | null;
};

/** A picture drawn by a screen as dark text on white, with its bubbles, cards and fields. */
export function prepareScreenshot(picture: Colours): Prepared {
  const surfaces = surfacesOf(picture, tolerance);
  const ink = inkOf(picture, surfaces);
  return { ink, ...regionsOf(surfaces) };
}

/** The surfaces that do not reach from one side of the picture to the other. */
function regionsOf({ surfaces, owner, columns, rows, step }: Surfaces): Omit<Prepared, 'ink'> {
  const regions: ReadRegion[] = [];
  const numbers = surfaces.map(({ box: { left, top, right, bottom }, colour }) =>
    left === 0 && right === columns
      ? null
      : regions.push({
          box: { left: left * step, top: top * step, right: right * step, bottom: bottom * step },
          colour: hex(colour),
        }) - 1,
  );
  return {
    regions,
    regionAt: (x, y) => {
      const column = Math.max(0, Math.min(columns - 1, Math.floor(x / step)));
      const row = Math.max(0, Math.min(rows - 1, Math.floor(y / step)));
      return numbers[owner[row * columns + column] ?? -1] ?? null;
    },
  };
}

/** The usual height of small letters, in pixels; null when there are too few to tell. */
export function letterHeightOf(ink: Greys): number | null {
  const heights = componentsOf(ink)
    .list.map(({ left, top, right, bottom }) => ({ high: bottom - top, wide: right - left }))
    .filter(({ high, wide }) => high >= 3 && wide < 5 * high && high < 8 * wide)
    .map(({ high }) => high)
    .sort((one, other) => one - other);
  const half = heights.reduce((sum, high) => sum + high, 0) / 2;
  let sum = 0;
  for (const high of heights) {
    sum += high;
    if (sum >= half) return heights.length < 8 ? null : high;
  }
  return null;
}
