import { newStanzaId, quotable, type StoredMessage } from './message.ts';
import type { Media, Truth } from './truth.ts';

/** A message's id in the library's own format. */
export type SentMessageId = string;
/** What any message may have besides. */
export type Extra = {
  readonly forwarded?: boolean;
  readonly forwardedManyTimes?: boolean;
  /** Id of a message of this chat, or one that the account never had. */
  readonly quotes?: SentMessageId | { readonly author: string; readonly body: string };
  /** Ids; the text holds `@` and the part of the id before its own `@`. */
  readonly mentions?: readonly string[];
  /** When it was sent; by default now. */
  readonly at?: Date;
  /** Sent to a broadcast list that the account is in. */
  readonly broadcast?: boolean;
  /** What WhatsApp shows of the link in it. */
  readonly preview?: { readonly title: string; readonly description: string; readonly url: string };
  /** Other fields of WhatsApp Web. */
  readonly fields?: Readonly<Record<string, unknown>>;
};
export type MediaExtra = Extra & {
  readonly caption?: string;
  readonly mimetype?: string;
  readonly viewOnce?: boolean;
  /** Lost: gone from WhatsApp's servers. Hanging: asked for, it never comes. */
  readonly state?: Media['state'];
};

/** As fields of WhatsApp Web. */
export function extraFields(extra: Extra, truth: Truth): Partial<StoredMessage> {
  const { forwarded = false, forwardedManyTimes = false, quotes, mentions, broadcast, preview } = extra;
  return {
    ...((forwarded || forwardedManyTimes) && { isForwarded: true }),
    ...(forwarded && { forwardingScore: 1 }),
    ...(forwardedManyTimes && { forwardingScore: 127 }),
    ...(quotes !== undefined && quotation(quotes, truth)),
    ...(mentions && { mentionedJidList: [...mentions] }),
    ...(broadcast === true && { broadcast: true }),
    ...(preview && {
      ...{ subtype: 'url', title: preview.title, description: preview.description, thumbnail: '/9j/' },
      ...{ canonicalUrl: preview.url, matchedText: preview.url },
    }),
    ...extra.fields,
  };
}

function quotation(quotes: NonNullable<Extra['quotes']>, truth: Truth): Partial<StoredMessage> {
  if (typeof quotes !== 'string')
    return {
      quotedMsg: { type: 'chat', body: quotes.body },
      quotedStanzaID: newStanzaId(),
      quotedParticipant: quotes.author,
    };
  const quoted = truth.find(quotes);
  if (!quoted) throw new Error('there is no such message to quote');
  return {
    quotedMsg: quotable(quoted),
    quotedStanzaID: quoted.id.id,
    quotedParticipant: quoted.author ?? quoted.from,
  };
}
