import { componentsOf, type Component } from './components.ts';
import { groundColours, photoInk, reduced } from './ground.ts';
import { rowsOfLetters, type Row } from './letters.ts';
import { levelled } from './level.ts';
import type { Colours, Greys } from './pixels.ts';
import { regionsOf } from './region-list.ts';
import { surfacesOf } from './regions.ts';
import type { Prepared } from './screenshot.ts';
import type { Place } from './straighten.ts';

/** Light falls unevenly on a surface, but changes little within few cells. */
const tolerance = { whole: 110, edge: 5 };

export type PreparedPhoto = Prepared & {
  /** Where a place of the photo is in `picture`. */
  readonly place: Place;
};

/** Makes the photo of paper or of a screen ready to be read: lines level, cut to where the letters are. */
export async function preparePhoto(photo: Colours, flipped = false): Promise<PreparedPhoto> {
  const { picture, place } = await levelled(photo, flipped);
  const ink = await photoInk(picture);
  const components = componentsOf(ink);
  const near = nearRows(rowsOfLetters(components), picture);
  keepOnly(ink, components.filter(near));
  const surfaces = surfacesOf(await groundColours(picture), tolerance);
  return { picture, place, ink, ...regionsOf(surfaces, reduced) };
}

/** In heights of letters: how far from a row of letters something can belong to it. */
const beside = 3;
const above = 0.8;
const largest = 4;
const widest = 32;
const edge = 2;

/** Tells letters, their points and accents from frames, edges, pictures, specks and the table. */
function nearRows(rows: readonly Row[], { width, height }: Colours): (component: Component) => boolean {
  const cell = 8;
  const columns = Math.ceil(width / cell);
  const text = new Uint8Array(columns * Math.ceil(height / cell));
  for (const row of rows)
    for (const letter of row.letters) {
      const [across, down] = [beside * row.height, above * row.height];
      const [left, right] = [Math.max(0, letter.left - across), Math.min(width, letter.right + across)];
      const high = Math.min(255, Math.round(row.height));
      for (let y = Math.max(0, letter.top - down); y < Math.min(height, letter.bottom + down); y += cell)
        for (let x = left; x < right; x += cell) {
          const at = Math.floor(y / cell) * columns + Math.floor(x / cell);
          if (high > (text[at] as number)) text[at] = high;
        }
    }
  return ({ left, top, right, bottom, pixels }) => {
    const high =
      text[Math.floor((top + bottom) / 2 / cell) * columns + Math.floor((left + right) / 2 / cell)] ?? 0;
    if (high === 0 || bottom - top > largest * high || right - left > widest * high) return false;
    return pixels >= (0.1 * high) ** 2;
  };
}

/** Makes white what stands outside of the boxes of some components, and the soft edge around them. */
function keepOnly({ width, height, data }: Greys, kept: readonly Component[]): void {
  const keep = new Uint8Array(width * height);
  for (const { left, top, right, bottom } of kept)
    for (let y = Math.max(0, top - edge); y < Math.min(height, bottom + edge); y += 1)
      keep.fill(1, y * width + Math.max(0, left - edge), y * width + Math.min(width, right + edge));
  for (let at = 0; at < data.length; at += 1) if (keep[at] === 0) data[at] = 255;
}
