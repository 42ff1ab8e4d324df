import type { ReadLine, ReadPicture } from '../pictures/reading.ts';
import { rowsOf } from './boxes.ts';
import { isAppsOwn } from './phone.ts';
import { leftOver, spacedWords, type ScreenWords } from './words.ts';

/** Letters of "il y a 12 min", and words of a name. */
const longestTime = 16;
const longestName = 4;

/** A notification: who wrote, and what. */
export type Notification = { readonly name: string; readonly body: readonly ReadLine[] };

/**
 * Reads a picture as a notification: a name with the time on the other side, on top of all but the phone's own lines.
 * Null when it does not look like one.
 */
export function notificationIn(
  lines: readonly ReadLine[],
  { width }: ReadPicture,
  words: ScreenWords,
): Notification | null {
  const rows = rowsOf(lines);
  const at = rows.findIndex((row) => !row.every(({ text }) => isAppsOwn(text, words)));
  const row = rows[at] ?? [];
  const body = rows.slice(at + 1).flat();
  const [name, time] = row;
  if (!name || !time || row.length > 2 || body.length === 0) return null;
  const apart = name.box.right < width / 2 && time.box.left > width / 2;
  const short = name.text.split(' ').length <= longestName && !isAppsOwn(name.text, words);
  return apart && short && isTime(time.text, words) ? { name: name.text, body } : null;
}

/** "il y a 4 min", also with the words run together. */
function isTime(text: string, words: ScreenWords): boolean {
  if (text.length > longestTime) return false;
  const parts = text.replace(/(\d)(?=\p{L})|(\p{L})(?=\d)/gu, '$& ');
  return (
    isAppsOwn(text, words) ||
    (/\d/.test(text) && leftOver(parts, words.dates).length < spacedWords(parts).trim().split(' ').length)
  );
}
