import { hex } from './pixels.ts';
import type { ReadRegion } from './reading.ts';
import type { Surfaces } from './regions.ts';

export type Regions = {
  readonly regions: readonly ReadRegion[];
  /** The index of the region at a pixel, or null. */
  readonly regionAt: (x: number, y: number) => number | null;
  /** Whether two of them are of different colours; one surface can be found as two. */
  readonly isOther: (one: number | null, other: number | null) => boolean;
};

/** Colours that differ less in each of red, green and blue are taken for one. */
const alike = 12;

/**
 * The bubbles, cards and fields among the surfaces of a picture: those that do not reach from one side to the other.
 *
 * @param scale how many times the picture is larger than the one the surfaces were found in
 */
export function regionsOf({ surfaces, owner, columns, rows, step }: Surfaces, scale: number): Regions {
  const size = step * scale;
  const regions: ReadRegion[] = [];
  const numbers = surfaces.map(({ box: { left, top, right, bottom }, colour, boxlike }) =>
    !boxlike || (left === 0 && right === columns)
      ? null
      : regions.push({
          box: { left: left * size, top: top * size, right: right * size, bottom: bottom * size },
          colour: hex(colour),
        }) - 1,
  );
  return {
    regions,
    regionAt: (x, y) => {
      const column = Math.max(0, Math.min(columns - 1, Math.floor(x / size)));
      const row = Math.max(0, Math.min(rows - 1, Math.floor(y / size)));
      return numbers[owner[row * columns + column] ?? -1] ?? null;
    },
    isOther: (one, other) => {
      if (one === other) return false;
      if (one === null || other === null) return true;
      const [first, second] = [one, other].map((index) => surfaces[numbers.indexOf(index)]?.colour);
      return !first || !second || first.some((part, at) => Math.abs(part - (second[at] ?? 0)) > alike);
    },
  };
}
