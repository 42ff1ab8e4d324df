import { textOf } from './kind.ts';
import { longestText } from './limits.ts';
import { looksLikeMail, mailText } from './mail.ts';
import { looksLikeMarkup, markupText } from './markup.ts';
import type { PictureReading } from './reading.ts';

/** The text of a file that holds nothing but text: plain, a saved mail, a saved page. */
export function readTextFile(bytes: Uint8Array): PictureReading {
  const text = textOf(bytes);
  if (text === null) return { kind: 'refused', reason: 'not-a-picture' };
  if (looksLikeMail(text)) return asDocument(mailText(text), 1);
  return asDocument(looksLikeMarkup(text) ? markupText(text) : text, 1);
}

/** Text as a document, shortened when it is too long. `pages`: of the whole document. */
export function asDocument(text: string, pages: number, truncated = false): PictureReading {
  const tidy = text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(tidy)) return { kind: 'refused', reason: 'unreadable-document' };
  const long = tidy.length > longestText;
  return { kind: 'document', text: tidy.slice(0, longestText), pages, truncated: truncated || long };
}
