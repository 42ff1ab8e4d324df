/** Of a longer text only the beginning and the end are looked at, in UTF-16 units: several pages, or three full messages. */
const longestText = 12_000;
const beginning = 9_000;

/** A text that takes bounded time: as it is, or its beginning and its end on two lines. */
export function shortened(text: string): string {
  if (text.length <= longestText) return text;
  return `${text.slice(0, beginning)}\n${text.slice(beginning - longestText + 1)}`;
}
