import { expect, it } from 'vitest';
import { removeFrames } from '../../src/pictures/frames.ts';
import type { Greys } from '../../src/pictures/pixels.ts';

/** A white picture with dark rectangles: left, top, width, height. */
function drawn(...rectangles: readonly (readonly [number, number, number, number])[]): Greys {
  const [width, height] = [200, 100];
  const data = new Uint8Array(width * height).fill(255);
  for (const [left, top, wide, high] of rectangles)
    for (let y = top; y < top + high; y += 1) data.fill(0, y * width + left, y * width + left + wide);
  return { width, height, data };
}
const darkPixels = ({ data }: Greys) => data.filter((value) => value < 128).length;
const letters = [
  [60, 45, 8, 20],
  [75, 45, 8, 20],
] as const;

it('a frame around letters goes, and the letters stay', () => {
  const ink = drawn([40, 30, 80, 3], [40, 77, 80, 3], [40, 30, 3, 50], [117, 30, 3, 50], ...letters);
  removeFrames(ink);
  expect(darkPixels(ink)).toBe(2 * 8 * 20);
});

it('the lines of a table go', () => {
  const ink = drawn(
    [40, 30, 80, 2], [40, 78, 80, 2], [40, 30, 2, 50], [118, 30, 2, 50], [70, 30, 2, 50],
    [50, 45, 8, 20], [85, 45, 8, 20],
  ); // prettier-ignore
  removeFrames(ink);
  expect(darkPixels(ink)).toBe(2 * 8 * 20);
});

it.each([
  ['an underline that a letter touches', [[55, 66, 40, 2], [60, 45, 8, 21], [75, 45, 8, 18]]],
  ['an empty frame, which may be a letter', [[40, 30, 80, 3], [40, 77, 80, 3], [40, 30, 3, 50], [117, 30, 3, 50]]],
  ['letters alone', letters],
] as const)('%s stays', (_what, rectangles) => {
  const ink = drawn(...rectangles);
  const before = darkPixels(ink);
  removeFrames(ink);
  expect(darkPixels(ink)).toBe(before);
}); // prettier-ignore
