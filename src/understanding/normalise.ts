/**
 * Folds text for comparison: lower case, no accents, plain apostrophes and spaces, no invisible characters.
 * Letters that the decomposition leaves alone (œ, æ, ß, ø) are spelt out.
 *
 * @example fold("  L'Œuvre\u00a0ÉLÈVE ") === "l'oeuvre eleve"
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{Mn}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[\u0153\u00e6\u00df\u00f8]/g, (letter) => spelledOut[letter] ?? letter)
    .replace(/[\u2018\u2019\u201b\u02bc\u00b4`]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}

const spelledOut: Readonly<Record<string, string>> = {
  '\u0153': 'oe',
  '\u00e6': 'ae',
  '\u00df': 'ss',
  '\u00f8': 'o',
};

/** Splits folded text into words of letters and digits; apostrophes and punctuation separate. */
export function words(folded: string): string[] {
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}
