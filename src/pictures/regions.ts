import type { Colours, Rgb } from './pixels.ts';

/** A surface of one colour, with what is written on it: the ground of a screen, a bubble, a card, a button, a field. */
export type Surface = {
  readonly colour: Rgb;
  /** In cells, right and bottom excluded. */
  readonly box: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };
  /** Cells of its colour. */
  readonly area: number;
};

export type Tolerance = {
  /** How much each of red, green and blue may differ from the first cell of a surface. */
  readonly whole: number;
  /** What two cells on both sides of an edge differ by at least; 0 where only `whole` divides. */
  readonly edge: number;
};

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
  const candidates = parts
    .map((part, label) => ({ ...part, label }))
    .filter(({ box, label }) => (squares[label] ?? 0) >= square && isLarge(box))
    .sort((one, other) => sizeOf(other.box) - sizeOf(one.box));
  for (const { label, first, ...surface } of candidates) {
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

function sampled(picture: Colours, step: number, columns: number, rows: number): Uint8Array {
  const cells = new Uint8Array(columns * rows * 3);
  const middle = step >> 1;
  let to = 0;
  for (let row = 0; row < rows; row += 1) {
    const y = Math.min(row * step + middle, picture.height - 1);
    for (let column = 0; column < columns; column += 1) {
      const from = (y * picture.width + Math.min(column * step + middle, picture.width - 1)) * 3;
      cells[to] = picture.data[from] as number;
      cells[to + 1] = picture.data[from + 1] as number;
      cells[to + 2] = picture.data[from + 2] as number;
      to += 3;
    }
  }
  return cells;
}

/** Cells of nearly the colour of the first of them, each joined to the next. */
function connected(
  cells: Uint8Array,
  columns: number,
  rows: number,
  tolerance: Tolerance,
): { labels: Int32Array; parts: (Surface & { first: number })[] } {
  const labels = new Int32Array(columns * rows).fill(-1);
  if (tolerance.edge > 0) markEdges(cells, columns, rows, tolerance.edge, labels);
  const stack = new Int32Array(columns * rows);
  const parts: (Surface & { first: number })[] = [];
  for (let first = 0; first < labels.length; first += 1) {
    if (labels[first] !== -1) continue;
    const label = parts.length;
    const red = cells[first * 3] as number;
    const green = cells[first * 3 + 1] as number;
    const blue = cells[first * 3 + 2] as number;
    const sum = [0, 0, 0];
    let [left, top, right, bottom, area] = [columns, rows, 0, 0, 0];
    let depth = 1;
    stack[0] = first;
    labels[first] = label;
    while (depth > 0) {
      depth -= 1;
      const cell = stack[depth] as number;
      const x = cell % columns;
      const y = (cell - x) / columns;
      area += 1;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (y < top) top = y;
      if (y >= bottom) bottom = y + 1;
      sum[0] = (sum[0] as number) + (cells[cell * 3] as number);
      sum[1] = (sum[1] as number) + (cells[cell * 3 + 1] as number);
      sum[2] = (sum[2] as number) + (cells[cell * 3 + 2] as number);
      for (let side = 0; side < 4; side += 1) {
        if (side === 0 ? x === 0 : side === 1 ? x === columns - 1 : side === 2 ? y === 0 : y === rows - 1)
          continue;
        const other =
          side === 0 ? cell - 1 : side === 1 ? cell + 1 : side === 2 ? cell - columns : cell + columns;
        if (labels[other] !== -1) continue;
        if (isFar(cells, other * 3, red, green, blue, tolerance.whole)) continue;
        labels[other] = label;
        stack[depth] = other;
        depth += 1;
      }
    }
    const colour = sum.map((part) => part / area) as unknown as Rgb;
    parts.push({ colour, box: { left, top, right, bottom }, area, first });
  }
  return { labels, parts };
}

/** Cells on each side of one that are compared. */
const reach = 2;
const onEdge = -2;

/** Marks the cells where the ground changes within few cells, however slowly it changes over many. */
function markEdges(
  cells: Uint8Array,
  columns: number,
  rows: number,
  least: number,
  labels: Int32Array,
): void {
  const differ = (one: number, other: number): boolean =>
    isFar(
      cells,
      one * 3,
      cells[other * 3] as number,
      cells[other * 3 + 1] as number,
      cells[other * 3 + 2] as number,
      least,
    );
  for (let y = 0; y < rows; y += 1)
    for (let x = 0; x < columns; x += 1) {
      const row = y * columns;
      const across = differ(row + Math.max(0, x - reach), row + Math.min(columns - 1, x + reach));
      if (across || differ(Math.max(0, y - reach) * columns + x, Math.min(rows - 1, y + reach) * columns + x))
        labels[row + x] = onEdge;
    }
}

function isFar(
  cells: Uint8Array,
  at: number,
  red: number,
  green: number,
  blue: number,
  most: number,
): boolean {
  return (
    Math.abs((cells[at] as number) - red) > most ||
    Math.abs((cells[at + 1] as number) - green) > most ||
    Math.abs((cells[at + 2] as number) - blue) > most
  );
}

/** For each label the side of the largest square of it, in cells. */
function largestSquares(labels: Int32Array, columns: number, rows: number, count: number): Int32Array {
  const largest = new Int32Array(count);
  const sides = new Int32Array(columns * rows);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const cell = row * columns + column;
      const label = labels[cell] as number;
      let side = 1;
      if (
        label >= 0 &&
        row > 0 &&
        column > 0 &&
        labels[cell - 1] === label &&
        labels[cell - columns] === label &&
        labels[cell - columns - 1] === label
      )
        side =
          1 +
          Math.min(
            sides[cell - 1] as number,
            sides[cell - columns] as number,
            sides[cell - columns - 1] as number,
          );
      sides[cell] = side;
      if (label >= 0 && side > (largest[label] as number)) largest[label] = side;
    }
  return largest;
}

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
