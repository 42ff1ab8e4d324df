/** Characters of a text that are read at its beginning and at its end; what lies between is left out. */
export const readAtStart = 3000;
export const readAtEnd = 1500;

/** Most clauses that are weighed apart. */
export const mostClauses = 24;

/** Keeps the beginning and the end of a long text, where people say what they want. */
export function boundedText(text: string): string {
  if (text.length <= readAtStart + readAtEnd) return text;
  return `${text.slice(0, readAtStart)}\n${text.slice(-readAtEnd)}`;
}

/**
 * Splits a message into the sentences and lines that can each carry an intent.
 * A dot inside a number, a link or an abbreviation does not split. Long texts are bounded first.
 */
export function splitClauses(text: string): string[] {
  return boundedText(text)
    .split(/(?<=[.!?\u2026;])\s+|\n+|\s+[-\u2013\u2014]\s+/u)
    .map((clause) => clause.trim())
    .filter((clause) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(clause))
    .slice(0, mostClauses);
}
