import { around } from './lines.ts';
import type { Box, ReadCode, ReadLine, ReadPicture, ReadRegion } from './reading.ts';

type Seen = Pick<ReadPicture, 'width' | 'height' | 'lines' | 'regions' | 'codes'>;

/** Part of the width of all that is written that the screen or the sheet has at least. */
const leastWidth = 0.75;
/** Part of the widest surface's width that others as wide as the screen have. */
const asWide = 0.85;
/** Part of the letters that stand on the screen or the sheet. */
const leastText = 0.9;

/**
 * Cuts what was seen on a photo to the screen or sheet that it shows, so that sides and margins mean what they mean on a
 * screenshot; left as it is where none stands out.
 */
export function cutToFrame(seen: Seen): Seen {
  const grounds = groundsOf(seen.regions, seen.lines);
  if (grounds.length === 0) return seen;
  const frame = around(grounds.map(({ box }) => box));
  const inside = seen.lines.filter(({ box }) => isIn(box, frame));
  if (lettersIn(inside) < leastText * lettersIn(seen.lines)) return seen;
  const kept = seen.regions.filter((region) => !grounds.includes(region) && isIn(region.box, frame));
  const numbers = new Map(seen.regions.map((region, index) => [index, kept.indexOf(region)]));
  const move = moved(frame);
  return {
    width: Math.round(frame.right - frame.left),
    height: Math.round(frame.bottom - frame.top),
    lines: inside.map((line): ReadLine => {
      const region = line.region === null ? -1 : (numbers.get(line.region) ?? -1);
      return {
        ...line,
        box: move(line.box),
        words: line.words.map((word) => ({ ...word, box: move(word.box) })),
        region: region === -1 ? null : region,
      };
    }),
    regions: kept.map((region) => ({ ...region, box: move(region.box) })),
    codes: seen.codes.map((code): ReadCode => ({ ...code, box: move(code.box) })),
  };
}

const widthOf = ({ left, right }: Box): number => right - left;

/** The surfaces that are as wide as the screen, one below the other. */
function groundsOf(regions: readonly ReadRegion[], lines: readonly ReadLine[]): ReadRegion[] {
  const [widest] = [...regions].sort((one, other) => widthOf(other.box) - widthOf(one.box));
  const written = lines.filter(({ confidence }) => confidence >= 50);
  if (!widest || written.length === 0) return [];
  if (widthOf(widest.box) < leastWidth * widthOf(around(written.map(({ box }) => box)))) return [];
  return regions.filter(({ box }) => {
    const shared = Math.min(box.right, widest.box.right) - Math.max(box.left, widest.box.left);
    return shared >= asWide * widthOf(widest.box);
  });
}

function isIn(box: Box, frame: Box): boolean {
  const x = (box.left + box.right) / 2;
  const y = (box.top + box.bottom) / 2;
  return x > frame.left && x < frame.right && y > frame.top && y < frame.bottom;
}

const lettersIn = (lines: readonly ReadLine[]): number =>
  lines.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0);

function moved(frame: Box): (box: Box) => Box {
  return ({ left, top, right, bottom }) => ({
    left: left - frame.left,
    top: top - frame.top,
    right: right - frame.left,
    bottom: bottom - frame.top,
  });
}
