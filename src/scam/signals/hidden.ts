import type { Reading } from '../message.ts';
import type { Signal } from '../verdict.ts';
import { sign } from './sign.ts';

/** Signs in the way the text is written: what had to be seen through to read it. */
export function hiddenSignals(reading: Reading): Signal[] {
  return reading.hidden
    .filter((finding) => finding.fragment !== '' && reading.text.includes(finding.fragment))
    .map((finding) => sign(finding.id, finding.fragment));
}
