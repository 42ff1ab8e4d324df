import type { Colours, Greys, Rgb } from './pixels.ts';
import type { Surfaces } from './regions.ts';

/** Cells whose strongest contrast together says what full ink is there: about a line of text. */
const block = 12;
/** Contrast below this is noise, never ink, even where there is nothing stronger. */
const faintest = 44;
/** Part of the full contrast that still counts as none: the halo that JPEG leaves around letters. */
const halo = 0.14;
const full = 0.85;
/** How much a contrast of hue alone counts. */
const hue = 0.6;

/** A picture as dark text on white, whatever the colours of text and ground were. */
export function inkOf(picture: Colours, surfaces: Surfaces): Greys {
  const contrast = contrastOf(picture, surfaces);
  return stretched(contrast, surfaces.step * block);
}

/** Pixels on both sides of the border of two surfaces that are blends of their colours. */
const blended = 3;

/** How far each pixel is from the colour of the surface it stands on; beside a border, from what lies between both. */
function contrastOf(
  { width, height, data }: Colours,
  { step, columns, rows, owner, surfaces }: Surfaces,
): Greys {
  const contrast = new Uint8Array(width * height);
  const colours = surfaces.map(({ colour }) => colour);
  const borders = bordersOf(owner, columns, rows, Math.ceil(blended / step));
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const cell = row * columns + column;
      const colour = colours[owner[cell] as number];
      if (!colour) continue;
      const range = rangeOf(colour, borders.get(cell), colours);
      const right = Math.min(width, (column + 1) * step);
      const bottom = Math.min(height, (row + 1) * step);
      for (let y = row * step; y < bottom; y += 1)
        for (let at = y * width + column * step; at < y * width + right; at += 1) {
          const red = data[at * 3] as number;
          const green = data[at * 3 + 1] as number;
          const blue = data[at * 3 + 2] as number;
          contrast[at] = range
            ? outside(bright(red, green, blue), range)
            : distance(red - colour[0], green - colour[1], blue - colour[2]);
        }
    }
  return { width, height, data: contrast };
}

type Range = readonly [low: number, high: number];

/** The brightnesses between a surface and those beside it; null far from any other. */
function rangeOf(own: Rgb, others: ReadonlySet<number> | undefined, colours: readonly Rgb[]): Range | null {
  if (!others) return null;
  const all = [own, ...[...others].flatMap((other) => (colours[other] ? [colours[other]] : []))];
  const levels = all.map(([red, green, blue]) => bright(red, green, blue));
  return [Math.min(...levels), Math.max(...levels)];
}

const outside = (value: number, [low, high]: Range): number => Math.max(0, value - high, low - value);

const bright = (red: number, green: number, blue: number): number => 0.3 * red + 0.59 * green + 0.11 * blue;

function distance(red: number, green: number, blue: number): number {
  const hued = hue * Math.max(Math.abs(red), Math.abs(green), Math.abs(blue));
  return Math.min(255, Math.max(Math.abs(bright(red, green, blue)), hued));
}

/** The surfaces beyond a border near a cell, for the cells that have one within `reach`. */
function bordersOf(
  owner: Int32Array,
  columns: number,
  rows: number,
  reach: number,
): Map<number, Set<number>> {
  const borders = new Map<number, Set<number>>();
  const mark = (x: number, y: number, surface: number): void => {
    for (let row = Math.max(0, y - reach); row <= Math.min(rows - 1, y + reach); row += 1)
      for (let column = Math.max(0, x - reach); column <= Math.min(columns - 1, x + reach); column += 1) {
        const cell = row * columns + column;
        if (owner[cell] === surface) continue;
        const found = borders.get(cell);
        if (found) found.add(surface);
        else borders.set(cell, new Set([surface]));
      }
  };
  for (let y = 0; y < rows; y += 1)
    for (let x = 0; x < columns; x += 1) {
      const own = owner[y * columns + x] as number;
      for (const [right, below] of [
        [x + 1, y],
        [x, y + 1],
      ] as const) {
        if (right >= columns || below >= rows) continue;
        const other = owner[below * columns + right] as number;
        if (other === own) continue;
        mark(x, y, own);
        mark(right, below, other);
      }
    }
  return borders;
}

/** Contrast as grey, full ink black, judged within each neighbourhood: grey text becomes as dark as black text. */
export function stretched({ width, height, data }: Greys, size: number): Greys {
  const columns = Math.ceil(width / size);
  const rows = Math.ceil(height / size);
  const strongest = strongestNear(data, width, height, size, columns, rows);
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(y / size);
    for (let column = 0; column < columns; column += 1) {
      const most = strongest[row * columns + column] as number;
      const low = halo * most;
      const gain = 255 / ((full - halo) * most);
      const end = Math.min(width, (column + 1) * size) + y * width;
      for (let at = y * width + column * size; at < end; at += 1) {
        const dark = ((data[at] as number) - low) * gain;
        grey[at] = dark <= 0 ? 255 : dark >= 255 ? 0 : 255 - dark;
      }
    }
  }
  return { width, height, data: grey };
}

function strongestNear(
  data: Uint8Array,
  width: number,
  height: number,
  size: number,
  columns: number,
  rows: number,
): Uint8Array {
  const own = new Uint8Array(columns * rows).fill(faintest);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(y / size) * columns;
    for (let x = 0; x < width; x += 1) {
      const at = row + Math.floor(x / size);
      const value = data[y * width + x] as number;
      if (value > (own[at] as number)) own[at] = value;
    }
  }
  const near = new Uint8Array(own.length);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      let most = 0;
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1)
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1)
          most = Math.max(most, own[y * columns + x] as number);
      near[row * columns + column] = most;
    }
  return near;
}
