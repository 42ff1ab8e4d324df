/** Kinds of personal data that are taken out of a message. */
export type RedactedKind = 'nir' | 'iban' | 'card' | 'code';
export type Redaction = { readonly text: string; readonly found: readonly RedactedKind[] };

/**
 * Takes the NIR, IBAN, card numbers and announced passwords or codes out of a message typed by a person.
 * An ellipsis takes its place, so that the rest of the message is understood by its own words.
 * Checked by their keys where one is given: NIR modulo 97, IBAN modulo 97, card by Luhn's rule.
 */
export function redact(text: string): Redaction {
  const found = new Set<RedactedKind>();
  const mark = (kind: RedactedKind) => {
    found.add(kind);
    return ' … ';
  };
  const redacted = text
    .replace(ibanPattern, (match) => {
      const length = ibanLength(match);
      return length > 0 ? mark('iban') + match.slice(length) : match;
    })
    .replace(nirPattern, (match) => (isNir(match) ? mark('nir') : match))
    .replace(digitsPattern, (match) => {
      if (isNir(match)) return mark('nir');
      return isCard(match) ? mark('card') : match;
    })
    .replace(announcedPattern, (match: string, announcement: string, value: string) =>
      looksSecret(value) ? `${announcement}${mark('code')}` : match,
    );
  return { text: found.size > 0 ? redacted : text, found: [...found] };
}

/** Character by character: in groups, a run of letters could be cut in thousands of ways. */
const ibanPattern = /\b[A-Z]{2}\d{2}(?:[ \u00a0.-]?[A-Z0-9]){11,30}\b/gi;
/** Sex, year, month, department (2A and 2B included), commune, order, optional key; separators in between. */
const nirPattern =
  /(?<![\d])[1-478][ \u00a0.\-/]{0,2}\d{2}[ \u00a0.\-/]{0,2}\d{2}[ \u00a0.\-/]{0,2}(?:\d{2}|2[AB])[ \u00a0.\-/]{0,2}\d{3}[ \u00a0.\-/]{0,2}\d{3}(?:[ \u00a0.\-/]{0,2}\d{2})?(?!\d)/gi;
const digitsPattern = /(?<!\d)\d(?:[ \u00a0.-]?\d){12,18}(?!\d)/g;
/** "mot de passe : azerty12", "mon code est 4821": only when the person says that it is theirs. */
const announcedPattern =
  /(\b(?:mon|le|ma)\s+(?:mot de passe|mdp|code(?: secret| pin| bancaire| de carte)?)\s*(?:est|c'est|:|=)\s*)(\S{4,40})/gi;

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

function remainder97(digits: string): number {
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest;
}

/** 13 characters with a plausible month, or 15 with the right key (97 minus the number modulo 97; 2A counts as 19, 2B as 18). */
function isNir(candidate: string): boolean {
  const compact = candidate.replace(/[^\dAB]/gi, '').toUpperCase();
  if (compact.length !== 13 && compact.length !== 15) return false;
  const month = Number(compact.slice(3, 5));
  const plausibleMonth = (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50;
  if (!/^[1-478]/.test(compact) || !plausibleMonth) return false;
  return compact.length === 13 || hasNirKey(compact) || month <= 12; // a mistyped key is still somebody's number
}

function hasNirKey(compact: string): boolean {
  const number = compact.slice(0, 13).replace('2A', '19').replace('2B', '18');
  return /^\d{13}$/.test(number) && 97 - remainder97(number) === Number(compact.slice(13));
}

/** How much of the candidate is an IBAN: words that follow it look like its last groups; 0 when none is. */
function ibanLength(candidate: string): number {
  const ends = [
    candidate.length,
    ...[...candidate.matchAll(/[ \u00a0.-]/g)].map(({ index }) => index).reverse(),
  ];
  return ends.find((end) => isIban(candidate.slice(0, end))) ?? 0;
}

function isIban(candidate: string): boolean {
  const compact = candidate.replace(/[^a-z0-9]/gi, '').toUpperCase();
  if (compact.length < 15 || compact.length > 34) return false;
  const rearranged = compact.slice(4) + compact.slice(0, 4);
  const digits = rearranged.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return remainder97(digits) === 1 || (compact.startsWith('FR') && compact.length === 27);
}

function isCard(candidate: string): boolean {
  const digits = digitsOf(candidate);
  if (digits.length < 13 || digits.length > 19) return false;
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}

function looksSecret(value: string): boolean {
  return /\d/.test(value) || /[^\p{L}]/u.test(value.replace(/[.,;!?]+$/, ''));
}
