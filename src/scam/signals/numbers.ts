import type { Analyser, Reading } from '../message.ts';
import { findNumbers, type FoundNumber } from '../numbers.ts';
import type { Signal } from '../verdict.ts';
import { foldText } from '../words.ts';
import { sign } from './sign.ts';

/**
 * Signs in telephone numbers.
 *
 * @param institution the message speaks as a company or public body
 * @param alarming the message announces a loss, a fraud or a purchase
 */
export function numberSignals(
  reading: Reading,
  analyser: Analyser,
  institution: boolean,
  alarming: boolean,
): Signal[] {
  const signals: Signal[] = [];
  for (const number of reading.numbers) {
    if (number.kind === 'official') continue;
    signals.push(...kindSignals(number, institution));
    const before = foldText(reading.text.slice(Math.max(0, number.start - 30), number.start));
    if (alarming && number.kind !== 'short' && !analyser.words.receivedFrom.test(before))
      signals.push(sign('number-lure', number.text));
  }
  return signals;
}

/** Signs in the number that a message came from: it lures nobody to call, but says who writes. */
export function senderNumberSignals(
  sender: string | undefined,
  { premiumPrefixes: premium, officialNumbers: official, words }: Analyser,
  institution: boolean,
): Signal[] {
  if (sender === undefined) return [];
  return findNumbers(sender, { premium, official, words }).flatMap((number) =>
    kindSignals(number, institution),
  );
}

function kindSignals({ kind, text }: FoundNumber, institution: boolean): Signal[] {
  if (kind === 'premium') return [sign('number-premium', text)];
  if (kind === 'foreign') return [sign('number-foreign', text)];
  return kind === 'mobile' && institution ? [sign('number-mobile', text)] : [];
}
