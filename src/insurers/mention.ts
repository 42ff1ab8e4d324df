/** A part of a message that names an insurer, or seems to. */
export type InsurerMention = {
  /** UTF-16 offsets in the text as given. */
  readonly start: number;
  readonly end: number;
  /** The text between them. */
  readonly fragment: string;
  /** The person says that it is not this one: "pas mie, MIEL". */
  readonly negated?: true;
} & (
  | { readonly kind: 'exact' | 'close'; readonly insurer: string }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly string[] }
  | {
      readonly kind: 'unlisted';
      readonly name: string;
      /** The names nearest to it, where it may be a slip of one of them. */
      readonly near?: readonly string[];
    }
);
