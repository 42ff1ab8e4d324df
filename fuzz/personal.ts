import type { Random } from './random.ts';

/**
 * A personal number or address of nobody, as somebody may type it into a message. Telephone numbers and addresses may be shown
 * where a message is judged by them, the others never.
 */
export type PersonalNumber = {
  readonly kind: 'nir' | 'iban' | 'card' | 'telephone' | 'address';
  readonly written: string;
};

/** Numbers with the right keys, in one of the ways in which they are written. */
export function personalNumber(random: Random): PersonalNumber {
  const kind = random.pick(['nir', 'iban', 'card', 'telephone', 'address'] as const);
  const separator = random.pick(['', ' ', ' ', '.', '-', '\u00a0']);
  const grouped = (digits: string, groups: RegExp) => (digits.match(groups) ?? []).join(separator);
  // a range that is given to nobody, and a domain of documentation
  if (kind === 'telephone') return { kind, written: grouped(`063998${digits(4, random)}`, /../g) };
  if (kind === 'address') return { kind, written: `camille.q${digits(8, random)}@example.com` };
  if (kind === 'nir') {
    // department 99, month 20 and up: no place in France, no month of the year
    const number = `${1 + random.below(2)}${digits(2, random)}${20 + random.below(11)}99${digits(6, random)}`;
    const key = String(97 - remainder97(number)).padStart(2, '0');
    const parts = /^(.)(..)(..)(..)(...)(...)(..)$/.exec(number + key)?.slice(1) ?? [];
    return { kind, written: parts.join(separator) };
  }
  if (kind === 'iban') {
    const account = digits(23, random);
    const key = String(98 - remainder97(`${account}152700`)).padStart(2, '0');
    return { kind, written: grouped(`FR${key}${account}`, /.{1,4}/g) };
  }
  const number = `4${digits(14, random)}`;
  const last = Array.from({ length: 10 }, (_, digit) => `${number}${digit}`).find(passesLuhn) ?? number;
  return { kind, written: grouped(last, /.{4}/g) };
}

function digits(count: number, random: Random): string {
  return random.times(count, () => String(random.below(10))).join('');
}
function remainder97(digits: string): number {
  return Array.from(digits).reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0);
}
function passesLuhn(number: string): boolean {
  const sum = Array.from(number).reduceRight((total, digit, at) => {
    const value = Number(digit) * ((number.length - at) % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
