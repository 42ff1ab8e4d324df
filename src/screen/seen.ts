import type { RedactedKind } from '../privacy/redact.ts';

/** How a picture came to show its text. */
export type Look = 'chat' | 'mail' | 'page' | 'paper';

/** What a code in a picture does when it is scanned. */
export type CodeMeaning =
  /** `shown` is the link unclickable. */
  | { readonly kind: 'link'; readonly link: string; readonly shown: string }
  | { readonly kind: 'payment'; readonly payee: string; readonly amount: string; readonly crypto: boolean }
  | { readonly kind: 'wifi'; readonly network: string }
  | { readonly kind: 'call'; readonly number: string }
  | { readonly kind: 'sms'; readonly number: string; readonly text: string }
  | { readonly kind: 'email'; readonly address: string; readonly shown: string; readonly text: string }
  | { readonly kind: 'contact'; readonly text: string }
  | { readonly kind: 'place' }
  | { readonly kind: 'event' }
  | { readonly kind: 'text'; readonly text: string };

/** Who wrote, as far as the picture shows it; `shown` has no link that can be clicked. */
export type Sender = {
  readonly kind: 'number' | 'address' | 'name';
  readonly text: string;
  readonly shown: string;
};

/** A domain that was not read surely, and the official one that it may be. */
export type DoubtfulLink = { readonly read: string; readonly perhaps: string };

/** How well a picture could be read: `poorly`, when what was read may be something else than what is written. */
export type Legibility = 'well' | 'poorly' | 'nothing';

/** What a picture shows, told apart from the phone's own text. */
export type Seen = {
  readonly look: Look;
  /** Taken with a camera. */
  readonly photo: boolean;
  /** The message itself: received bubbles, the body of a mail, a page, a letter. */
  readonly message: string;
  /** The same with the head of a mail, the address of a page and what its codes hold, as somebody pastes it. */
  readonly pasted: string;
  /** Only the words that were read surely, in their order. */
  readonly sure: string;
  readonly sender: Sender | null;
  /** The beginning of the message as it may be repeated: links unclickable, at most 160 characters. */
  readonly excerpt: string;
  /** Kinds of personal numbers that were taken out of all of this. */
  readonly personal: readonly RedactedKind[];
  readonly legibility: Legibility;
  readonly doubtful: readonly DoubtfulLink[];
  readonly codes: readonly CodeMeaning[];
  /** Present when it is a card of third-party payment. */
  readonly card: CardText | null;
};

/** A line of a card, the larger letters first. */
export type CardText = {
  readonly lines: readonly string[];
  /** Ids of the operators whose printed names were read. */
  readonly operators: readonly string[];
  /** Numbers of eight digits, as complementary insurers have. */
  readonly numbers: readonly string[];
};
