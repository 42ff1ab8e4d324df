import type { ReadLine, ReadPicture } from '../pictures/reading.ts';
import { bubblesOf, frameOf, isNotice, missedBubbles, showsApp } from './bubbles.ts';
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

/** Reads a picture as a conversation; null when it does not look like one. */
export function chatIn(lines: readonly ReadLine[], picture: ReadPicture, words: ScreenWords): Chat | null {
  const frame = frameOf(lines, picture);
  const sided = bubblesOf(lines, frame, picture, words).filter(
    (bubble) => bubble.side !== 'middle' && !isNotice(bubble, words),
  );
  const inBubbles = new Set(sided.flatMap((bubble) => bubble.lines));
  const first = Math.min(...sided.map(({ box }) => box.top));
  const loose = lines.filter((line) => !inBubbles.has(line) && !isAppsOwn(line.text, words));
  const below = loose.filter(({ box }) => box.bottom > first);
  const inside = lettersOf([...inBubbles]);
  const beside = Math.max(lettersOf(below), lettersOf(loose) - longestHeader);
  if (sided.length === 0 || inside < mostlyBubbles * (inside + beside)) return null;
  const sides = new Set(sided.map(({ side }) => side)).size;
  if (below.length > 0 && sides < 2 && !showsApp(lines, words)) return null;
  const received = sided.filter(({ side }) => side === 'received');
  const judged = received.length > 0 ? [...received, ...missedBubbles(loose, first, frame, words)] : sided;
  const texts = judged
    .sort((a, b) => a.box.top - b.box.top)
    .map((bubble) => withoutMarks(bubble, words))
    .filter((part) => part.length > 0);
  return {
    received: texts.flat(),
    message: texts.map((part) => joinedLines(part)).join('\n'),
    header: lines.filter((line) => line.box.bottom <= first && !inBubbles.has(line)),
  };
}

function lettersOf(lines: readonly ReadLine[]): number {
  return lines.reduce((sum, { text }) => sum + text.length, 0);
}
