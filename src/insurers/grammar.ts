import { z } from 'zod';

const wordsOf = (text: string): string[] => text.split(' ').filter((word) => word !== '');

/** Words in one string, separated by spaces, folded: no accents, lower case. */
export const wordList = z.string().transform(wordsOf);
/** The same, to ask whether a word is among them. */
export const wordSet = z.string().transform((text): ReadonlySet<string> => new Set(wordsOf(text)));

/** Words and endings by which a name is told from the sentence around it. */
export const grammar = z.strictObject({
  /** Between two names, one of which is meant: ou. */
  or: wordSet,
  /** Between the last two names of a list: et, ou. */
  listing: wordSet,
  /** Sets a part of the sentence against the one before: mais. */
  but: wordSet,
  /** What follows these is said of something else: et, mais, pour. */
  turns: wordSet,
  /** "… pour mon fils": what follows is whom it is for. */
  benefit: wordSet,
  /** "je suis à …". */
  being: wordSet,
  /** "… comme gestionnaire". */
  as: wordSet,
  /** After "mutuelle générale", these go on to another name: des, du. */
  joiners: wordSet,
  /** Between "mutuelle" and a trade: des. */
  beforeTrade: wordSet,
  /** Between "mutuelle" and a place: de. */
  beforePlace: wordSet,
  /** Between that trade and its place: de, du. */
  fromTradeToPlace: wordSet,
  /** Small words that stand inside names: de, la, et. */
  connectors: wordSet,
  /** Open what follows a name between commas and says what it is: "…, la mutuelle". */
  apposition: wordSet,
  /** Before the name of a mutual: la. */
  mutualArticles: wordSet,
  /** Before "la", as one says of a mutual: à, ai, avec. */
  holders: wordSet,
  /** Between a word of insurance and a name: est, s'appelle. */
  links: wordSet,
  /** Before the name of an insurer or of an employer: chez. */
  at: wordSet,
  /** Before an insurer and no person: sur, via. */
  through: wordSet,
  /** Before a place or a person: à. */
  toward: wordSet,
  /** Before the name of a person: Mme, docteur. */
  titles: wordSet,
  /** Before a thing rather than an insurer: un, les. */
  thingArticles: wordSet,
  /** The same before three letters: le. */
  acronymThingArticles: wordSet,
  /** Before a kind of insurer rather than its name: une. */
  indefinite: wordSet,
  /** Before a rejection, these make it a proposal: pourquoi. */
  proposals: wordSet,
  /** The word that names of mutuals begin with: mutuelle. */
  mutual: wordSet,
  /** Generic words that say what an insurer is, so that "mutuelle générale" is a name. */
  heads: wordSet,
  /** Right behind the name of an insurer in no record: santé, courtage. */
  kinds: wordSet,
  /** Generic words that behind a name do not show an insurer: france, groupe. */
  vague: wordSet,
  /** Words of insurance that are recognised with a slip; "générale" is too near to Generali. */
  slipped: wordList,
  /** Written without a space before or after a name: "chezalan", "apicilsante". */
  glued: z.strictObject({
    before: wordList,
    /** Of those before, the ones that say that a name of an insurer follows; then links and articles. */
    insurance: wordList,
    links: wordList,
    articles: wordList,
    after: wordList,
  }),
  /** Articles that lose their apostrophe: "lassurance". */
  elided: wordList,
  pluralEndings: wordList,
  feminineEndings: wordList,
  /** Endings of verb forms, and of the infinitives that a dictionary has. */
  verbEndings: wordList,
  infinitiveEndings: wordList,
});
export type Grammar = z.infer<typeof grammar>;
