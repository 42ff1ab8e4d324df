/** What a chat is told of first, and the state of it (core/alerts/alert-state.ts) that it was told last. */
export type Subscription = { readonly subject: string; readonly told: string };

/** Where a chat can be written to: the channel's name, and the channel's own id of the chat. */
export type Address = { readonly channel: string; readonly id: string };

/** A chat that is to be told of a change, with all that it follows. */
export type DueAlert = {
  readonly id: string;
  /** The channel's own id of the chat. */
  readonly address: string;
  readonly subscriptions: readonly Subscription[];
  /** How often it was put off. */
  readonly tries: number;
};

/**
 * Who wants to be written to first, and who still has to be. Chats stand under their pseudonyms; the addresses are
 * encrypted, and exist for subscribers alone. All of it goes when a conversation is forgotten.
 */
export type Subscriptions = {
  /** The subjects that a chat follows, oldest first. */
  of(id: string): Promise<readonly string[]>;
  /** Follows more; what is followed already keeps what it was told. */
  add(id: string, address: Address, subscriptions: readonly Subscription[], at: Date): Promise<void>;
  /** Ends some; with the last one the address goes, at once and from the file. */
  remove(id: string, subjects: readonly string[]): Promise<void>;
  /** Notes that the chat is in use, at most once a day. */
  seen(id: string, at: Date): Promise<void>;
  /** Each subject with each state of it that somebody was told last. */
  states(): Promise<readonly Subscription[]>;
  /** Replaces a state that means the same as another. */
  renew(subscription: Subscription, told: string): Promise<void>;
  /** Puts everybody who was told this last into the line of those to be written to, each once. */
  queue(subscription: Subscription, at: Date): Promise<void>;
  /** The first in the line of a channel whose time has come; it stays in the line. */
  next(channel: string, at: Date): Promise<DueAlert | null>;
  /** When the next one of a channel is to be written to; null when the line is empty. */
  nextTime(channel: string): Promise<Date | null>;
  /** Notes what a chat was told, and takes it out of the line. */
  told(id: string, subscriptions: readonly Subscription[]): Promise<void>;
  /** Tries again later. */
  putOff(id: string, until: Date): Promise<void>;
  /** Ends the subscriptions of chats that were not in use since; how many chats there were. */
  endUnusedSince(before: Date): Promise<number>;
};
