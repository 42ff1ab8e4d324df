import type { Random } from './random.ts';

/** Changes single characters of a text, in ways that phones, other alphabets and attackers do. */
export type Change = (text: string, random: Random) => string;

const invisible = ['\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u034f', '\u180b', '\u{e0041}'];
const turns = ['\u202a', '\u202e', '\u2066', '\u2069', '\u200f'];
const marks = ['\u0301', '\u0308', '\u0327', '\u20dd', '\ufe0f', '\u0e31', '\u0488'];
const confusables: Readonly<Record<string, string>> = {
  a: '\u0430', c: '\u0441', e: '\u0435', i: '\u0456', o: '\u043e', p: '\u0440', s: '\u0455', x: '\u0445', A: '\u0391', E: '\u0395', O: '\u039f',
}; // prettier-ignore
const digits: Readonly<Record<string, string>> = { o: '0', i: '1', l: '1', e: '3', a: '4', s: '5', b: '8' };
/** Lines, marks and separators that split texts or end them. */
const odd = ['\0', '\u0001', '\u0007', '\u001b', '\u007f', '\u0085', '\u00a0', '\u2028', '\u2029', '\u3000', '\ufffd', '\uffff', '\ufdd0', '\r', '\v', '\t']; // prettier-ignore
const wide = (letter: string) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0);
const bold = (letter: string) => String.fromCodePoint(letter.toLowerCase().charCodeAt(0) - 97 + 0x1d41a);

/** Any code point of the seventeen planes, a half of a pair included. */
function anyCodePoint(random: Random): string {
  return random.chance(0.2)
    ? String.fromCharCode(0xd800 + random.below(0x800))
    : String.fromCodePoint(random.below(0x110000));
}

function inserted(text: string, piece: string, random: Random): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + piece + text.slice(at);
}
function scattered(text: string, pieces: readonly string[], random: Random): string {
  const share = random.chance(0.3) ? 1 : 0.15;
  return text.replace(/./gs, (unit) => (random.chance(share) ? unit + random.pick(pieces) : unit));
}
function replaced(text: string, table: Readonly<Record<string, string>>, random: Random): string {
  const share = random.chance(0.5) ? 1 : 0.2;
  return text.replace(/./gs, (unit) => (random.chance(share) ? (table[unit] ?? unit) : unit));
}

export const characterChanges: readonly Change[] = [
  (text, random) => scattered(text, invisible, random),
  (text, random) => scattered(text, turns, random),
  (text, random) => scattered(text, marks, random),
  (text, random) => inserted(text, random.pick(marks).repeat(1 + random.below(600)), random),
  (text, random) => inserted(text, random.times(1 + random.below(40), () => anyCodePoint(random)).join(''), random),
  (text, random) => inserted(text, random.pick(odd).repeat(1 + random.below(20)), random),
  (text, random) => replaced(text, confusables, random),
  (text, random) => replaced(text, digits, random),
  (text) => text.replace(/[!-~]/g, wide),
  (text) => text.replace(/[a-z]/gi, bold),
  (text) => text.normalize('NFD'),
  (text) => text.toUpperCase(),
  (text) => Array.from(text).reverse().join(''),
  (text) => Array.from(text).join(' '),
  (text) => text.replaceAll(' ', ''),
  (text, random) => text.replace(/\p{L}/gu, (letter) => (random.chance(0.1) ? letter.repeat(1 + random.below(30)) : letter)),
  (text, random) => text.replace(/\p{L}/gu, (letter) => (random.chance(0.06) ? '' : letter)),
  (text, random) => text.replace(/[ .,]/g, (sign) => (random.chance(0.3) ? random.pick(['\n', '\n\n', '. ', ' . ', '\t', ' : ', '']) : sign)),
]; // prettier-ignore
