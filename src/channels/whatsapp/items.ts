import type { Content } from './incoming.ts';
import type { Received } from './received.ts';

/** Something to be answered in the order of its chat. */
export type Item = MessageItem | { readonly kind: 'too-fast'; readonly chat: string };
export type MessageItem = {
  readonly kind: 'message';
  readonly chat: string;
  /** What is noted once it is dealt with: the key of the message, and what it says when it was edited. */
  readonly key: string;
  readonly edited: boolean;
  /** It came while nobody could answer. */
  readonly missed: boolean;
  /** What it says now; it may be edited or deleted while it waits. */
  readonly held: Held;
};
export type Held = { message: Received; content: Content; state: 'waiting' | 'in-work' | 'deleted' };

/** Forwarded messages, pictures and cards come many at once, and cost one answer. */
const rowWeight = 0.2;
/** How much a message counts for the limit of its chat. */
export function weightOf({ held }: MessageItem): number {
  return comesInRows(held.message) ? rowWeight : 1;
}

const rowTypes: readonly string[] = ['image', 'video', 'document', 'vcard', 'multi_vcard'];
function comesInRows({ forwarded, type }: Received): boolean {
  return forwarded || rowTypes.includes(type);
}

/** Whether more of the same may be on its way. */
export function awaitsMore(group: readonly Item[]): boolean {
  const last = group.at(-1);
  return (
    last?.kind === 'message' && !last.edited && !last.held.message.isGroup && comesInRows(last.held.message)
  );
}
export function belongs(group: readonly Item[], next: Item): boolean {
  const last = group.at(-1);
  if (last?.kind !== 'message' || next.kind !== 'message' || next.edited) return false;
  const [before, after] = [last.held.message, next.held.message];
  return comesInRows(after) && before.forwarded === after.forwarded;
}
