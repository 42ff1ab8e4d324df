import type { Analyser, Reading } from '../message.ts';
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
    if (number.kind === 'premium') signals.push(sign('number-premium', number.text));
    if (number.kind === 'foreign') signals.push(sign('number-foreign', number.text));
    if (number.kind === 'mobile' && institution) signals.push(sign('number-mobile', number.text));
    const before = foldText(reading.text.slice(Math.max(0, number.start - 30), number.start));
    if (alarming && number.kind !== 'short' && !analyser.words.receivedFrom.test(before))
      signals.push(sign('number-lure', number.text));
  }
  return signals;
}
