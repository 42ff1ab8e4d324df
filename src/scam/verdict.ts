import type { Organisation } from '../knowledge/schema.ts';

/** How far the signs go: `no-sign` means that none was found, never that the message is safe. */
export type VerdictLevel = 'scam' | 'suspicious' | 'cannot-tell' | 'no-sign';

/** How the message seems to have come. */
export type MessageChannel = 'sms' | 'email' | 'call' | 'site' | 'unknown';

/** One sign found in a message. */
export type Signal = {
  /** Names the explanation in the lexicon. */
  id: string;
  /** Stands in the normalised text; defanged when it is a link. */
  fragment: string;
  /** Points added to the score. */
  weight: number;
  /** Filled into the explanation: `fragment`, and `domain` or `brand` where they apply. */
  params: Record<string, string>;
  /** A verified sign of legitimacy: it lowers the alarm instead of raising it. */
  legitimate?: true;
};

/** What the analysis concludes from one message. */
export type Verdict = {
  level: VerdictLevel;
  /** Sum of the weights of the signs that count, from 0. */
  score: number;
  /** Strongest first; signs of legitimacy last. */
  signals: readonly Signal[];
  channel: MessageChannel;
  /** Id of the organisation that the message claims to come from. */
  claimedSender: string | null;
  /** The message reads like a genuine notice of a data breach: it informs and asks for nothing. */
  breachNotice: boolean;
  /** Every link and address of the message, defanged. */
  links: readonly string[];
  /** The wording of a message with an alarm, to know a near-copy again; see shingles.ts. */
  shingles?: () => readonly string[];
};

/** What is known around the message. */
export type AnalysisContext = {
  organisations: readonly Organisation[];
  /** Ids of the insurers of this chat. */
  insurers: readonly string[];
  /** Kinds of data that did not leak in the incidents that concern this chat. */
  notLeaked: readonly string[];
  /** The telephone number that it came from, where that is known apart from the text. */
  sender?: string;
  /** Links whose visible text and target were given apart by the channel. */
  linkTargets?: readonly { text: string; target: string }[];
};
