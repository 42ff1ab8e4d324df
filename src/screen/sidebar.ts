import type { ReadLine, ReadPicture } from '../pictures/reading.ts';

/** Parts of the width: how far a list of folders reaches. */
const reach = 0.3;
const fewestLines = 4;
/** Words of a line of such a list, on average. */
const mostWords = 3.5;

/** On the screen of a computer: takes away the list of folders or sections at the left of the window. */
export function withoutSidebar(
  lines: readonly ReadLine[],
  { width, height, photo }: ReadPicture,
): ReadLine[] {
  if (photo || width < height * 1.1) return [...lines];
  const list = lines.filter(({ box }) => box.right < reach * width);
  const rest = lines.filter((line) => !list.includes(line));
  const edge = Math.max(...list.map(({ box }) => box.right));
  const words = list.reduce((sum, { text }) => sum + text.split(' ').length, 0);
  const isList =
    list.length >= fewestLines &&
    rest.length > 0 &&
    words < mostWords * list.length &&
    rest.every(({ box }) => box.left > edge);
  return isList ? rest : [...lines];
}
