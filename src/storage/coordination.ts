import type { Pace } from './rate-limit.ts';

/** What several workers of one Vigie agree on. One that runs alone has all of it to itself (`alone.ts`). */
export type Coordination = {
  readonly turns: ChatTurns;
  readonly elections: Elections;
  readonly rateLimits: RateLimits;
};

/** One worker at a time works for a chat. */
export type ChatTurns = {
  /**
   * Fulfilled when nobody else works for this chat, in any worker; the turn of a worker that died ends by itself.
   *
   * @param id the pseudonym of the chat
   * @returns what gives the turn back; a second call does nothing
   */
  take(id: string): Promise<() => Promise<void>>;
};

/** Offices that one worker holds at a time, such as the one that runs the browser. */
export type Elections = {
  /** Fulfilled when this worker holds the office. Rejects with the signal's reason when it is aborted before. */
  stand(office: string, signal: AbortSignal): Promise<Tenure>;
};
export type Tenure = {
  /** Fulfilled when the office was lost, as when the database cannot be reached: what it allowed must end at once. */
  readonly lost: Promise<void>;
  /** Leaves the office to another worker. */
  resign(): Promise<void>;
};

/** How much a chat may write, counted over all workers. */
export type RateLimits = {
  /**
   * @param name tells limits apart
   * @param perMinute 0: no limit
   * @returns what to do with a message of a chat, given by its pseudonym, which counts as much as it weighs
   */
  limit(name: string, perMinute: number): (id: string, weight?: number) => Promise<Pace> | Pace;
};
