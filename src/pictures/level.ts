import { componentsOf } from './components.ts';
import { photoInk, resized } from './ground.ts';
import { rowsOfLetters, usualHeight } from './letters.ts';
import type { Colours } from './pixels.ts';
import { directionOf, straightened, type Straightened } from './straighten.ts';
import { turned, turnedOver, turnsOf } from './turn.ts';

/** Pixels of a photo in which lines are looked for, and of the straightened one. */
const coarse = 1_400_000;
const fine = 6_000_000;
/** Height of small letters in the straightened photo. */
const wanted = 22;

/**
 * A photo turned so that its lines are level and its letters upright, cut to where they are, as high as wanted.
 *
 * @param flipped it was found to stand on its head
 */
export async function levelled(given: Colours, flipped: boolean): Promise<Straightened> {
  const seen = await small(given);
  const found = componentsOf(await photoInk(seen));
  const turns = turnsOf(found, seen.width, seen.height);
  const upright = await turned(given, flipped ? turnedOver(turns) : turns);
  const straight = await level(upright.picture);
  return { ...straight, place: (point) => straight.place(upright.place(point)) };
}

const small = (photo: Colours): Promise<Colours> =>
  resized(photo, Math.min(1, Math.sqrt(coarse / (photo.width * photo.height))));

/** Slopes of lines of text above this are a camera's; a fan over the width of the picture too. */
const [slope, perspective] = [0.008, 0.03];

/** Whether the lines of a picture are not level, or not parallel. */
export async function isSlanted(picture: Colours): Promise<boolean> {
  const seen = await small(picture);
  const rows = rowsOfLetters(componentsOf(await photoInk(seen)));
  const height = usualHeight(rows);
  if (height === null) return false;
  const letters = rows.flatMap((row) => row.letters);
  const { rise, fan } = directionOf(letters, seen.width, seen.height, height);
  return Math.abs(rise) > slope || Math.abs(fan) * seen.width > perspective;
}

async function level(photo: Colours): Promise<Straightened> {
  const seen = await small(photo);
  const scale = photo.width / seen.width;
  const rows = rowsOfLetters(componentsOf(await photoInk(seen)));
  const letterHeight = usualHeight(rows);
  if (letterHeight === null) return { picture: seen, place: ({ x, y }) => ({ x: x / scale, y: y / scale }) };
  const direction = directionOf(
    rows.flatMap(({ letters }) => letters),
    seen.width,
    seen.height,
    letterHeight,
  );
  const margin = letterHeight * 4;
  const left = Math.max(0, Math.min(...rows.map((row) => row.left)) - margin);
  const right = Math.min(seen.width, Math.max(...rows.map((row) => row.right)) + margin);
  const top = Math.max(0, Math.min(...rows.map((row) => row.top)) - margin);
  const bottom = Math.min(seen.height, Math.max(...rows.map((row) => row.bottom)) + margin);
  const enlarged = Math.min(
    2.5,
    Math.max(0.4, wanted / (letterHeight * scale)),
    Math.sqrt(fine / ((right - left) * (bottom - top) * scale * scale)),
  );
  const source = enlarged < 0.7 ? await resized(photo, enlarged) : photo;
  const ratio = source.width / seen.width;
  const straight = straightened(
    source,
    { rise: direction.rise, fan: direction.fan / ratio },
    [left, right].flatMap((x) => [top, bottom].map((y) => ({ x: x * ratio, y: y * ratio }))),
    (enlarged * photo.width) / source.width,
  );
  const size = source.width / photo.width;
  return { ...straight, place: ({ x, y }) => straight.place({ x: x * size, y: y * size }) };
}
