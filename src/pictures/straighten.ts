import type { Component } from './components.ts';
import type { Colours } from './pixels.ts';

/**
 * How lines of text run over a photo: one through (x, y), from the middle of the picture, rises by
 * (rise - fan * y) / (1 - fan * x) for each pixel to the right. `fan` is what perspective does.
 */
export type Direction = { readonly rise: number; readonly fan: number };

export type Point = { readonly x: number; readonly y: number };
/** Where a place of one picture is in another. */
export type Place = (point: Point) => Point;
export type Straightened = { readonly picture: Colours; readonly place: Place };
type Matrix = readonly [number, number, number, number, number, number, number, number, number];

/** Steepest lines and strongest perspective that are looked for; the fan over the width of the picture. */
const steepest = 0.36;
const strongest = 0.3;

/** Finds how the lines run that letters stand on, and how clearly they do, by where the feet of letters meet. */
export function directionOf(
  letters: readonly Component[],
  width: number,
  height: number,
  letterHeight: number,
): Direction & { readonly clear: number } {
  const feet = letters.map(({ left, right, bottom }) => ({
    x: (left + right) / 2 - width / 2,
    y: bottom - height / 2,
  }));
  const bin = Math.max(1, letterHeight * 0.25);
  let best = { rise: 0, fan: 0, clear: clearness(feet, { rise: 0, fan: 0 }, bin) };
  const search = (rises: readonly number[], fans: readonly number[], size: number): void => {
    for (const rise of rises)
      for (const fan of fans) {
        const clear = clearness(feet, { rise, fan }, size);
        if (clear > best.clear) best = { rise, fan, clear };
      }
  };
  search(steps(0, steepest, 48), steps(0, strongest / width, 12), bin * 2);
  best = { ...best, clear: 0 };
  search(steps(best.rise, 0.015, 8), steps(best.fan, 0.05 / width, 6), bin);
  return best;
}

function steps(middle: number, reach: number, count: number): number[] {
  return Array.from({ length: 2 * count + 1 }, (_, index) => middle + ((index - count) * reach) / count);
}

function clearness(feet: readonly Point[], { rise, fan }: Direction, bin: number): number {
  const counts = new Map<number, number>();
  for (const { x, y } of feet) {
    const place = (y - rise * x) / (1 - fan * x) / bin;
    const low = Math.floor(place);
    const part = place - low;
    counts.set(low, (counts.get(low) ?? 0) + 1 - part);
    counts.set(low + 1, (counts.get(low + 1) ?? 0) + part);
  }
  let sum = 0;
  for (const count of counts.values()) sum += count * count;
  return sum;
}

/** The picture with level lines, cut to `around` (in its own pixels), enlarged. */
export function straightened(
  picture: Colours,
  { rise, fan }: Direction,
  corners: readonly Point[],
  enlarged: number,
): Straightened {
  const [middleX, middleY] = [picture.width / 2, picture.height / 2];
  const forward: Matrix = [1, rise, 0, -rise, 1, 0, -fan, 0, 1];
  const placed = corners.map(({ x, y }) => through(forward, x - middleX, y - middleY));
  const left = Math.min(...placed.map(({ x }) => x));
  const top = Math.min(...placed.map(({ y }) => y));
  const width = Math.ceil((Math.max(...placed.map(({ x }) => x)) - left) * enlarged);
  const height = Math.ceil((Math.max(...placed.map(({ y }) => y)) - top) * enlarged);
  const back = inverse(forward);
  const data = new Uint8Array(width * height * 3).fill(255);
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const x = left + column / enlarged;
      const y = top + row / enlarged;
      const w = back[6] * x + back[7] * y + back[8];
      const fromX = (back[0] * x + back[1] * y + back[2]) / w + middleX;
      const fromY = (back[3] * x + back[4] * y + back[5]) / w + middleY;
      copyBetween(picture, fromX, fromY, data, (row * width + column) * 3);
    }
  return {
    picture: { width, height, data },
    place: ({ x, y }) => {
      const point = through(forward, x - middleX, y - middleY);
      return { x: (point.x - left) * enlarged, y: (point.y - top) * enlarged };
    },
  };
}

/** Copies the colour at a place between pixels. */
function copyBetween(
  { width, height, data }: Colours,
  x: number,
  y: number,
  to: Uint8Array,
  at: number,
): void {
  const left = Math.max(0, Math.min(width - 2, Math.floor(x)));
  const top = Math.max(0, Math.min(height - 2, Math.floor(y)));
  const across = Math.max(0, Math.min(1, x - left));
  const down = Math.max(0, Math.min(1, y - top));
  const from = (top * width + left) * 3;
  const below = from + width * 3;
  for (let part = 0; part < 3; part += 1) {
    const upper = (data[from + part] as number) * (1 - across) + (data[from + 3 + part] as number) * across;
    const lower = (data[below + part] as number) * (1 - across) + (data[below + 3 + part] as number) * across;
    to[at + part] = upper * (1 - down) + lower * down + 0.5;
  }
}

function through(matrix: Matrix, x: number, y: number): Point {
  const w = matrix[6] * x + matrix[7] * y + matrix[8];
  return {
    x: (matrix[0] * x + matrix[1] * y + matrix[2]) / w,
    y: (matrix[3] * x + matrix[4] * y + matrix[5]) / w,
  };
}

/** Up to a factor, which homographies do not care about. */
function inverse([a, b, c, d, e, f, g, h, i]: Matrix): Matrix {
  return [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ];
}
