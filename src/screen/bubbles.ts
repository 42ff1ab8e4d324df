import type { Box, ReadLine, ReadPicture } from '../pictures/reading.ts';
import { around, heightOf, median, sameRow, widthOf } from './boxes.ts';
import { isHost } from './mend.ts';
import { isAppsOwn, isAppsSentence, isInput, isToday } from './phone.ts';
import type { ScreenWords } from './words.ts';

/** On which side of a conversation something stands; `middle` is the app's own: a date, a notice. */
export type Side = 'received' | 'sent' | 'middle';
export type Bubble = { readonly side: Side; readonly box: Box; readonly lines: readonly ReadLine[] };

/** Where the screen begins and ends. */
export type Frame = { readonly left: number; readonly right: number };

/** Parts of the width of a picture. */
const widest = 0.93;
/** A field as wide as this with equal margins is a card or a notice. */
const wide = 0.6;
const symmetric = 0.008;
const centred = 0.025;
const aligned = 0.012;
/** How far from the middle of a photo that of the screen may be. */
const offCentre = 0.15;
/** A bubble takes no more of the height. */
const highest = 0.9;

/**
 * The screen: the whole picture. On the photo of one, what is written and coloured, to both sides of the labels that
 * apps write in the middle.
 */
export function frameOf(
  lines: readonly ReadLine[],
  { width, photo, regions }: ReadPicture,
  words: ScreenWords,
): Frame {
  const labels = photo ? lines.filter(({ text, region }) => region === null && isAppsOwn(text, words)) : [];
  const middle = median(
    labels
      .map(({ box }) => (box.left + box.right) / 2)
      .filter((centre) => Math.abs(centre - width / 2) < offCentre * width),
  );
  if (middle === 0) return { left: 0, right: width };
  const half = Math.max(
    ...[...lines, ...regions].map(({ box }) => Math.max(middle - box.left, box.right - middle)),
  );
  return { left: middle - half, right: middle + half };
}

/** The fields of one colour that may be bubbles, with their lines; without any, the blocks of text on two sides. */
export function bubblesOf(
  lines: readonly ReadLine[],
  frame: Frame,
  { height, regions }: ReadPicture,
  words: ScreenWords,
): Bubble[] {
  const width = frame.right - frame.left;
  const byRegion = Map.groupBy(lines, ({ region }) => region);
  const bubbles = [...byRegion].flatMap(([region, inside]): Bubble[] => {
    const box = regions[region ?? -1]?.box;
    if (!box || widthOf(box) > widest * width || heightOf(box) > highest * height) return [];
    return [{ side: sideOf(box, inside, frame, words), box, lines: inside }];
  });
  const last = bubbles.reduce<Bubble | null>(
    (lowest, bubble) => (lowest === null || bubble.box.bottom > lowest.box.bottom ? bubble : lowest),
    null,
  );
  const messages = bubbles.filter((bubble) => !(bubble === last && isField(bubble, words)));
  if (messages.some(({ side }) => side !== 'middle')) return messages;
  // text without fields of a colour may as well be a letter
  if (!showsApp(lines, words)) return [];
  const blocks = blocksOf(lines.filter(({ text }) => !isAppsOwn(text, words))).flatMap((block): Bubble[] => {
    const box = around(block);
    if (!box || widthOf(box) > widest * width || isName(block, frame)) return [];
    return [{ side: sideOf(box, block, frame, words), box, lines: block }];
  });
  return alternates(blocks) ? blocks : [];
}

/** Whether a time, a day, a sentence of theirs or an empty field to write in tells a messaging app. */
export function showsApp(lines: readonly ReadLine[], words: ScreenWords): boolean {
  return lines.some(
    ({ text }) =>
      isInput(text, words) ||
      isToday(text, words) ||
      isAppsSentence(text, words) ||
      (/\d\s?[:.hH]\s?\d{2}/.test(text) && isAppsOwn(text, words)),
  );
}

/** The empty field below the messages. */
function isField({ lines }: Bubble, words: ScreenWords): boolean {
  return lines.every(({ text }) => isInput(text, words));
}

function sideOf(box: Box, lines: readonly ReadLine[], frame: Frame, words: ScreenWords): Side {
  const width = frame.right - frame.left;
  const left = box.left - frame.left;
  const right = frame.right - box.right;
  if (Math.abs(left - right) < symmetric * width && widthOf(box) > wide * width) return 'middle';
  if (isCentred(lines, frame, words)) return 'middle';
  return right < left ? 'sent' : 'received';
}

