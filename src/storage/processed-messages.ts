/** Which messages of a channel were dealt with, so that one delivered again is recognised. Keys are kept as keyed hashes. */
export type ProcessedMessages = {
  /** Whether the message was remembered already; notes nothing. */
  has(channel: string, messageKey: string): Promise<boolean>;
  /**
   * Remembers a message and says whether it was new.
   *
   * Called before answering, a message is lost when the process is killed meanwhile; called after, it is answered twice.
   */
  remember(channel: string, messageKey: string, at: Date): Promise<boolean>;
  /** Forgets messages remembered before this time; how many there were. Beyond a number of rows the oldest go by themselves. */
  forgetBefore(before: Date): Promise<number>;
};
