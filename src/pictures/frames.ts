import { componentsOf, type Component } from './components.ts';
import type { Greys } from './pixels.ts';

const dark = 128;
/** The least that a frame around letters measures, in pixels. */
const [narrowest, lowest] = [36, 18];
/** A frame is thin: the part of its box that its own pixels fill at most. */
const fullest = 0.3;
/** The part of each side that is drawn at least; round corners leave some out. */
const drawnSide = 0.6;
/** How far from its box a side may be drawn, in pixels: as thick as a line is, and a little tilted. */
const band = 5;
/** Pixels around a line that its soft edge touches. */
const softEdge = 1;

/** Takes away the frames and the lines of tables that stand around letters: what is in a box is else taken for a picture. */
export function removeFrames(ink: Greys): void {
  const components = componentsOf(ink);
  for (const frame of components.filter((one) => isFrame(one, ink) && isAroundOthers(one, components)))
    erase(frame, ink);
}

function isFrame(component: Component, ink: Greys): boolean {
  const { left, top, right, bottom, pixels } = component;
  const [wide, high] = [right - left, bottom - top];
  if (wide < narrowest || high < lowest || pixels > fullest * wide * high) return false;
  const across = (at: (step: number, depth: number) => boolean, length: number): boolean => {
    let drawn = 0;
    for (let step = 0; step < length; step += 1)
      for (let depth = 0; depth < band; depth += 1)
        if (at(step, depth)) {
          drawn += 1;
          break;
        }
    return drawn >= drawnSide * length;
  };
  const isDark = (x: number, y: number): boolean => (ink.data[y * ink.width + x] ?? 255) < dark;
  return (
    across((step, depth) => isDark(left + step, top + depth), wide) &&
    across((step, depth) => isDark(left + step, bottom - 1 - depth), wide) &&
    across((step, depth) => isDark(left + depth, top + step), high) &&
    across((step, depth) => isDark(right - 1 - depth, top + step), high)
  );
}

function isAroundOthers(frame: Component, components: readonly Component[]): boolean {
  return components.some(
    ({ left, top, right, bottom }) =>
      left > frame.left && right < frame.right && top > frame.top && bottom < frame.bottom,
  );
}

/** Makes white what touches the frame's own first pixel. */
function erase({ left, top, right, bottom }: Component, { width, height, data }: Greys): void {
  let first = -1;
  for (let x = left; x < right && first < 0; x += 1)
    if ((data[top * width + x] as number) < dark) first = top * width + x;
  if (first < 0) return;
  const stack = [first];
  const own: number[] = [];
  data[first] = 255;
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    own.push(at);
    const x = at % width;
    const y = (at - x) / width;
    for (let row = Math.max(top, y - 1); row <= Math.min(bottom - 1, y + 1); row += 1)
      for (let column = Math.max(left, x - 1); column <= Math.min(right - 1, x + 1); column += 1) {
        const other = row * width + column;
        if ((data[other] as number) >= dark) continue;
        data[other] = 255;
        stack.push(other);
      }
  }
  for (const at of own) {
    const x = at % width;
    const y = (at - x) / width;
    for (let row = Math.max(0, y - softEdge); row <= Math.min(height - 1, y + softEdge); row += 1)
      data.fill(
        255,
        row * width + Math.max(0, x - softEdge),
        row * width + Math.min(width, x + softEdge + 1),
      );
  }
}
