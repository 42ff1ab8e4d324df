import type { Analyser, Reading } from '../message.ts';
import type { AnalysisContext, Signal } from '../verdict.ts';
import { sign } from './sign.ts';

/** Words of a claim about leaked data, and the kinds of data of the facts that they mean. */
const kinds: readonly [RegExp, readonly string[]][] = [
  [/bancair|rib|iban|carte/i, ['bank', 'iban', 'card', 'payment']],
  [/passe/i, ['password']],
  [/téléphone|telephone/i, ['phone', 'telephone']],
  [/mail/i, ['email', 'e-mail', 'mail']],
  [/postale/i, ['address', 'postal']],
  [/médical|medical/i, ['medical', 'health', 'care']],
];

/**
 * Whether a claim such as « vos coordonnées bancaires ont été volées » contradicts the facts of the incidents.
 *
 * @param fragment the words of the claim
 */
export function contradictsFacts(fragment: string, context: AnalysisContext): boolean {
  return kinds.some(
    ([words, ids]) =>
      words.test(fragment) && context.notLeaked.some((kind) => ids.some((id) => kind.includes(id))),
  );
}

/** The insurer of this chat, named in a message that wants something: naming it proves nothing. */
export function insurerNamed(reading: Reading, analyser: Analyser, context: AnalysisContext): Signal[] {
  const mention = reading.mentions.find(({ brand }) => {
    const insurer = analyser.index.organisations.get(brand.organisation)?.insurer ?? brand.organisation;
    return context.insurers.includes(insurer);
  });
  if (mention === undefined) return [];
  return [sign('insurer-named', reading.text.slice(mention.start, mention.end))];
}
