/** Of a longer text only the beginning and the end are looked at, in UTF-16 units: several pages, or three full messages. */
const longestText = 12_000;
const beginning = 9_000;
/** A single character may stand for eighteen, so that a shorter text stays within the limit whatever it holds. */
const growsAtMost = 18;

/**
 * A text that takes bounded time: as it is, or its beginning and its end on two lines. One of characters that stand
 * for many others is measured, and given, spelt out.
 */
export function shortened(text: string): string {
  const short = cut(text);
  if (short.length * growsAtMost <= longestText) return short;
  const spelt = short.normalize('NFKC');
  return spelt.length > longestText ? cut(spelt) : short;
}

function cut(text: string): string {
  if (text.length <= longestText) return text;
  return `${text.slice(0, beginning)}\n${text.slice(beginning - longestText + 1)}`;
}
