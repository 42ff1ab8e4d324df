import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { foldText, type MessageWords } from './words.ts';

/** What a telephone number is, as far as its digits tell. */
export type NumberKind = 'premium' | 'foreign' | 'mobile' | 'landline' | 'free' | 'short' | 'official';

/** A number that stands in the text. */
export type FoundNumber = { start: number; end: number; text: string; digits: string; kind: NumberKind };

export type NumberLists = {
  premium: readonly string[];
  official: ReadonlySet<string>;
  words: MessageWords;
};

const longPattern = /(?<![\p{L}\d,.])(?:\(?\+\)?|00)?\(?\d(?:[ .\-_*()/\u00a0]{0,2}\d){7,13}(?![\p{L}\d])/gu;
const maskedPattern = /(?<![\p{L}\d])0 ?[1-9](?:[ .*-]?\d{2}){0,3}(?:[ .*-]?[xX]{2}){1,4}(?![\p{L}\d])/gu;
const shortPattern =
  /(?<![\p{L}\d,.+€-] ?)(?:118 ?\d{3}|3\d ?\d{2}|10\d{2}|3\d{4}|[4-8]\d{4})(?! ?(?:€|eur|%|km|points|\d)|[\p{L}\d])/gu;

function kindOf(digits: string, lists: NumberLists): NumberKind | null {
  if (lists.official.has(digits)) return 'official';
  if (digits.startsWith('118') && digits.length === 6) return 'premium';
  if (digits.length <= 5) return 'short';
  const national = digits.replace(/^(?:\+|00)33\(?0?\)?/, '0');
  if (lists.official.has(national)) return 'official';
  if (/^(?:\+|00)/.test(national)) {
    const parsed = parsePhoneNumberFromString(national.replace(/^00/, '+'));
    if (parsed === undefined) return null;
    return ['GP', 'RE', 'MQ', 'GF', 'YT', 'PM', 'BL', 'MF', 'NC', 'PF'].includes(parsed.country ?? '')
      ? 'landline'
      : 'foreign';
  }
  if (!/^0[1-9]\d{8}$/.test(national)) return null;
  if (lists.premium.some((prefix) => national.startsWith(prefix))) return 'premium';
  if (national.startsWith('080')) return 'free';
  return /^0[67]/.test(national) ? 'mobile' : 'landline';
}

/**
 * Finds telephone numbers, also with unusual separators or with digits masked by whoever passed the message
 * on. At most 40 are read. A short code counts only where the text calls, sends or replies to it.
 */
export function findNumbers(text: string, lists: NumberLists): FoundNumber[] {
  const found: FoundNumber[] = [];
  if (!/\d/.test(text)) return found;
  for (const match of text.matchAll(longPattern)) {
    if (found.length >= 40) break;
    const digits = match[0].replace(/[^\d+]/g, '');
    const kind = kindOf(digits, lists);
    const start = match.index;
    if (kind !== null) found.push({ start, end: start + match[0].length, text: match[0], digits, kind });
  }
  for (const match of text.matchAll(maskedPattern)) {
    if (found.length >= 40) break;
    const digits = match[0].replace(/[^\dxX]/g, '');
    const kind = lists.premium.some((prefix) => digits.startsWith(prefix))
      ? 'premium'
      : /^0[67]/.test(digits)
        ? 'mobile'
        : 'landline';
    found.push({ start: match.index, end: match.index + match[0].length, text: match[0], digits, kind });
  }
  for (const match of text.matchAll(shortPattern)) {
    if (found.length >= 60) break;
    const start = match.index;
    const before = foldText(text.slice(Math.max(0, start - 24), start));
    const directory = match[0].startsWith('118');
    if (!directory && !lists.words.numberIntroduction.test(before)) continue;
    if (directory && !lists.words.directoryIntroduction.test(before)) continue;
    if (found.some((other) => start < other.end && start + match[0].length > other.start)) continue;
    const digits = match[0].replace(/\D/g, '');
    const kind = kindOf(digits, lists) ?? 'short';
    found.push({ start, end: start + match[0].length, text: match[0], digits, kind });
  }
  return found.sort((a, b) => a.start - b.start);
}
