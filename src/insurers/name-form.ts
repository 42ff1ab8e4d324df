import type { GuardKind } from './matching-data.ts';

/** One way to write the name of one insurer, or a phrase that several could be meant by. */
export type NameForm = {
  /** Ids; more than one where the name does not tell which. */
  readonly insurers: readonly string[];
  /** Usual spellings, without small words. */
  readonly words: readonly string[];
  /** The words that tell it from others, joined; empty when there are none ("mutuelle générale"). */
  readonly core: string;
  readonly guard: GuardKind;
  readonly unless: ReadonlySet<string>;
  readonly notAfter: ReadonlySet<string>;
  /** One rare word out of a longer name, which alone hints at it. */
  readonly partial: boolean;
};

/** What names are made from; the records of the facts have it all. */
export type NamedInsurer = {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
};
