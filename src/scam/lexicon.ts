import { z } from 'zod';

/**
 * The words of scams in one language.
 * `classes` are lists of words and short phrases; a trailing `*` stands for any end of the word.
 * `patterns` say, by signal id, which sequences raise the sign: `<class>`, a word, `a|b` for either,
 * `..N` for at most N words between inside one sentence, `~N` the same across sentences.
 * `explanations` tell the reader why a sign matters; `{{fragment}}`, `{{domain}}` and `{{brand}}` are filled in.
 */
export const scamLexicon = z.strictObject({
  classes: z.record(z.string(), z.array(z.string().min(1)).min(1)),
  patterns: z.record(z.string(), z.array(z.string().min(1)).min(1)),
  explanations: z.record(z.string(), z.string().min(1)),
});
export type ScamLexicon = z.infer<typeof scamLexicon>;

/** Checks a lexicon read from a file; throws a ZodError that names the path when it is wrong. */
export function parseScamLexicon(value: unknown): ScamLexicon {
  return scamLexicon.parse(value);
}
