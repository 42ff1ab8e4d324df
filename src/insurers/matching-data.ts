import { z } from 'zod';
import { grammar, wordList, wordSet } from './grammar.ts';

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
const guardKind = z.enum(['word', 'name', 'acronym', 'bank', 'company', 'public', 'plain']);
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
  /** Insurers that exist and that no record has: nothing near their names is meant. General knowledge. */
  otherInsurers: wordList,
  /** Towns, countries and other places. */
  places: z.array(wordList),
  grammar,
  /** Surroundings; each a list of words. */
  cues: z.strictObject({
    /** Beside a name, a word that says "this is my insurer". */
    insurance: wordSet,
    /** Anywhere, a word of the subject: theft, concerned, reimbursement. */
    subject: wordSet,
    employment: wordSet,
    family: wordSet,
    banking: wordSet,
    /** "un truc comme …": the person gropes for a name. */
    groping: wordSet,
    /** Words that may stand beside a name in a message that holds nothing else. */
    courtesy: wordSet,
    /** After "mutuelle générale de", these do not continue a name: mon, notre. */
    possessive: wordSet,
    rejection: wordSet,
    /** Between two names: the first was a mistake. */
    corrections: wordSet,
    /** The same where they open a part of the sentence: non. */
    denials: wordSet,
    /** The person sees or remembers only how a name begins. */
    beginnings: wordSet,
    /** After "mutuelle des", these name no trade: gens, autres. */
    notTrades: wordSet,
    /** What an insurance other than health covers: auto, habitation. */
    otherKinds: wordSet,
    /** The same, where a word of insurance is there too: chien, voyage. */
    otherKindsIfInsured: wordSet,
    /** Words of insurance of any kind. */
    policy: wordSet,
    /** Words that turn to another subject. */
    contrast: wordSet,
    /** Words of health insurance. */
    health: wordSet,
    /** Words that ask about the theft, whatever was insured. */
    leak: wordSet,
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
export type Cues = MatchingData['cues'];
