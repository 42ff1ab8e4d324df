import { z } from 'zod';

/** Words in one string, separated by spaces, folded: no accents, lower case. */
const wordList = z.string().transform((text) => text.split(' ').filter((word) => word !== ''));
/** A part of a sentence as somebody would type it; compared folded and without small words. */
const phrase = z.string().min(1);

/**
 * How sure the surroundings must be before a name counts that also means something else.
 * - `word`: an everyday word; only beside a word of insurance ("mutuelle avenir", "chez just").
 * - `name`: a first name; not beside a word of family, and with some word of the subject.
 * - `acronym`: a few letters; with any word of the subject, in capitals or nearly alone.
 * - `bank`: a bank; not beside words of banking.
 * - `company`: an employer; beside a word of insurance or of employment.
 * - `public`: a public body; when the message asks whether it was struck.
 * - `plain`: nothing else; lifts a guard that would follow from the vocabulary.
 */
export const guardKind = z.enum(['word', 'name', 'acronym', 'bank', 'company', 'public', 'plain']);
export type GuardKind = z.infer<typeof guardKind>;

/** What is known of French words and of names, to read insurers' names in messages. */
export const matchingData = z.strictObject({
  /** Words that many organisations have in their names and that name none: mutuelle, santé. */
  generic: wordList,
  /** Other spellings of one word: short forms, slips of the keyboard. The key replaces them. */
  spellings: z.record(z.string(), wordList),
  /** Articles, prepositions and their short forms, skipped between the words of a name. */
  small: wordList,
  /** Everyday words, never taken for a misspelt name. */
  everyday: z.array(wordList),
  firstNames: z.array(wordList),
  /** Towns, countries and other places. */
  places: z.array(wordList),
  /** Surroundings; each a list of words. */
  cues: z.strictObject({
    /** Beside a name, a word that says "this is my insurer". */
    insurance: wordList,
    /** Anywhere, a word of the subject: theft, concerned, reimbursement. */
    subject: wordList,
    employment: wordList,
    family: wordList,
    banking: wordList,
    /** "un truc comme …": the person gropes for a name. */
    groping: wordList,
    /** Words that may stand beside a name in a message that holds nothing else. */
    courtesy: wordList,
    /** After "mutuelle générale de", these do not continue a name: mon, notre. */
    possessive: wordList,
    rejection: wordList,
    /** Between two names: the first was a mistake. */
    corrections: wordList,
    /** The same where they open a part of the sentence: non. */
    denials: wordList,
    /** The person sees or remembers only how a name begins. */
    beginnings: wordList,
    /** After "mutuelle des", these name no trade: gens, autres. */
    notTrades: wordList,
    /** What an insurance other than health covers: auto, habitation. */
    otherKinds: wordList,
    /** The same, where a word of insurance is there too: chien, voyage. */
    otherKindsIfInsured: wordList,
    /** Words of insurance of any kind. */
    policy: wordList,
    /** Words that turn to another subject. */
    contrast: wordList,
    /** Words of health insurance. */
    health: wordList,
    /** Words that ask about the theft, whatever was insured. */
    leak: wordList,
  }),
  /** Ways to write the name of a letter or digit as it sounds. */
  letterNames: z.record(z.string().length(1), wordList),
  /** More names for one insurer. */
  names: z.record(z.string(), z.array(phrase)),
  /** What more than one insurer could be meant by. */
  families: z.array(
    z.strictObject({ phrases: z.array(phrase).min(1), candidates: z.array(z.string()).min(2) }),
  ),
  guards: z.array(
    z.strictObject({
      needs: guardKind,
      names: z.array(phrase).min(1),
      /** Words that, anywhere in the message, show another meaning. */
      unless: wordList.optional(),
      /** Words that, right before the name, show another meaning: "le mma". */
      notAfter: wordList.optional(),
    }),
  ),
  /** Parts of sentences that hold a name without meaning the insurer: "société générale". */
  notInsurers: z.array(phrase),
});
export type MatchingData = z.infer<typeof matchingData>;
