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

/** How far each pixel is from the colour of the surface it stands on; 0 on the border of two surfaces. */
function contrastOf(
  { width, height, data }: Colours,
  { step, columns, rows, owner, surfaces }: Surfaces,
): Greys {
  const contrast = new Uint8Array(width * height);
  const colours = surfaces.map(({ colour }) => colour);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const own = owner[row * columns + column] as number;
      const colour = colours[own];
      if (!colour) continue;
      const others = neighbours(owner, columns, rows, column, row, own).map(
        (other) => colours[other] ?? colour,
      );
      const right = Math.min(width, (column + 1) * step);
      const bottom = Math.min(height, (row + 1) * step);
      for (let y = row * step; y < bottom; y += 1)
        for (let at = y * width + column * step; at < y * width + right; at += 1) {
          const red = data[at * 3] as number;
          const green = data[at * 3 + 1] as number;
          const blue = data[at * 3 + 2] as number;
          let far = distance(red - colour[0], green - colour[1], blue - colour[2]);
          for (const other of others) far = Math.min(far, fromMixture(red, green, blue, colour, other));
          contrast[at] = far;
        }
    }
  return { width, height, data: contrast };
}

function distance(red: number, green: number, blue: number): number {
  const bright = Math.abs(0.3 * red + 0.59 * green + 0.11 * blue);
  const hued = hue * Math.max(Math.abs(red), Math.abs(green), Math.abs(blue));
  return Math.min(255, Math.max(bright, hued));
}

/** Distance from all that blending two colours gives. */
function fromMixture(red: number, green: number, blue: number, one: Rgb, other: Rgb): number {
  const [dr, dg, db] = [other[0] - one[0], other[1] - one[1], other[2] - one[2]];
  const along = (red - one[0]) * dr + (green - one[1]) * dg + (blue - one[2]) * db;
  const part = Math.max(0, Math.min(1, along / Math.max(1, dr * dr + dg * dg + db * db)));
  return distance(red - one[0] - part * dr, green - one[1] - part * dg, blue - one[2] - part * db);
}

const none: readonly number[] = [];
/** The other surfaces that touch a cell. */
function neighbours(
  owner: Int32Array,
  columns: number,
  rows: number,
  column: number,
  row: number,
  own: number,
): readonly number[] {
  let found: number[] | undefined;
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1)
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1) {
      const other = owner[y * columns + x] as number;
      if (other !== own && other !== -1 && !found?.includes(other)) (found ??= []).push(other);
    }
  return found ?? none;
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
