import type { Box, ReadLine, ReadPicture, ReadRegion } from '../pictures/reading.ts';
import { heightOf, widthOf } from './boxes.ts';

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
  return { ...picture, lines: picture.lines.map((line) => ({ ...line, region: fieldOf(line) })) };
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
