import type { InsurerMention } from '../insurers/mention.ts';
import type { Knowledge } from '../knowledge/schema.ts';
import type { ReadDocument, ReadPicture } from '../pictures/reading.ts';
import type { AnalysisContext, Verdict } from '../scam/verdict.ts';
import type { Seen } from '../screen/seen.ts';
import type { IntentGuess } from '../understanding/guess.ts';
import type { DialogueLexicon } from './dialogue-lexicon.ts';
import type { Language } from './language.ts';
import type { Phrase } from './reply.ts';

/** All that answering needs, prepared once for a state of the knowledge; every power in it is pure. */
export type Brain = {
  readonly knowledge: Knowledge;
  /** Compiled by `compileDialogue`. */
  readonly dialogue: DialogueLexicon;
  /** The words of each sign of a scam, by its id. */
  readonly signalExplanations: Readonly<Record<string, string>>;
  findInsurers(text: string): readonly InsurerMention[];
  guessIntent(text: string, insurerMentions: number): IntentGuess;
  analyse(
    text: string,
    context: Pick<AnalysisContext, 'insurers' | 'notLeaked' | 'linkTargets' | 'sender'>,
  ): Verdict;
  /** Tells a pasted message from the person's own words; null when there is none. */
  separateMessage(text: string): { readonly message: string; readonly comment: string } | null;
  /** Tells the message of a picture or document from what stands around it. */
  see(reading: ReadPicture | ReadDocument, caption: string): Seen;
  /** The other languages; left out, only French is spoken. */
  readonly tongues?: Tongues;
};

/** What understands and speaks the languages other than French; each is read when it is first needed. */
export type Tongues = {
  /** The language that somebody plainly writes in; null when a text does not tell, or is none of their own. */
  writtenIn(text: string): 'fr' | 'en' | null;
  speaking(language: Exclude<Language, 'fr'>): Speech;
};

/** One language: how its words are understood, and how a phrase is said in it. */
export type Speech = { readonly brain: Brain; readonly translate: (phrase: Phrase) => string };
