import { distance } from 'fastest-levenshtein';

/** Text without what a picture does not tell or nobody minds: spaces, forms of quotes and dashes, emojis. */
export function plainCharacters(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f|\u20e3/gu, '')
    .replace(/[\u2018\u2019\u201b\u2032`\u00b4]/g, "'")
    .replace(/[\u00ab\u00bb\u201c\u201d\u201e\u2033]/g, '"')
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/\u2026/g, '...')
    .replace(/[\s\u200b\u2060\ufeff]+/g, '');
}

/** How many characters have to be changed to make one text of the other, and how many the true one has. */
export function characterErrors(
  truth: string,
  found: string,
): { readonly wrong: number; readonly of: number } {
  const expected = plainCharacters(truth);
  return { wrong: distance(expected, plainCharacters(found)), of: expected.length };
}