/** Lines around the middle of the screen that do not begin at one place, or a label there. */
function isCentred(lines: readonly ReadLine[], frame: Frame, words: ScreenWords): boolean {
  const width = frame.right - frame.left;
  const middle = (frame.left + frame.right) / 2;
  const lefts = lines.map(({ box }) => box.left);
  return (
    lines.every(({ box }) => Math.abs((box.left + box.right) / 2 - middle) < centred * width) &&
    (Math.max(...lefts) - Math.min(...lefts) > aligned * width ||
      lines.every(({ text }) => isAppsOwn(text, words)))
  );
}

/** A line alone in the middle: a name on top. */
function isName(block: readonly ReadLine[], { left, right }: Frame): boolean {
  const [line] = block;
  if (!line || block.length > 1) return false;
  return Math.abs(line.box.left + line.box.right - left - right) < 4 * centred * (right - left);
}

/** Lines that stand close below each other and begin or end at one place. */
export function blocksOf(lines: readonly ReadLine[]): ReadLine[][] {
  const blocks: ReadLine[][] = [];
  for (const line of lines) {
    const block = blocks.find((other) => {
      const last = other.at(-1);
      if (!last || sameRow(last.box, line.box)) return false;
      const height = heightOf(last.box);
      const near = line.box.top - last.box.bottom < height && line.box.top >= last.box.top;
      return (
        near &&
        (Math.abs(last.box.left - line.box.left) < height ||
          Math.abs(last.box.right - line.box.right) < height)
      );
    });
    if (block) block.push(line);
    else blocks.push([line]);
  }
  return blocks;
}

/** Without bubbles of a colour only two sides, one below the other, tell a conversation from a letter. */
function alternates(blocks: readonly Bubble[]): boolean {
  const [received = [], sent = []] = (['received', 'sent'] as const).map((wanted) =>
    blocks.filter(({ side }) => side === wanted),
  );
  const beside = (one: Bubble, other: Bubble) =>
    one.box.top < other.box.bottom && other.box.top < one.box.bottom;
  return (
    received.length > 0 &&
    sent.length > 0 &&
    !received.some((one) => sent.some((other) => beside(one, other)))
  );
}

/** Labels alone, a link to be loaded, or a notice of the app beside a number: "not among your contacts". */
export function isNotice({ lines }: Bubble, words: ScreenWords): boolean {
  const own = lines.filter(({ text }) => isAppsOwn(text, words));
  const rest = lines.filter((line) => !own.includes(line));
  if (rest.length === 0) return own.every(({ text }) => /\p{L}{4}/u.test(text)); // buttons, dates
  return (
    own.length > 0 &&
    rest.every(({ text }) => /^[+\d\s()./-]{8,}$/.test(text) || isHost(text)) &&
    own.some(({ text }) => /\p{L}{3}.*\s/u.test(text))
  );
}

/** Parts of the height above and below which a few words in a field are the name on top or keys below. */
const nameAbove = 0.16;
const keysBelow = 0.88;
const fewWords = 3;

/** Whether a field holds the name above the messages or the keys below them. */
export function isBesideMessages({ box, lines }: Bubble, all: readonly Bubble[], height: number): boolean {
  const words = lines.reduce((sum, { text }) => sum + text.trim().split(/\s+/).length, 0);
  const number = lines.every(({ text }) => /^[+\d\s().-]+$/.test(text));
  if ((words > fewWords && !number) || all.length === 1) return false;
  const highest = all.every((other) => other.box.top >= box.top);
  return (highest && box.bottom < nameAbove * height) || box.top > keysBelow * height;
}

const fewestWords = 4;
/** Above the first bubble, only a whole block of text is taken for a bubble: names stand there too. */
const wordsAbove = 8;
const leftPart = 0.22;
/** So high up stands whom one talks with. */
const topPart = 0.12;

/** Text on the left that stands in no bubble: the colour of its bubble was not told from the ground. */
export function missedBubbles(
  lines: readonly ReadLine[],
  first: number,
  frame: Frame,
  height: number,
  words: ScreenWords,
): Bubble[] {
  return blocksOf(lines).flatMap((block): Bubble[] => {
    const box = around(block);
    const count = block.reduce((sum, { text }) => sum + text.trim().split(/\s+/).length, 0);
    if (!box || count < (box.bottom <= first ? wordsAbove : fewestWords)) return [];
    if (box.bottom <= first && box.top < topPart * height) return [];
    const onLeft = box.left - frame.left < leftPart * (frame.right - frame.left);
    return onLeft && sideOf(box, block, frame, words) === 'received'
      ? [{ side: 'received', box, lines: block }]
      : [];
  });
}
