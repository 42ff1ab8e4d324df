import {
  connected,
  grown,
  largestSquares,
  sampled,
  type Part,
  type Surface,
  type Tolerance,
} from './cells.ts';
import type { Colours, Rgb } from './pixels.ts';

/** Which surface each cell of a picture stands on. A cell is `step` pixels wide and high. */
export type Surfaces = {
  readonly step: number;
  readonly columns: number;
  readonly rows: number;
  /** Index in `surfaces` for each cell. */
  readonly owner: Int32Array;
  readonly surfaces: readonly (Surface & {
    /** Fills its box as bubbles and fields do, unlike what is left between others. */
    readonly boxlike: boolean;
  })[];
};

/** Pictures are divided in about this many cells across their smaller side. */
const across = 400;
/** The least box of a surface, in cells. */
const least = { width: 24, height: 13 };
/** A surface holds a square of its colour of this many cells somewhere; strokes of letters do not. */
const square = 6;
/** Part of its outline's inside that has the colour itself. */
const leastFlat = 0.45;

/** Part of its box that a bubble or a field fills, with what is written on it. */
const leastFilled = 0.7;
/** Colours that differ less in each of red, green and blue are taken for one. */
const alike = 10;

/** Divides a picture in its surfaces of one colour. */
export function surfacesOf(picture: Colours, tolerance: Tolerance): Surfaces {
  const step = Math.max(1, Math.round(Math.min(picture.width, picture.height) / across));
  const columns = Math.ceil(picture.width / step);
  const rows = Math.ceil(picture.height / step);
  const cells = sampled(picture, step, columns, rows);
  const { labels, parts } = connected(cells, columns, rows, tolerance);
  const squares = largestSquares(labels, columns, rows, parts.length);
  const owner = new Int32Array(columns * rows).fill(-1);
  const surfaces: (Surface & { boxlike: boolean })[] = [];
  const flat = parts.flatMap((part, label): [number, Part][] =>
    (squares[label] ?? 0) >= square && isLarge(part.box) ? [[label, part]] : [],
  );
  const kept = tolerance.edge > 0 ? new Map(flat) : grown(cells, columns, rows, labels, new Map(flat));
  const candidates = [...kept].sort(([, one], [, other]) => sizeOf(other.box) - sizeOf(one.box));
  for (const [label, { first, ...surface }] of candidates) {
    const inside = filled(labels, columns, label, surface.box);
    if (surface.area < leastFlat * inside.count) {
      const touchesEdge = surface.box.left === 0 || surface.box.right === columns;
      if (!touchesEdge) continue;
    }
    const boxlike = inside.count >= leastFilled * sizeOf(surface.box);
    const below = surfaces[owner[first] as number];
    // between the lines of a text its ground can fall apart
    if (!boxlike && below && isAlike(below.colour, surface.colour)) continue;
    const index = surfaces.push({ ...surface, boxlike }) - 1;
    paint(owner, columns, surface.box, inside.mask, index);
  }
  spread(owner, columns, rows);
  return { step, columns, rows, owner, surfaces };
}

const isAlike = (one: Rgb, other: Rgb): boolean =>
  one.every((part, index) => Math.abs(part - (other[index] as number)) <= alike);
const isLarge = ({ left, top, right, bottom }: Surface['box']): boolean =>
  right - left >= least.width && bottom - top >= least.height;
const sizeOf = ({ left, top, right, bottom }: Surface['box']): number => (right - left) * (bottom - top);

/** The cells of a label and those it encloses, within its box. */
function filled(
  labels: Int32Array,
  columns: number,
  label: number,
  { left, top, right, bottom }: Surface['box'],
): { mask: Uint8Array; count: number } {
  const width = right - left;
  const height = bottom - top;
  const mask = new Uint8Array(width * height).fill(1);
  const stack: number[] = [];
  const leave = (x: number, y: number): void => {
    const at = y * width + x;
    if (mask[at] === 0 || labels[(top + y) * columns + left + x] === label) return;
    mask[at] = 0;
    stack.push(at);
  };
  for (let x = 0; x < width; x += 1) {
    leave(x, 0);
    leave(x, height - 1);
  }
  for (let y = 0; y < height; y += 1) {
    leave(0, y);
    leave(width - 1, y);
  }
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const x = at % width;
    const y = (at - x) / width;
    if (x > 0) leave(x - 1, y);
    if (x < width - 1) leave(x + 1, y);
    if (y > 0) leave(x, y - 1);
    if (y < height - 1) leave(x, y + 1);
  }
  let count = 0;
  for (const cell of mask) count += cell;
  return { mask, count };
}

function paint(
  owner: Int32Array,
  columns: number,
  { left, top, right }: Surface['box'],
  mask: Uint8Array,
  index: number,
): void {
  const width = right - left;
  for (let at = 0; at < mask.length; at += 1)
    if (mask[at] === 1) owner[(top + Math.floor(at / width)) * columns + left + (at % width)] = index;
}

/** Gives the cells that stand on no surface to the nearest one. */
function spread(owner: Int32Array, columns: number, rows: number): void {
  let front: number[] = [];
  for (let cell = 0; cell < owner.length; cell += 1) if (owner[cell] !== -1) front.push(cell);
  while (front.length > 0) {
    const following: number[] = [];
    for (const cell of front) {
      const x = cell % columns;
      const near = [x > 0 ? cell - 1 : -1, x < columns - 1 ? cell + 1 : -1, cell - columns, cell + columns];
      for (const other of near)
        if (other >= 0 && other < columns * rows && owner[other] === -1) {
          owner[other] = owner[cell] as number;
          following.push(other);
        }
    }
    front = following;
  }
}
