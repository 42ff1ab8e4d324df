import { z } from 'zod';
import { intents } from './intent.ts';

const words = z.array(z.string().min(1));
const patterned = z.object({ intent: z.enum(intents), pattern: z.string().min(1) });

/**
 * The words of one language that the intent classifier reads, section `intentRules` of the lexicon.
 * All of them are folded (see `fold`); patterns are read against words joined by one space.
 */
export const intentRulesSchema = z.object({
  /** A short or mistaken spelling and the words that it stands for. */
  spellings: z.record(z.string(), z.string()),
  /** Endings taken off a word to get its stem, with what replaces them; the first that fits counts. */
  endings: z.array(z.tuple([z.string(), z.string()])),
  /** Respellings, in order, that give words of one sound one form. */
  sounds: z.array(z.tuple([z.string(), z.string()])),
  /** Words of one meaning under one name. */
  concepts: z.record(z.string(), words),
  /** Single words that are part of an insurer's or an operator's name and hardly anything else. */
  insurerWords: words,
  /** Words that carry no intent beside an insurer's name. */
  fillers: words,
  /** What training puts before and after a sentence so that politeness changes nothing. */
  openings: words,
  closings: words,
  /** A text that matches has this intent, whatever the model says. The first that matches counts. */
  decide: z.array(patterned),
  /** A text that matches has its odds for this intent raised by so many logits. */
  raise: z.array(patterned.extend({ by: z.number().min(-10).max(10) })),
});

/** The lexicon's part as it is written in the file. */
export type IntentRules = z.infer<typeof intentRulesSchema>;
