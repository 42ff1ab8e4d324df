import { foldWord } from './tokens.ts';

/** One way of hiding words that was found, with the word as it reads once seen through. */
export type HiddenFinding = {
  id: 'hidden-characters' | 'hidden-direction' | 'hidden-letters' | 'hidden-digits' | 'hidden-spacing';
  fragment: string;
};

const invisible =
  /[\u00ad\u061c\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]|\u034f|[\u180b-\u180e]/gu;
const direction = /[\u202a-\u202e\u2066-\u2069]/;
const letter = /[\p{L}\p{N}]/u;
const latin = /[a-z\u00c0-\u024f]/i;
const smallCapital = /[\u0262-\u029f\u1d00-\u1d22\ua730\ua731]/g;

function wordAround(text: string, at: number): string {
  let start = at;
  let end = at;
  while (start > 0 && at - start < 40 && letter.test(text[start - 1] ?? '')) start -= 1;
  while (end < text.length && end - at < 40 && letter.test(text[end] ?? '')) end += 1;
  return text.slice(start, end);
}

/**
 * Takes out characters that do not show and spells compatibility letters (full width, bold, small capitals)
 * as plain ones. An invisible character inside a word, a change of direction and odd letters are findings.
 */
export function showHidden(
  text: string,
  smallCapitals: ReadonlyMap<string, string>,
): {
  text: string;
  findings: HiddenFinding[];
} {
  const findings: HiddenFinding[] = [];
  const parts: string[] = [];
  let length = 0;
  let last = 0;
  let previous = '';
  const marks: { at: number; direction: boolean }[] = [];
  for (const match of text.matchAll(invisible)) {
    if (match.index > last) {
      parts.push(text.slice(last, match.index));
      length += match.index - last;
      previous = text.charAt(match.index - 1);
    }
    last = match.index + match[0].length;
    const isDirection = direction.test(match[0]);
    const inWord = letter.test(previous) && letter.test(text.charAt(last));
    if ((isDirection || inWord) && marks.length < 50) marks.push({ at: length, direction: isDirection });
  }
  parts.push(text.slice(last));
  const out = parts.join('');
  const turned = marks.find((mark) => mark.direction);
  const inside = marks.find((mark) => !mark.direction);
  if (turned) {
    const word = wordAround(out, turned.at) || out.trim().slice(0, 40);
    findings.push({ id: 'hidden-direction', fragment: plain(word) });
  }
  if (inside) findings.push({ id: 'hidden-characters', fragment: plain(wordAround(out, inside.at)) });
  const compatible =
    /[\u1d00-\u1d22\uff01-\uff5e\u{1d400}-\u{1d7ff}\u2160-\u217f\u24b6-\u24e9\u{1f130}-\u{1f189}]/u;
  if (compatible.test(out)) {
    const odd = [
      ...out.matchAll(
        /[\u1d00-\u1d22\uff21-\uff5a\u{1d400}-\u{1d7ff}\u2170-\u217f\u24b6-\u24e9\u{1f130}-\u{1f189}\ua730\ua731\u0280\u026a\u0274\u029f\u0262]{1,40}/gu,
      ),
    ];
    const longest = odd.reduce((best, match) => (match[0].length > best.length ? match[0] : best), '');
    if (odd.length > 0) {
      const at = out.indexOf(longest);
      findings.push({ id: 'hidden-letters', fragment: plain(wordAroundAny(out, at)) });
    }
  }
  return { text: plain(out), findings };

  function plain(source: string): string {
    return source.replace(smallCapital, (found) => smallCapitals.get(found) ?? found).normalize('NFKC');
  }
}

function wordAroundAny(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 40), at);
  const after = text.slice(at, at + 60);
  const start = Math.max(before.lastIndexOf(' '), before.lastIndexOf('\n')) + 1;
  const end = after.search(/[\s,;:!?]/);
  return before.slice(start) + (end < 0 ? after : after.slice(0, end));
}

/** What the letters of other alphabets stand for, one for one, so that offsets stay the same. */
export function plainLetters(
  text: string,
  confusables: Readonly<Record<string, string>>,
  vocabulary: ReadonlySet<string>,
): { text: string; findings: HiddenFinding[] } {
  const plainCount = (text.match(/[a-z]/gi) ?? []).length;
  const foreign = (text.match(/[\u0370-\u058f\u0250-\u02af\u10a0-\u10ff\u13a0-\u13ff]/g) ?? []).length;
  const findings: HiddenFinding[] = [];
  let out = text;
  if (foreign > 0 && plainCount * 2 > foreign) {
    let first = -1;
    let mapped = '';
    for (let at = 0; at < text.length; at += 1) {
      const character = text.charAt(at);
      const plain = confusables[character];
      mapped += plain ?? character;
      const beside = latin.test(text.charAt(at - 1)) || latin.test(text.charAt(at + 1));
      if (plain !== undefined && first < 0 && beside) first = at;
    }
    if (first >= 0) {
      out = mapped;
      findings.push({ id: 'hidden-letters', fragment: wordAround(mapped, first) });
    }
  }
  const capitals = plainCapitals(out, vocabulary);
  if (capitals.word) findings.push({ id: 'hidden-letters', fragment: capitals.word });
  const digits = plainDigits(capitals.text, vocabulary);
  if (digits.word) findings.push({ id: 'hidden-digits', fragment: digits.word });
  return { text: digits.text, findings };
}

/** A capital I among small letters that stands for l, when the word is known only so. */
function plainCapitals(text: string, vocabulary: ReadonlySet<string>): { text: string; word: string } {
  let word = '';
  if (!/[a-z\u00e0-\u00ff]I|I[a-z\u00e0-\u00ff]{2}/.test(text)) return { text, word };
  const out = text.replace(/\p{L}{3,40}/gu, (found) => {
    if (!/[a-z\u00e0-\u00ff]I/.test(found) && !/^I[a-z\u00e0-\u00ff]{2}/.test(found)) return found;
    const read = found.replace(/I/g, 'l');
    if (!vocabulary.has(foldWord(read)) || vocabulary.has(foldWord(found))) return found;
    word ||= read;
    return read;
  });
  return { text: out, word };
}

const digitLetters: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '€': 'e',
};

/** Digits that stand for letters, when the word is known only so. */
function plainDigits(text: string, vocabulary: ReadonlySet<string>): { text: string; word: string } {
  let word = '';
  if (!/\p{L}[\d@$€]|[\d@$€]\p{L}/u.test(text)) return { text, word };
  const out = text.replace(/[\p{L}\d@$€]{3,30}/gu, (found) => {
    if (!/[\d@$€]/.test(found) || !/\p{L}/u.test(found)) return found;
    const upper = found === found.toUpperCase();
    const spell = (one: string): string =>
      found.replace(/[\d@$€]/g, (digit) => {
        const plain = digit === '1' ? one : (digitLetters[digit] ?? digit);
        return upper ? plain.toUpperCase() : plain;
      });
    const read = [spell('i'), spell('l')].find((candidate) => vocabulary.has(foldWord(candidate)));
    if (read === undefined || vocabulary.has(foldWord(found))) return found;
    if (read.length >= 4) word ||= read;
    return read;
  });
  return { text: out, word };
}
