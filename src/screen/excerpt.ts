import { defangText } from '../scam/defang.ts';
import { spacedWords, type ScreenWords } from './words.ts';

/** The longest part of a message that is repeated, in UTF-16 units. */
const longest = 160;

/** The beginning of a text as it may be repeated: on one line, links unclickable, cut between words. */
export function excerptOf(text: string): string {
  return shortened(defangText(text.replace(/[\s\u00ab\u00bb*]+/g, ' ').trim()), longest);
}

/** Words of a sentence; the address of a letter has lines of fewer. */
const sentenceFrom = 8;

/** A letter from its subject or first sentence on, without the names and addresses above it. */
export function fromFirstSentence(text: string, { mailSubject }: ScreenWords): string {
  const lines = text.split('\n');
  const subject = lines.findIndex((line) => {
    const label = /^\s*([^:]{1,20}?)\s?:/.exec(line)?.[1];
    return label !== undefined && mailSubject.includes(spacedWords(label));
  });
  const sentence = lines.findIndex((line) => line.trim().split(/\s+/).length >= sentenceFrom);
  const first = subject < 0 ? sentence : subject;
  return first < 0 ? text : lines.slice(first).join('\n');
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
