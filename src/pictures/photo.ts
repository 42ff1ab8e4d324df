import sharp from 'sharp';
import { componentsOf, type Component } from './components.ts';
import { stretched } from './ink.ts';
import { brightness, type Colours, type Greys } from './pixels.ts';
import type { Prepared } from './screenshot.ts';
import { rowsOfLetters, usualHeight, type Row } from './letters.ts';
import { directionOf, straightened } from './straighten.ts';

/** A screen shows few colours on most of its surface; a camera sees hardly two pixels alike. */
const colours = 6;
const leastDrawn = 0.47;

/** Whether a picture was taken with a camera. */
export function isPhoto({ width, height, data }: Colours): boolean {
  const counts = new Uint32Array(1 << 18);
  let seen = 0;
  for (let y = 1; y < height; y += 2)
    for (let x = 1; x < width; x += 2) {
      const at = (y * width + x) * 3;
      const colour =
        (((data[at] as number) >> 2) << 12) |
        (((data[at + 1] as number) >> 2) << 6) |
        ((data[at + 2] as number) >> 2);
      counts[colour] = (counts[colour] as number) + 1;
      seen += 1;
    }
  const most = counts.sort().subarray(-colours);
  return most.reduce((sum, count) => sum + count, 0) < leastDrawn * seen;
}

/** Pixels of a photo in which lines are looked for, and of the straightened one. */
const coarse = 1_400_000;
const fine = 6_000_000;
/** Height of small letters in the straightened photo. */
const wanted = 22;

/** A photo of paper or of a screen, with level lines, cut to where the letters are, as dark text on white. */
export async function preparePhoto(photo: Colours): Promise<Prepared & { readonly picture: Colours }> {
  const picture = await levelled(photo);
  const ink = await photoInk(picture, 24);
  const components = componentsOf(ink);
  const near = nearRows(rowsOfLetters(components.list), picture);
  keepOnly(ink, components.list.filter(near));
  return { picture, ink, regions: [], regionAt: () => null };
}

/** A photo turned so that its lines are level, cut to where letters are, its letters as high as wanted. */
async function levelled(photo: Colours): Promise<Colours> {
  const small = await resized(photo, Math.min(1, Math.sqrt(coarse / (photo.width * photo.height))));
  const scale = photo.width / small.width;
  const rows = rowsOfLetters(componentsOf(await photoInk(small, 24)).list);
  const letterHeight = usualHeight(rows);
  if (letterHeight === null) return small;
  const direction = directionOf(
    rows.flatMap(({ letters }) => letters),
    small.width,
    small.height,
    letterHeight,
  );
  const margin = letterHeight * 4;
  const left = Math.max(0, Math.min(...rows.map((row) => row.left)) - margin);
  const right = Math.min(small.width, Math.max(...rows.map((row) => row.right)) + margin);
  const top = Math.max(0, Math.min(...rows.map((row) => row.top)) - margin);
  const bottom = Math.min(small.height, Math.max(...rows.map((row) => row.bottom)) + margin);
  const enlarged = Math.min(
    2.5,
    Math.max(0.4, wanted / (letterHeight * scale)),
    Math.sqrt(fine / ((right - left) * (bottom - top) * scale * scale)),
  );
  const source = enlarged < 0.7 ? await resized(photo, enlarged) : photo;
  const ratio = source.width / small.width;
  return straightened(
    source,
    { rise: direction.rise, fan: direction.fan / ratio },
    [left, right].flatMap((x) => [top, bottom].map((y) => ({ x: x * ratio, y: y * ratio }))),
    (enlarged * photo.width) / source.width,
  );
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

/** Smaller copies in which the ground is looked for. */
const reduced = 4;
/** Of such a copy: what is narrower than half of it is not ground. */
const window = 15;

/** Contrast to the ground as dark on white, however the light falls. `block`: pixels judged together. */
async function photoInk(picture: Colours, block: number): Promise<Greys> {
  const { width, height, data } = picture;
  const ground = await groundOf(picture);
  const contrast = new Uint8Array(width * height);
  for (let at = 0; at < contrast.length; at += 1) {
    const bright = brightness(data[at * 3] as number, data[at * 3 + 1] as number, data[at * 3 + 2] as number);
    contrast[at] = Math.abs(bright - (ground[at] as number));
  }
  const smooth = await sharp(contrast, { raw: { width, height, channels: 1 } })
    .blur(0.8)
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  return stretched({ width, height, data: smooth }, block);
}

async function groundOf({ width, height, data }: Colours): Promise<Uint8Array> {
  const small = await sharp(data, { raw: { width, height, channels: 3 } })
    .greyscale()
    .resize(Math.ceil(width / reduced), Math.ceil(height / reduced), { fit: 'fill' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const flat = await sharp(small.data, {
    raw: { width: small.info.width, height: small.info.height, channels: 1 },
  })
    .median(window)
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  return sharp(flat, { raw: { width: small.info.width, height: small.info.height, channels: 1 } })
    .resize(width, height, { fit: 'fill', kernel: 'linear' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
}

async function resized({ width, height, data }: Colours, scale: number): Promise<Colours> {
  if (scale === 1) return { width, height, data };
  const { data: smaller, info } = await sharp(data, { raw: { width, height, channels: 3 } })
    .resize({ width: Math.round(width * scale) })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: smaller };
}
