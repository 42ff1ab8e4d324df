/**
 * Folds text for comparison: lower case, no accents, plain apostrophes and spaces, no invisible characters.
 * Letters that the decomposition leaves alone (œ, æ, ß, ø) are spelt out.
 *
 * @example fold("  L'Œuvre\u00a0ÉLÈVE ") === "l'oeuvre eleve"
 */
export function fold(text: string): string {
  const plain = text.replace(/[^\u0000-\u007f]/g, (letter) => common.get(letter) ?? rare);
  const folded = plain.includes(rare) ? foldLetters(text) : plain.toLowerCase().replaceAll('`', "'");
  return folded.replace(/\s+/g, ' ').trim();
}

function foldLetters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{Mn}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[\u0153\u00e6\u00df\u00f8]/g, (letter) => spelledOut[letter] ?? letter)
    .replace(/[\u2018\u2019\u201b\u02bc\u00b4`]/g, "'");
}

const spelledOut: Readonly<Record<string, string>> = {
  '\u0153': 'oe',
  '\u00e6': 'ae',
  '\u00df': 'ss',
  '\u00f8': 'o',
};

/** What is not in the table; no character of a text. */
const rare = '\uffff';

/**
 * What accented letters and the punctuation of typesetting fold to, one by one: no mark stands alone among them,
 * so that nothing depends on a neighbour. Most texts hold no others, and are folded in half the time.
 */
const common: ReadonlyMap<string, string> = new Map(
  [...lettersBetween(0x80, 0x24f), ...lettersBetween(0x2010, 0x2027), '\u202f', '\u20ac'].map((letter) => [
    letter,
    foldLetters(letter),
  ]),
);

function lettersBetween(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => String.fromCharCode(first + index));
}

/** Splits folded text into words of letters and digits; apostrophes and punctuation separate. */
export function words(folded: string): string[] {
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}
