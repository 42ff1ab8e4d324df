import type { Reading } from '../message.ts';
import type { Signal } from '../verdict.ts';
import { sign } from './sign.ts';

/**
 * Signs in telephone numbers.
 *
 * @param institution the message speaks as a company or public body
 * @param alarming the message announces a loss, a fraud or a purchase
 */
export function numberSignals(reading: Reading, institution: boolean, alarming: boolean): Signal[] {
  const signals: Signal[] = [];
  for (const number of reading.numbers) {
    if (number.kind === 'official') continue;
    if (number.kind === 'premium') signals.push(sign('number-premium', number.text));
    if (number.kind === 'foreign') signals.push(sign('number-foreign', number.text));
    if (number.kind === 'mobile' && institution) signals.push(sign('number-mobile', number.text));
    if (alarming && number.kind !== 'short') signals.push(sign('number-lure', number.text));
  }
  return signals;
}
