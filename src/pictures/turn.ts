import sharp from 'sharp';
import type { Component } from './components.ts';
import { rowsOfLetters, usualHeight } from './letters.ts';
import type { Colours } from './pixels.ts';
import { directionOf, type Place } from './straighten.ts';

/** Quarter turns, clockwise, that bring a picture upright. */
export type Turns = 0 | 1 | 2 | 3;

/** How many times as many letters stand in rows on the right side of a picture as on a wrong one. */
const sideways = 1.6;
/** How much clearer the feet of letters line up than their heads. */
const clearly = 1.12;

export const turnedOver = (turns: Turns): Turns => ((turns + 2) % 4) as Turns;

/** How a picture must be turned for its letters to stand upright, by all that is drawn on it. */
export function turnsOf(components: readonly Component[], width: number, height: number): Turns {
  const [upright, turned] = ([0, 1] as const).map((turns) => lettersIn(components, turns, width, height));
  const lying = (turned ?? 0) > sideways * Math.max(1, upright ?? 0);
  const clear = (turns: Turns): number => clearness(components, turns, width, height);
  if (lying) return clear(1) >= clear(3) ? 1 : 3;
  return clear(2) > clearly * clear(0) ? 2 : 0;
}

function rows(components: readonly Component[], turns: Turns, width: number, height: number) {
  return rowsOfLetters(components.map((component) => turnedBox(component, turns, width, height)));
}

function lettersIn(components: readonly Component[], turns: Turns, width: number, height: number): number {
  return rows(components, turns, width, height).reduce((sum, { letters }) => sum + letters.length, 0);
}

/** How clearly the feet of letters line up when the picture is turned so. */
function clearness(components: readonly Component[], turns: Turns, width: number, height: number): number {
  const found = rows(components, turns, width, height);
  const letters = found.flatMap((row) => row.letters);
  const [wide, high] = turns % 2 === 0 ? [width, height] : [height, width];
  const { clear } = directionOf(letters, wide, high, usualHeight(found) ?? 1);
  return clear / Math.max(1, letters.length);
}

function turnedBox<Box extends Pick<Component, 'left' | 'top' | 'right' | 'bottom'>>(
  box: Box,
  turns: Turns,
  width: number,
  height: number,
): Box {
  const { left, top, right, bottom } = box;
  switch (turns) {
    case 0:
      return box;
    case 1:
      return { ...box, left: height - bottom, right: height - top, top: left, bottom: right };
    case 2:
      return { ...box, left: width - right, right: width - left, top: height - bottom, bottom: height - top };
    case 3:
      return { ...box, left: top, right: bottom, top: width - right, bottom: width - left };
  }
}

/** A picture turned clockwise, and where its places are then. */
export async function turned(picture: Colours, turns: Turns): Promise<{ picture: Colours; place: Place }> {
  if (turns === 0) return { picture, place: (point) => point };
  const { width, height } = picture;
  const { data, info } = await sharp(picture.data, { raw: { width, height, channels: 3 } })
    .rotate(turns * 90)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return {
    picture: { width: info.width, height: info.height, data },
    place: ({ x, y }) => {
      const at = turnedBox({ left: x, right: x, top: y, bottom: y }, turns, width, height);
      return { x: at.left, y: at.top };
    },
  };
}
