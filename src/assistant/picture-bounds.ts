import { shortened } from '../core/long-text.ts';
import type { ReadContent } from './answering.ts';

/** Lines of all pictures of one message that are looked at: ten full screens, or a dense page. */
const mostLines = 300;
/** UTF-16 units of all documents of one message that are looked at, as of a text. */
const mostText = 12_000;
/** The same of pictures, whose lines are compared with one another: two pages of a letter. */
const mostInPictures = 6_000;

/** The readings of one message with no more in them than takes bounded time; an album may hold ten full pages. */
export function withinBounds(readings: ReadContent['readings']): ReadContent['readings'] {
  let lines = mostLines;
  let text = mostText;
  let inPictures = mostInPictures;
  return readings.map((reading) => {
    if ('refused' in reading || reading.kind === 'refused') return reading;
    if (reading.kind === 'document') {
      const kept = shortened(reading.text.slice(0, Math.max(0, text)));
      text -= kept.length;
      return { ...reading, text: kept };
    }
    const kept = reading.lines.filter((line) => {
      if (lines <= 0 || inPictures <= 0) return false;
      lines -= 1;
      inPictures -= line.text.normalize('NFKC').length; // one character may stand for eighteen
      return true;
    });
    return { ...reading, lines: kept };
  });
}
