import type { InsurerIndex } from './insurer-index.ts';
import type { Reading } from './reading.ts';

/**
 * Whether a name made of generic words goes on after `to` and so is another name: "mutuelle générale des
 * vignerons". "la mutuelle générale de mon mari" is not continued.
 */
export function continuesAsOther(
  { tokens, words, small }: Reading,
  to: number,
  { cues, grammar }: InsurerIndex,
): boolean {
  if (!grammar.joiners.has(words[to + 1] ?? '') || tokens[to + 1]?.gap !== 'space') return false;
  for (let at = to + 1; at < Math.min(words.length, to + 5); at++) {
    if (at > to + 1 && tokens[at]?.gap === 'break') return false;
    const word = words[at] ?? '';
    if (cues.possessive.has(word)) return false;
    if (small[at] !== true) return true;
  }
  return false;
}

/**
 * Whether a name of everyday words goes on with a capital and so is another name: "mutuelle Verte-Colline".
 * A town may follow: "mutuelle verte Draguignan".
 */
export function continuesWithCapital(
  { tokens, words, shouted }: Reading,
  {
    to,
    form,
  }: {
    readonly to: number;
    readonly form: { readonly words: readonly string[]; readonly insurers: readonly string[] };
  },
  { vocabulary }: InsurerIndex,
): boolean {
  const next = tokens[to + 1];
  const word = words[to + 1] ?? '';
  if (next?.proper !== true || next.capitals || shouted || next.gap === 'break' || next.gap === 'colon')
    return false;
  if (vocabulary.isPlace(word) || vocabulary.isGeneric(word) || vocabulary.isSmall(word)) return false;
  return (
    form.words.length > 1 && form.words.every((one) => vocabulary.isGeneric(one) || vocabulary.isListed(one))
  );
}

/** After "une": the words are a kind of insurer, not its name, so all names that begin with them are meant. */
export function familyOf(
  { words }: Reading,
  { from, form }: { readonly from: number; readonly form: { readonly words: readonly string[] } },
  { grammar, beginningWith }: InsurerIndex,
): string[] {
  const kind = [from - 1, from - 2].some((at) => grammar.indefinite.has(words[at] ?? ''));
  return kind ? [...beginningWith(form.words)] : [];
}
