import { componentsOf } from './components.ts';
import { photoInk, resized } from './ground.ts';
import { rowsOfLetters, usualHeight } from './letters.ts';
import type { Colours } from './pixels.ts';
import { directionOf, straightened, type Straightened } from './straighten.ts';

/** Pixels of a photo in which lines are looked for, and of the straightened one. */
const coarse = 1_400_000;
const fine = 6_000_000;
/** Height of small letters in the straightened photo. */
const wanted = 22;

/** A photo turned so that its lines are level, cut to where letters are, its letters as high as wanted. */
export async function levelled(photo: Colours): Promise<Straightened> {
  const small = await resized(photo, Math.min(1, Math.sqrt(coarse / (photo.width * photo.height))));
  const scale = photo.width / small.width;
  const rows = rowsOfLetters(componentsOf(await photoInk(small)));
  const letterHeight = usualHeight(rows);
  if (letterHeight === null) return { picture: small, place: ({ x, y }) => ({ x: x / scale, y: y / scale }) };
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
  const straight = straightened(
    source,
    { rise: direction.rise, fan: direction.fan / ratio },
    [left, right].flatMap((x) => [top, bottom].map((y) => ({ x: x * ratio, y: y * ratio }))),
    (enlarged * photo.width) / source.width,
  );
  const size = source.width / photo.width;
  return { ...straight, place: ({ x, y }) => straight.place({ x: x * size, y: y * size }) };
}
