import { z } from 'zod';
import { languages } from './language.ts';

const wordings = z.array(z.string().min(1));
/** Wishes that count right before one of the acts. */
const wished = z.array(z.strictObject({ wishes: wordings, acts: wordings }));

/** What the dialogue recognises, in folded spelling (see `fold`): locales/<language>/dialogue.json. */
export const dialogueLexicon = z.strictObject({
  /** Ways to say a place in a list of choices; "-1" is the last. */
  ordinals: z.record(z.string(), wordings),
  yes: wordings,
  /** Nothing of what was offered. */
  no: wordings,
  /** The other one of two. */
  other: wordings,
  /** Openings that ask the last question again for the insurer named after them. */
  sameFor: wordings,
  followUps: z.record(z.string(), wordings),
  /** Small words that may open a follow-up question. */
  openers: wordings,
  /** Small words that may end one. */
  closers: wordings,
  /** Words that only stress a follow-up question, wherever they stand. */
  emphasis: wordings,
  /** Spellings that count as one in follow-up questions, by the form that stands for them. */
  followUpSpellings: z.record(z.string(), wordings),
  /** A message made of these words alone asks for the next step of an emergency. */
  nextWords: wordings,
  /** A step of the plan is done. */
  done: wordings,
  former: wordings,
  family: wordings,
  callReport: wordings,
  ownMessage: wordings,
  thoughtsOfDeath: z.strictObject({
    /** The whole message. */
    alone: wordings,
    /** Tell of the person's own wish to die by themselves. */
    certain: wordings,
    /** Words of death that mean something else: "mourir de rire". */
    otherwise: wordings,
    /** Small words that may stand between a wish and an act. */
    between: wordings,
    negations: wordings,
    own: wished,
    others: wished,
  }),
  unknownInsurer: wordings,
  /** Together with a word of the family: somebody has died. */
  deceased: wordings,
  /** In a message of a few words: thanks. */
  thanks: wordings,
  /** Asks what an operator is, rather than whether it was breached. */
  whatIs: wordings,
  /** What is said to a message of the quiz. */
  quizAnswers: z.strictObject({ scam: wordings, legit: wordings }),
  /** Asks who answers for the leak. */
  blame: wordings,
  /** Words for the kinds of data, by id of the facts. */
  dataKinds: z.record(z.string(), wordings),
  /** Words that name an incident, by its id. */
  incidents: z.record(z.string(), wordings),
  /**
   * Words for what was given away or done; earlier kinds use up their words first. In a wording "a & b" both stand
   * near each other, "a + b" beside each other, "a|b" is either, "[bank]" a group of words, "~ a" is tried after the
   * others, "? a" only when nothing else was found, and "= a" leaves its words to other kinds. The first part is the
   * thing given.
   */
  given: z.record(z.string(), wordings),
  /** Words of wordings, and how things are told: "gave", "complied", "asked", "refused", "changed", "gone". */
  givenGroups: z.record(z.string(), wordings),
  givenSpelling: z.strictObject({
    /** Words that may stand inside a wording, or be left out of it. */
    small: wordings,
    /** Words recognised only as written, since others sound alike. */
    plain: wordings,
    /** Letters that stick to a word when its apostrophe is lost: "liban". */
    elided: wordings,
    /** What becomes of letters, so that spellings that sound alike meet: pattern and replacement, in order. */
    sounds: z.array(z.tuple([z.string(), z.string()])),
  }),
  /** Wordings that use up words of things: "nouvelle carte vitale" is none that was given. */
  givenIgnored: wordings,
  /** Before a thing or a verb: it was not given. */
  givenNegations: wordings,
  /** Wordings that hold a negation and deny nothing: "sans réfléchir". */
  givenHarmless: wordings,
  /** Words after which an earlier "pas" no longer counts. */
  givenTurns: wordings,
  /** What opens the object of a verb: "pas donné le code" denies the code, not what was named before. */
  givenObjects: wordings,
  /** Between what was asked and its verb: "demandé de donner" gives nothing yet. */
  givenOrders: wordings,
  /** Single words that tell, one after the other, that somebody else gave something of their own. */
  othersGave: z.strictObject({
    auxiliaries: wordings,
    verbs: wordings,
    possessives: wordings,
    /** Who may be given it. */
    receivers: wordings,
  }),
  /** Something was asked of the person, and words of having given it. */
  askedOnly: z.strictObject({ asking: wordings, giving: wordings }),
  /** Single words that tell, one after the other, of data stolen; and words that ask who did it. */
  dataStolen: z.strictObject({ verbs: wordings, data: wordings, who: wordings }),
  /** A whole message that asks for one of the languages spoken, by its tag. */
  languageAlone: z.record(z.enum(languages), wordings),
  languages: z.record(z.string(), wordings),
  /** Words of a theme, by the fact that says what its body never asks. */
  spotThemes: z.record(z.string(), wordings),
  /** Wordings that hold a word of medical data and mean the leak as a whole. */
  healthData: wordings,
  /** Abuse of the assistant, as opposed to distress. */
  insults: wordings,
  /** The same words turned against oneself are distress. */
  selfBlame: wordings,
  simpleYesCall: wordings,
  /** An account emptied or taken over, an unknown payment seen. */
  account: wordings,
  /** Whole messages that ask what the chat is told of. */
  alertList: wordings,
  /** Slash commands by intent; compared as written. */
  commands: z.record(z.string(), wordings),
});
export type DialogueLexicon = z.infer<typeof dialogueLexicon>;
