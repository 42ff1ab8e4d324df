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
    .replace(/[œæßø]/g, (letter) => spelledOut[letter] ?? letter)
    .replace(/[\u2018\u2019\u201b\u02bc\u00b4`]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}

const spelledOut: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o' };

/** Splits folded text into words of letters and digits; apostrophes and punctuation separate. */
export function words(folded: string): string[] {
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}
