import { defangText } from '../scam/defang.ts';

/** The longest part of a message that is repeated, in UTF-16 units. */
const longest = 160;

/** The beginning of a text as it may be repeated: on one line, links unclickable, cut between words. */
export function excerptOf(text: string): string {
  return shortened(defangText(text.replace(/[\s\u00ab\u00bb*]+/g, ' ').trim()), longest);
}

/** A text cut between words where one is near the end; an ellipsis takes the place of the rest. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length - 1);
  const space = cut.lastIndexOf(' ');
  return `${cut
    .slice(0, space > length * 0.7 ? space : undefined)
    .toWellFormed()
    .trimEnd()}\u2026`;
}
