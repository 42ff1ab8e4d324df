/** What is known of a judged message: no text, and nobody's name. */
export type JudgedMessage = {
  /** See privacy/sketch.ts. */
  readonly sketch: Uint8Array;
  readonly verdict: string;
  /** Names of the signs found. */
  readonly signs: readonly string[];
  /** The organisation that it claims to come from, by its id in the facts. */
  readonly sender: string | null;
};

/** How often the like of a message was judged. */
export type Sightings = {
  /** Other chats that sent it. */
  readonly others: number;
  /** The day on which it was seen first. */
  readonly since: Date;
};

/** A campaign as an operator sees it. */
export type Campaign = {
  readonly chats: number;
  readonly first: Date;
  readonly last: Date;
  /** Chats of the last day, and of the last seven. */
  readonly today: number;
  readonly thisWeek: number;
  readonly verdict: string;
  readonly signs: readonly string[];
  readonly sender: string | null;
};

/**
 * Which messages were judged again and again, without their text. A chat counts once for a campaign, by a keyed hash
 * that changes each day; everything goes 30 days after it was seen last.
 */
export type Campaigns = {
  /** Counts a message that a chat had judged. A chat that sent it before is not counted again. */
  report(chat: string, message: JudgedMessage, at: Date): Promise<Sightings>;
  /** Forgets campaigns not seen since, and who reported before; how many campaigns there were. */
  forgetBefore(before: Date): Promise<number>;
  /** The campaigns that grew most in the last days first. */
  growing(at: Date, most: number): Promise<readonly Campaign[]>;
};

export const campaignDays = 30;
const day = 24 * 60 * 60 * 1000;

/** Days since 1970, as they are kept. */
export function dayOf(at: Date): number {
  return Math.floor(at.getTime() / day);
}
export function dateOf(number: number): Date {
  return new Date(number * day);
}
