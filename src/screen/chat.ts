import type { ReadLine, ReadPicture } from '../pictures/reading.ts';
import { bubblesOf, frameOf, isBesideMessages, isNotice, missedBubbles, showsApp } from './bubbles.ts';
import { withoutMarks } from './marks.ts';
import { joinedLines } from './paragraphs.ts';
import { isAppsOwn } from './phone.ts';
import type { ScreenWords } from './words.ts';

/** A conversation: what was received, in order, and the lines above it. */
export type Chat = {
  readonly received: readonly ReadLine[];
  readonly message: string;
  readonly header: readonly ReadLine[];
};

/** The least part of the text that stands in bubbles on a side, for a picture to be a conversation. */
const mostlyBubbles = 0.55;
/** Letters of a name and what stands beside it, above the first bubble. */
const longestHeader = 80;

/**
 * Reads a picture as a conversation; null when it does not look like one.
 *
 * @param doubtful it may be something else: only bubbles of a colour count
 */
export function chatIn(
  lines: readonly ReadLine[],
  picture: ReadPicture,
  words: ScreenWords,
  doubtful: boolean,
): Chat | null {
  const frame = frameOf(lines, picture, words);
  const fields = bubblesOf(lines, frame, picture, words).filter(
    (bubble) => bubble.side !== 'middle' && !isNotice(bubble, words),
  );
  const sided = fields.filter((bubble) => !isBesideMessages(bubble, fields, picture.height));
  const inFields = new Set(sided.flatMap((bubble) => bubble.lines));
  const first = sided.length > 0 ? Math.min(...sided.map(({ box }) => box.top)) : 0;
  const loose = lines.filter((line) => !inFields.has(line) && !isAppsOwn(line.text, words));
  const twoSides = new Set(sided.map(({ side }) => side)).size > 1;
  const app = showsApp(lines, words) || (twoSides && !picture.photo);
  // the colour of a bubble is not always told from the ground
  const missed = app && !doubtful ? missedBubbles(loose, first, frame, picture.height, words) : [];
  const inBubbles = new Set([...inFields, ...missed.flatMap((bubble) => bubble.lines)]);
  const rest = loose.filter((line) => !inBubbles.has(line));
  const below = rest.filter(({ box }) => box.bottom > first);
  const inside = lettersOf([...inBubbles]);
  const beside = Math.max(lettersOf(below), lettersOf(rest) - longestHeader);
  if (inside === 0 || inside < mostlyBubbles * (inside + beside)) return null;
  if ((below.length > 0 || picture.photo) && !app) return null;
  const received = [...sided.filter(({ side }) => side === 'received'), ...missed];
  const judged = (received.length > 0 ? received : sided).sort((a, b) => a.box.top - b.box.top);
  const texts = judged.map((bubble) => withoutMarks(bubble, words)).filter((part) => part.length > 0);
  const top = Math.min(...[...sided, ...missed].map(({ box }) => box.top));
  return {
    received: texts.flat(),
    message: texts.map((part) => joinedLines(part)).join('\n'),
    header: lines.filter((line) => line.box.bottom <= top && !inBubbles.has(line)),
  };
}

function lettersOf(lines: readonly ReadLine[]): number {
  return lines.reduce((sum, { text }) => sum + text.length, 0);
}
