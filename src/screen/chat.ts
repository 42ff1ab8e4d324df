import type { Box, ReadLine, ReadPicture } from '../pictures/reading.ts';
import { around, heightOf, sameRow, widthOf } from './boxes.ts';
import { joinedLines } from './paragraphs.ts';
import { isAppsOwn, isDate } from './phone.ts';
import { leftOver, spacedWords, type ScreenWords } from './words.ts';

type Side = 'received' | 'sent' | 'middle';
type Bubble = { readonly side: Side; readonly box: Box; readonly lines: readonly ReadLine[] };

/** A conversation: what was received, in order, and the lines above it. */
export type Chat = {
  readonly received: readonly ReadLine[];
  readonly message: string;
  readonly header: readonly ReadLine[];
};

/** Parts of the width of a picture. */
const widest = 0.93;
const oneSided = 0.06;
const photoMargin = 0.03;
/** A bubble takes no more of the height. */
const highest = 0.9;
/** The least part of the text that stands in bubbles on a side, for a picture to be a conversation. */
const mostlyBubbles = 0.55;

/** Reads a picture as a conversation; null when it does not look like one. */
export function chatIn(lines: readonly ReadLine[], picture: ReadPicture, words: ScreenWords): Chat | null {
  const frame = frameOf(lines, picture);
  const bubbles = bubblesOf(lines, frame, picture, words);
  const sided = bubbles.filter(({ side }) => side !== 'middle');
  const own = (line: ReadLine) => isAppsOwn(line.text, words);
  const inBubbles = new Set(sided.flatMap((bubble) => bubble.lines));
  const first = Math.min(...sided.map(({ box }) => box.top));
  const text = lines.filter((line) => inBubbles.has(line) || !own(line));
  const body = text.filter(({ box }) => box.bottom > first);
  const letters = (some: readonly ReadLine[]) => some.reduce((sum, { text }) => sum + text.length, 0);
  if (
    sided.length === 0 ||
    letters(body.filter((line) => inBubbles.has(line))) < mostlyBubbles * letters(body)
  )
    return null;
  const received = sided.filter(({ side }) => side === 'received');
  const judged = received.length > 0 ? received : sided;
  const missed = received.length > 0 ? missedBubbles(text, inBubbles, frame) : [];
  const all = [...judged, ...missed].sort((a, b) => a.box.top - b.box.top);
  const texts = all
    .map((bubble) => ({ bubble, lines: withoutMarks(bubble, words) }))
    .filter((part) => part.lines.length > 0);
  return {
    received: texts.flatMap((part) => part.lines),
    message: texts.map((part) => joinedLines(part.lines)).join('\n'),
    header: lines.filter((line) => line.box.bottom <= first && !inBubbles.has(line)),
  };
}

/** Where the screen begins and ends. */
type Frame = { readonly left: number; readonly right: number };

/** The screen: the whole picture, but on the photo of one what is written on it, a little wider. */
function frameOf(lines: readonly ReadLine[], { width, photo }: ReadPicture): Frame {
  const box = photo ? around(lines) : null;
  return box
    ? { left: box.left - widthOf(box) * photoMargin, right: box.right + widthOf(box) * photoMargin }
    : { left: 0, right: width };
}

function sideOf(box: Box, frame: Frame): Side {
  const left = box.left - frame.left;
  const right = frame.right - box.right;
  if (Math.abs(left - right) < oneSided * (frame.right - frame.left)) return 'middle';
  return left < right ? 'received' : 'sent';
}

function bubblesOf(
  lines: readonly ReadLine[],
  frame: Frame,
  { height, regions }: ReadPicture,
  words: ScreenWords,
): Bubble[] {
  const width = frame.right - frame.left;
  const byRegion = Map.groupBy(
    lines.filter(({ region }) => region !== null),
    ({ region }) => region,
  );
  const bubbles = [...byRegion].flatMap(([region, inside]): Bubble[] => {
    const box = regions[region ?? -1]?.box;
    if (!box || widthOf(box) > widest * width || heightOf(box) > highest * height) return [];
    return [{ side: sideOf(box, frame), box, lines: inside }];
  });
  if (bubbles.some(({ side }) => side !== 'middle')) return bubbles;
  const blocks = blocksOf(lines.filter(({ text }) => !isAppsOwn(text, words))).flatMap((block): Bubble[] => {
    const box = around(block);
    return box && widthOf(box) < widest * width ? [{ side: sideOf(box, frame), box, lines: block }] : [];
  });
  return alternates(blocks) ? blocks : [];
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

/** Lines that stand close below each other and begin or end at one place. */
function blocksOf(lines: readonly ReadLine[]): ReadLine[][] {
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

const fewestWords = 4;

/** Text on the left that stands in no bubble: the colour of its bubble was not told from the ground. */
function missedBubbles(body: readonly ReadLine[], inBubbles: ReadonlySet<ReadLine>, frame: Frame): Bubble[] {
  return blocksOf(body.filter((line) => !inBubbles.has(line))).flatMap((block): Bubble[] => {
    const box = around(block);
    const long = block.some(({ text }) => spacedWords(text).trim().split(' ').length >= fewestWords);
    return box && long && sideOf(box, frame) === 'received' ? [{ side: 'received', box, lines: block }] : [];
  });
}

/** In heights of a letter: the gap before a time that an app sets at the end of a bubble. */
const timeGap = 1.2;

/** The lines of a bubble without its time, its ticks and the mark of a forwarded message. */
function withoutMarks({ lines, box }: Bubble, words: ScreenWords): ReadLine[] {
  const middle = (box.left + box.right) / 2;
  return lines
    .filter((line, at) => !(at === 0 && isForwardMark(line.text, words)))
    .filter((line, at) => {
      const last = at > 0 && at >= lines.length - 2;
      return !(last && line.box.left > middle - widthOf(box) * 0.1 && isTime(line.text, words));
    })
    .map((line) => withoutTime(line, words))
    .filter(({ text }) => text.trim() !== '');
}

function isForwardMark(text: string, { forwarded }: ScreenWords): boolean {
  return leftOver(text, forwarded).every((word) => word.length <= 2) && /\p{L}{4}/u.test(text);
}

function isTime(text: string, words: ScreenWords): boolean {
  const symbols = text.replace(/[^\p{L}\p{N}:. ]/gu, ' ').trim();
  return (
    /\d{1,2}\s?[:.hH]\s?\d{2}/.test(symbols) &&
    symbols.length < 14 &&
    (isDate(symbols, words) || /^\d{1,2}[:.]\d{2} ?\p{L}{0,3}$/u.test(symbols))
  );
}

/** Takes off the time that stands apart at the end of a line, with the ticks behind it. */
function withoutTime(line: ReadLine, words: ScreenWords): ReadLine {
  const at = line.words.findLastIndex(({ text }) => /^\d{1,2}[:.hH]\d{2}/.test(text));
  const time = line.words[at];
  const before = line.words[at - 1];
  if (!time || !before || at < line.words.length - 3) return line;
  if (time.box.left - before.box.right < timeGap * line.letterHeight) return line;
  if (
    !isTime(
      line.words
        .slice(at)
        .map(({ text }) => text)
        .join(' '),
      words,
    )
  )
    return line;
  const kept = line.words.slice(0, at);
  const box = around(kept) ?? line.box;
  return { ...line, words: kept, text: kept.map(({ text }) => text).join(' '), box };
}
