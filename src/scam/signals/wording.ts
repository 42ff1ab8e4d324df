import type { Hit } from '../phrases.ts';
import { fragmentOf, type Reading } from '../message.ts';
import type { Signal } from '../verdict.ts';
import type { Token } from '../tokens.ts';
import { sign } from './sign.ts';

const before = new Set(['ne', 'n', 'jamais', 'ni', 'aucun', 'aucune', 'nul', 'nulle']);
const after = new Set(['jamais', 'pas', 'aucun', 'aucune', 'rien', 'personne']);

/**
 * Whether the words are advice against the act: « ne communiquez jamais ce code », « aucun code ne vous sera
 * demandé ». Looks three words back inside the clause and at the words of the match.
 */
export function isAdvice(tokens: readonly Token[], hit: Hit): boolean {
  const clause = tokens[hit.start]?.clause;
  for (let at = Math.max(0, hit.start - 4); at < hit.start; at += 1) {
    const token = tokens[at];
    if (token?.clause === clause && token !== undefined && before.has(token.word)) return true;
  }
  for (let at = hit.start + 1; at < Math.min(hit.end, hit.start + 7); at += 1) {
    const token = tokens[at];
    if (token === undefined || token.clause !== clause) break;
    if (after.has(token.word) || before.has(token.word)) return true;
  }
  if (saysNever(tokens, hit)) return true;
  const following = tokens[hit.end];
  const next = tokens[hit.end + 1];
  if (following?.clause === clause && following !== undefined) {
    if (after.has(following.word) || (following.word === 'ne' && next !== undefined)) return true;
  }
  return false;
}

const speechVerb =
  /^(?:demand|reclam|exig|sollicit|donn|communiqu|envo|transm|transf|partag|divulg|confi|valid|appel|fait|faire|pay|cliqu)/;

/** « une banque ne vous demande jamais de ..., ni de ... »: `jamais` beside a verb, earlier in the sentence. */
function saysNever(tokens: readonly Token[], hit: Hit): boolean {
  const sentence = tokens[hit.start]?.sentence;
  for (let at = Math.max(0, hit.start - 25); at < hit.start; at += 1) {
    const token = tokens[at];
    if (token?.word !== 'jamais' || token.sentence !== sentence) continue;
    for (let near = at - 2; near <= at + 2; near += 1) {
      const other = tokens[near];
      if (other !== undefined && other.sentence === sentence && speechVerb.test(other.word)) return true;
    }
  }
  return false;
}

/** Patterns that are about what the text is, not about what is wrong with it. */
export const markers: ReadonlySet<string> = new Set([
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
  'urgency',
]);

/** Signs in the wording: one for each pattern of the lexicon that stands in the text other than as advice. */
export function wordingSignals(reading: Reading, ids: Iterable<string>): Signal[] {
  const signals: Signal[] = [];
  for (const id of ids) {
    if (markers.has(id)) continue;
    for (const hit of reading.matches(id)) {
      if (!keepsNegation.has(id) && isAdvice(reading.tokens, hit)) continue;
      if (id === 'breach-bank-claim' && deniesLeak(reading.tokens, hit)) continue;
      signals.push(sign(id, fragmentOf(reading, hit)));
      break;
    }
  }
  return signals;
}

/** « vos données bancaires ne sont pas concernées ». */
function deniesLeak(tokens: readonly Token[], hit: Hit): boolean {
  for (let at = Math.max(0, hit.start - 6); at < Math.min(tokens.length, hit.end + 6); at += 1) {
    const token = tokens[at];
    if (
      token !== undefined &&
      token.sentence === tokens[hit.start]?.sentence &&
      ['ne', 'n', 'pas', 'ni', 'aucun', 'aucune', 'sans', 'non'].includes(token.word)
    )
      return true;
  }
  return false;
}
