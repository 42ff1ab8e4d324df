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

/** A surface as its cells were joined: `first` is one of them. */
export type Part = Surface & { readonly first: number };

/** A smaller copy of a picture, one pixel taken for each cell. */
export function sampled(picture: Colours, step: number, columns: number, rows: number): Uint8Array {
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
export function connected(
  cells: Uint8Array,
  columns: number,
  rows: number,
  tolerance: Tolerance,
): { labels: Int32Array; parts: Part[] } {
  const labels = new Int32Array(columns * rows).fill(-1);
  if (tolerance.edge > 0) markEdges(cells, columns, rows, tolerance.edge, labels);
  const stack = new Int32Array(columns * rows);
  const parts: Part[] = [];
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
export function largestSquares(labels: Int32Array, columns: number, rows: number, count: number): Int32Array {
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

/** What JPEG may make of a colour beside letters and edges. */
const washed = 24;

/** Gives the cells between surfaces to one they touch, when its colour is near enough; `parts` grow with them. */
export function grown(
  cells: Uint8Array,
  columns: number,
  rows: number,
  labels: Int32Array,
  parts: ReadonlyMap<number, Part>,
): Map<number, Part> {
  const sizes = new Map([...parts].map(([label, part]) => [label, { ...part, box: { ...part.box } }]));
  let front: number[] = [];
  for (let cell = 0; cell < labels.length; cell += 1) {
    if (!parts.has(labels[cell] as number)) labels[cell] = -1;
    else front.push(cell);
  }
  while (front.length > 0) {
    const following: number[] = [];
    for (const cell of front) {
      const label = labels[cell] as number;
      const size = sizes.get(label);
      if (!size) continue;
      const x = cell % columns;
      const y = (cell - x) / columns;
      const [red, green, blue] = size.colour;
      for (let side = 0; side < 4; side += 1) {
        const [right, down] = [side === 0 ? -1 : side === 1 ? 1 : 0, side === 2 ? -1 : side === 3 ? 1 : 0];
        if (x + right < 0 || x + right >= columns || y + down < 0 || y + down >= rows) continue;
        const other = cell + right + down * columns;
        if (labels[other] !== -1 || isFar(cells, other * 3, red, green, blue, washed)) continue;
        labels[other] = label;
        following.push(other);
        size.area += 1;
        size.box.left = Math.min(size.box.left, x + right);
        size.box.right = Math.max(size.box.right, x + right + 1);
        size.box.top = Math.min(size.box.top, y + down);
        size.box.bottom = Math.max(size.box.bottom, y + down + 1);
      }
    }
    front = following;
  }
  return sizes;
}
