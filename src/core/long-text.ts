/** Of a longer text only the beginning and the end are looked at, in UTF-16 units: several pages, or three full messages. */
const longestText = 12_000;
/** The part of it that is the beginning. */
const beginning = 0.75;
/** A single character may stand for eighteen, so that a shorter text stays within the limit whatever it holds. */
const growsAtMost = 18;

/**
 * A text that takes bounded time: as it is, or its beginning and its end on two lines. One of characters that stand
 * for many others is measured, and given, spelt out.
 *
 * @param longest in UTF-16 units
 */
export function shortened(text: string, longest = longestText): string {
  const short = cut(text, longest);
  if (short.length * growsAtMost <= longest) return short;
  const spelt = short.normalize('NFKC');
  return spelt.length > longest ? cut(spelt, longest) : short;
}

function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const start = Math.floor(longest * beginning);
  return `${text.slice(0, start)}\n${text.slice(start - longest + 1)}`;
}
