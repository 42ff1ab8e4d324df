import type { Greys } from './pixels.ts';

/** Dark pixels that touch each other. Right and bottom are excluded. */
export type Component = {
  left: number;
  top: number;
  right: number;
  bottom: number;
  pixels: number;
};

const dark = 128;

/** Finds what is drawn on white: letters, lines, pictures. Works in runs, so that white costs nothing. */
export function componentsOf({ width, height, data }: Greys): Component[] {
  const runs: number[] = [];
  const parents: number[] = [];
  const root = (run: number): number => {
    let at = run;
    while (parents[at] !== at) {
      parents[at] = parents[parents[at] as number] as number;
      at = parents[at] as number;
    }
    return at;
  };
  let [above, aboveEnd] = [0, 0];
  for (let y = 0; y < height; y += 1) {
    const first = parents.length;
    let candidate = above;
    const end = (y + 1) * width;
    for (let at = y * width; at < end; at += 1) {
      if ((data[at] as number) >= dark) continue;
      const start = at - y * width;
      while (at < end && (data[at] as number) < dark) at += 1;
      const stop = at - y * width;
      const run = parents.length;
      parents.push(run);
      runs.push(y, start, stop);
      // runs of the row above that touch this one, corners too
      while (candidate < aboveEnd && (runs[candidate * 3 + 2] as number) < start) candidate += 1;
      for (let other = candidate; other < aboveEnd && (runs[other * 3 + 1] as number) <= stop; other += 1) {
        const [one, two] = [root(other), root(run)];
        parents[Math.max(one, two)] = Math.min(one, two);
      }
    }
    [above, aboveEnd] = [first, parents.length];
  }
  const byRoot = new Map<number, Component>();
  for (let run = 0; run < parents.length; run += 1) {
    const [y, start, stop] = [
      runs[run * 3] as number,
      runs[run * 3 + 1] as number,
      runs[run * 3 + 2] as number,
    ];
    const found = byRoot.get(root(run));
    if (!found)
      byRoot.set(root(run), { left: start, top: y, right: stop, bottom: y + 1, pixels: stop - start });
    else {
      found.left = Math.min(found.left, start);
      found.right = Math.max(found.right, stop);
      found.bottom = y + 1;
      found.pixels += stop - start;
    }
  }
  return [...byRoot.values()];
}
