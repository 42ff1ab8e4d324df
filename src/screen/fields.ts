import type { Box, ReadLine, ReadPicture, ReadRegion } from '../pictures/reading.ts';
import { around, heightOf, sameRow, widthOf } from './boxes.ts';

/** Of the width and height of a picture: what is larger is the ground, not a field on it. */
const ground = 0.93;
/** Colours that differ by less in each part are one, seen through the noise of a photo or of JPEG. */
const sameColour = 14;
const inside = 0.8;

/**
 * The picture with every line in the field that it stands in. Pieces of one bubble, which noise or a link cut out of
 * it, become the bubble.
 */
export function withFields(picture: ReadPicture): ReadPicture {
  const { regions, width, height } = picture;
  const fields = regions.map(({ box }) => widthOf(box) <= ground * width && heightOf(box) <= ground * height);
  const whole = regions.map((region, index) =>
    fields[index] === true
      ? regions.reduce(
          (best, other, at) =>
            fields[at] === true && areaOf(other.box) > areaOf(regions[best]?.box) && isPieceOf(region, other)
              ? at
              : best,
          index,
        )
      : index,
  );
  const fieldOf = (line: ReadLine): number | null => {
    const region = line.region ?? smallestAround(line, regions);
    return region === null ? null : (whole[region] ?? region);
  };
  const lines = picture.lines.map((line) => ({ ...line, region: fieldOf(line) }));
  return grown({ ...picture, lines }, (region) => fields[region] === true);
}

/** In heights of a line: how far beside and below one another stand the pieces of one bubble. */
const besideGap = 1.2;
const belowGap = 0.9;
const sameSize = 0.8;

/** Gives lines that go on where the field of their bubble was lost to it, and the field their size. */
function grown(picture: ReadPicture, isField: (region: number) => boolean): ReadPicture {
  const lines = [...picture.lines];
  const texts = new Map<number, Field>();
  const add = (region: number, line: ReadLine) => {
    const field = texts.get(region) ?? { left: Infinity, lines: [] };
    texts.set(region, { left: Math.min(field.left, line.box.left), lines: [...field.lines, line] });
  };
  for (const line of lines) if (line.region !== null && isField(line.region)) add(line.region, line);
  for (let found = true; found;) {
    found = false;
    for (const [at, line] of lines.entries()) {
      if (line.region !== null) continue;
      const region = [...texts].find(([, field]) => goesOn(line, field))?.[0];
      if (region === undefined) continue;
      lines[at] = { ...line, region };
      add(region, line);
      found = true;
    }
  }
  const regions = picture.regions.map((region, index) => {
    const box = around([region, ...(texts.get(index)?.lines ?? [])]);
    return box ? { ...region, box } : region;
  });
  return { ...picture, lines, regions };
}

/** The text of a field and where it begins. */
type Field = { readonly left: number; readonly lines: readonly ReadLine[] };

/** Whether a line stands beside or right below or above a line of a field, as one text does. */
function goesOn(line: ReadLine, field: Field): boolean {
  return field.lines.some((other) => {
    const height = Math.max(heightOf(line.box), heightOf(other.box));
    if (Math.abs(line.box.top - other.box.top) > 3 * height) return false;
    const ratio = line.letterHeight / Math.max(1, other.letterHeight);
    if (ratio < sameSize || ratio > 1 / sameSize) return false;
    if (!/\p{L}.*\p{L}.*\p{L}/u.test(other.text)) return false; // initials in a circle
    if (sameRow(line.box, other.box)) {
      const gap = Math.max(line.box.left - other.box.right, other.box.left - line.box.right);
      return gap < besideGap * height;
    }
    const gap = Math.max(line.box.top - other.box.bottom, other.box.top - line.box.bottom);
    // a field of one word is a button
    return (
      gap < belowGap * height && Math.abs(line.box.left - field.left) < height / 2 && field.lines.length > 1
    );
  });
}

function areaOf(box: Box | undefined): number {
  return box ? widthOf(box) * heightOf(box) : 0;
}

/** Whether a field is a piece of another: inside of it, and of its colour. */
function isPieceOf(one: ReadRegion, other: ReadRegion): boolean {
  const shared = {
    left: Math.max(one.box.left, other.box.left),
    top: Math.max(one.box.top, other.box.top),
    right: Math.min(one.box.right, other.box.right),
    bottom: Math.min(one.box.bottom, other.box.bottom),
  };
  if (shared.right <= shared.left || shared.bottom <= shared.top) return false;
  return areaOf(shared) >= inside * areaOf(one.box) && areAlike(one.colour, other.colour);
}

function areAlike(one: string, other: string): boolean {
  const parts = (colour: string) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const [first, second] = [parts(one), parts(other)];
  return first.every((part, index) => Math.abs(part - (second[index] ?? 0)) < sameColour);
}

/** The smallest field that a line stands in whole. */
function smallestAround({ box }: ReadLine, regions: readonly ReadRegion[]): number | null {
  const x = (box.left + box.right) / 2;
  const y = (box.top + box.bottom) / 2;
  return regions.reduce<number | null>((best, { box: field }, index) => {
    const holds = field.left <= x && x <= field.right && field.top <= y && y <= field.bottom;
    if (!holds || widthOf(field) < widthOf(box) * 0.9) return best;
    return best === null || areaOf(field) < areaOf(regions[best]?.box) ? index : best;
  }, null);
}
