import { z } from 'zod';

const words = z.array(z.string().min(1)).min(1);

/**
 * The words of scams in one language, without accents; a trailing `*` stands for any end of the word.
 * `classes` are lists of words and short phrases.
 * `patterns` say, by signal id, which sequences raise the sign: `<class>`, a word, `a|b` for either,
 * `..N` for at most N words between inside one sentence, `~N` the same across sentences, `!a|b` when none of
 * these words stands right before the next.
 * `unless`: words in the same sentence that make a sign untrue.
 * `context`: who a message speaks for and what it is. `extract`: how people introduce a message.
 * `negation`: advice against an act. `writing`: how links, numbers and sums are written.
 * `leakedKinds`: words of a claim about leaked data, and the kinds of data of the facts that they mean.
 * `explanations` tell the reader why a sign matters; `{{fragment}}`, `{{domain}}` and `{{brand}}` are filled in.
 */
export const scamLexicon = z.strictObject({
  classes: z.record(z.string(), words),
  patterns: z.record(z.string(), words),
  context: z.strictObject({
    institutionVoice: words,
    formalYour: words,
    anyYour: words,
    mailHeaders: words,
    senderHeaders: words,
    nameFollowedBy: words,
    teams: words,
    channels: words,
    call: words,
    strongWarnings: words,
    wayIn: words,
    codeWords: words,
    otherCards: words,
    otherCodes: words,
    receivedFrom: words,
    subjects: words,
    objects: words,
    receivers: words,
    writers: words,
    desk: words,
    post: words,
    remote: words,
  }),
  extract: z.strictObject({
    commentOpenings: words,
    closingOpenings: words,
    aboutMessage: words,
    ownWords: words,
    toReader: words,
    alreadyDone: words,
    ownOpenings: words,
  }),
  negation: z.strictObject({
    before: words,
    directlyBefore: words,
    after: words,
    softened: words,
    particle: words,
    exception: words,
    never: words,
    turns: words,
    speech: words,
    denial: words,
    noNeed: words,
    hypothetical: words,
  }),
  writing: z.strictObject({
    functionWords: words,
    genericNames: words,
    notNames: words,
    dangling: words,
    connectives: words,
    spelledDots: words,
    notHosts: words,
    hostPrefixes: words,
    stateWords: words,
    linkPlaceholders: words,
    currencies: words,
    numberIntroductions: words,
    directoryIntroductions: words,
  }),
  leakedKinds: z.array(z.strictObject({ words, kinds: words })),
  unless: z.record(z.string(), words),
  explanations: z.record(z.string(), z.string().min(1)),
});
export type ScamLexicon = z.infer<typeof scamLexicon>;

/** Checks a lexicon read from a file; throws a ZodError that names the path when it is wrong. */
export function parseScamLexicon(value: unknown): ScamLexicon {
  return scamLexicon.parse(value);
}
