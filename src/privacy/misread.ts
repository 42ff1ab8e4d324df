import { redact, type RedactedKind, type Redaction } from './redact.ts';

/** Letters that reading a picture gives for digits. */
const digitOf: Readonly<Record<string, string>> = {
  O: '0', o: '0', Q: '0', D: '0', I: '1', l: '1', i: '1', '|': '1', '!': '1', Z: '2', z: '2', S: '5', s: '5', G: '6', B: '8', g: '9', q: '9',
}; // prettier-ignore
const letters = Object.keys(digitOf).join('');

/** Runs of digits and such letters, as long as a NIR or a card number, perhaps cut by spaces, dots and strokes. */
const longRun = new RegExp(
  `(?<![\\p{L}\\p{N}])[\\d${letters}](?:[ \\u00a0.,/\\-_']{0,3}[\\d${letters}AB]){11,19}(?![\\p{L}\\p{N}])`,
  'gu',
);
/** An IBAN of which a group or the key was misread. */
const ibanRun =
  /(?<![\p{L}\p{N}])F[RP]\s?[\dOoISl]{2}(?:[ \u00a0.-]{0,2}[\dOoISBlA-Z]){8,35}(?![\p{L}\p{N}])/gu;
const birthDate =
  /(?<=\bn[\u00e9e][\u00e9e]?(?:\(e\)|e)?\s(?:le\s)?)\d{1,2}[\s./-]\d{1,2}[\s./-](?:19|20)?\d{2}\b/giu;

const leastDigits = 9;
/** Digits of a NIR without its key, and a letter more or fewer by a slip. */
const nirLengths = [13, 14, 15, 16];
const monthInNir = /^\d{3}(?:0[1-9]|1[0-2])/;

/**
 * Takes personal numbers out of text that was read from a picture: those that `redact` finds, those with letters
 * read for digits or with a digit lost, and birth dates that are announced.
 */
export function redactRead(text: string): Redaction {
  const found = new Set<RedactedKind>();
  const withRuns = text
    .replace(longRun, (run) => {
      if ((run.match(/\d/g)?.length ?? 0) < leastDigits) return run;
      const digits = Array.from(run.replace(/[^\p{L}\d|!]/gu, ''), (sign) => digitOf[sign] ?? sign).join('');
      const { found: kinds } = redact(digits);
      for (const kind of kinds) found.add(kind);
      if (kinds.length === 0 && !(nirLengths.includes(digits.length) && /^[12378]/.test(digits))) return run;
      if (kinds.length === 0 && monthInNir.test(digits)) found.add('nir');
      return ' \u2026 ';
    })
    .replace(ibanRun, () => {
      found.add('iban');
      return ' \u2026 ';
    })
    .replace(birthDate, '\u2026');
  const rest = redact(withRuns);
  for (const kind of rest.found) found.add(kind);
  return { text: rest.text, found: [...found] };
}
