import type { Hit } from '../phrases.ts';
import { fragmentOf, type Analyser, type Reading } from '../message.ts';
import type { Signal } from '../verdict.ts';
import { bringsCode, isCodeGiven } from './codes.ts';
import { meaningIn, type Meaning } from './meant.ts';
import { deniesLeak, isAdvice } from './negation.ts';
import { sign } from './sign.ts';

/** Patterns that are about what the text is, not about what is wrong with it. */
const markers: ReadonlySet<string> = new Set([
  'talk-warning',
  'talk-speaker',
  'breach-notice',
  'breach-mention',
  'theme-sensitive',
]);

const keepsNegation = new Set([
  'ask-secrecy',
  'ask-no-call',
  'breach-bank-claim',
  'story-parcel',
  'story-purchase',
  'threat-suspension',
  'story-account-alert',
  'threat-loss',
  'story-card-renewal',
  'ask-callback',
  'deadline',
]);

/** What a sign also says of the same words: the weaker sign is left out where the two overlap. */
const includes: Readonly<Record<string, readonly string[]>> = {
  'ask-payment': [
    'ask-transfer',
    'ask-fee',
    'ask-crypto',
    'ask-gift-card',
    'ask-payment-details',
    'ask-card',
  ],
  'ask-password': ['ask-code'],
  'ask-code': ['ask-gift-card'],
  'ask-validation': ['ask-cancel'],
  'ask-click': [
    'ask-validation',
    'ask-cancel',
    'ask-card',
    'ask-code',
    'ask-password',
    'ask-bank-details',
    'ask-payment-details',
  ],
  'ask-data': ['ask-nir', 'ask-identity', 'ask-bank-details', 'ask-payment-details', 'ask-password'],
  'promise-prize': ['promise-gain', 'promise-job'],
  'promise-gain': ['promise-job'],
  'threat-suspension': ['story-card-renewal'],
  'story-account-alert': ['story-purchase'],
  'ask-transfer': ['story-overpayment', 'story-advance', 'ask-gift-card'],
  'threat-loss': ['story-cpf'],
};

/** Signs in the wording: one for each pattern of the lexicon that stands in the text other than as advice. */
export function wordingSignals(reading: Reading, analyser: Analyser): Signal[] {
  const found: { id: string; hit: Hit }[] = [];
  const withCode = bringsCode(reading, analyser.words);
  const meant = meaningIn(reading, analyser.words);
  for (const id of analyser.book.patterns.keys()) {
    if (markers.has(id)) continue;
    const hit = reading.matches(id).find((match) => counts(id, match, reading, analyser, withCode, meant));
    if (hit !== undefined) found.push({ id, hit });
  }
  return found
    .filter(
      ({ id, hit }) =>
        !found.some(
          (other) =>
            includes[id]?.includes(other.id) === true &&
            hit.start < other.hit.end &&
            hit.end > other.hit.start &&
            includes[other.id]?.includes(id) !== true,
        ),
    )
    .map(({ id, hit }) => sign(id, fragmentOf(reading, hit, id.startsWith('story-') ? 'first' : 'last')));
}

/** Whether a match means what the sign says: no advice, no code given, no card of another kind. */
function counts(
  id: string,
  hit: Hit,
  reading: Reading,
  { words }: Analyser,
  withCode: boolean,
  meant: Meaning,
): boolean {
  const { tokens } = reading;
  const { negation } = words;
  if (!keepsNegation.has(id) && isAdvice(tokens, hit, negation)) return false;
  if (!meant(id, hit)) return false;
  switch (id) {
    case 'ask-code':
      return !isCodeGiven(tokens, hit) && !words.otherCodes.has(tokens[hit.end]?.word ?? '');
    case 'ask-secrecy':
      // « ne le dites à personne » is then said of the code
      return !withCode;
    case 'ask-card':
      return !words.otherCards.has(tokens[hit.end]?.word ?? '');
    case 'threat-suspension':
      // « votre contrat démarre, l'ancien est résilié »: said of something else
      return tokens[hit.start]?.clause === tokens[hit.end - 1]?.clause;
    case 'breach-bank-claim':
      return tokens[hit.start]?.clause === tokens[hit.end - 1]?.clause && !deniesLeak(tokens, hit, negation);
    default:
      return true;
  }
}
