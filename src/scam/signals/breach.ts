import type { Analyser, Reading } from '../message.ts';
import type { AnalysisContext, Signal } from '../verdict.ts';
import { foldText } from '../words.ts';
import { sign } from './sign.ts';

/**
 * Whether a claim such as « vos coordonnées bancaires ont été volées » contradicts the facts of the incidents.
 *
 * @param fragment the words of the claim
 */
export function contradictsFacts(fragment: string, analyser: Analyser, context: AnalysisContext): boolean {
  const folded = foldText(fragment);
  return analyser.words.leakedKinds.some(
    ({ words, kinds }) =>
      words.test(folded) && context.notLeaked.some((kind) => kinds.some((id) => kind.includes(id))),
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
