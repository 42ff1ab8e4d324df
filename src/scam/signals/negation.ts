import type { Hit } from '../phrases.ts';
import type { Token } from '../tokens.ts';
import type { MessageWords } from '../words.ts';

type Negation = MessageWords['negation'];

/**
 * Whether the words are advice against the act: « ne communiquez jamais ce code », « aucun code ne vous sera
 * demandé ». Looks three words back inside the clause and at the words of the match.
 */
export function isAdvice(tokens: readonly Token[], hit: Hit, negation: Negation): boolean {
  if (negatedBefore(tokens, hit.start, negation) || saysNever(tokens, hit, negation)) return true;
  // a long match ends with what is asked: look around its end as well
  const last = tokens[hit.end - 1];
  for (let at = Math.max(hit.start + 1, hit.end - 7); at <= hit.end; at += 1) {
    const token = tokens[at];
    if (token === undefined || token.clause !== last?.clause) continue;
    if (
      negation.after.has(token.word) &&
      !negation.softened.has(`${token.word} ${tokens[at + 1]?.word ?? ''}`)
    )
      return true;
  }
  if (tokens[hit.end]?.clause === last?.clause && negation.particle.has(tokens[hit.end]?.word ?? ''))
    return true;
  return negatesLast(tokens, hit, negation);
}

/** « votre code est ..., ne le communiquez à personne »; but « qu'à nous » and « d'autre que moi » ask for it. */
function negatesLast(tokens: readonly Token[], hit: Hit, negation: Negation): boolean {
  const clause = tokens[hit.end - 1]?.clause;
  const inClause = (from: number, to: number): readonly Token[] =>
    tokens.slice(Math.max(0, from), to).filter((token) => token.clause === clause);
  return (
    inClause(Math.max(hit.start, hit.end - 5), hit.end).some(({ word }) => negation.before.has(word)) &&
    !inClause(hit.end, hit.end + 5).some(({ word }) => negation.exception.has(word))
  );
}

/** A negation in the four words before, not yet closed by `pas` or a new verb after `et`. */
function negatedBefore(tokens: readonly Token[], start: number, negation: Negation): boolean {
  const clause = tokens[start]?.clause;
  const previous = tokens[start - 1];
  if (previous?.clause === clause && negation.directlyBefore.has(previous?.word ?? '')) return true;
  for (let at = start - 1; at >= Math.max(0, start - 4); at -= 1) {
    const token = tokens[at];
    if (token === undefined || token.clause !== clause || negation.turns.has(token.word)) return false;
    if (negation.before.has(token.word)) return true;
  }
  return false;
}

/** « une banque ne vous demande jamais de ..., ni de ... »: `jamais` beside a verb, earlier in the sentence. */
function saysNever(tokens: readonly Token[], hit: Hit, negation: Negation): boolean {
  const sentence = tokens[hit.start]?.sentence;
  for (let at = Math.max(0, hit.start - 25); at < hit.start; at += 1) {
    const token = tokens[at];
    if (token === undefined || !negation.never.has(token.word) || token.sentence !== sentence) continue;
    for (let near = at - 2; near <= at + 2; near += 1) {
      const other = tokens[near];
      if (other !== undefined && other.sentence === sentence && negation.speech.test(other.word)) return true;
    }
  }
  return false;
}

/** « vos données bancaires ne sont pas concernées ». */
export function deniesLeak(tokens: readonly Token[], hit: Hit, negation: Negation): boolean {
  for (let at = Math.max(0, hit.start - 6); at < Math.min(tokens.length, hit.end + 6); at += 1) {
    const token = tokens[at];
    if (
      token !== undefined &&
      token.sentence === tokens[hit.start]?.sentence &&
      negation.denial.has(token.word)
    )
      return true;
  }
  return false;
}
