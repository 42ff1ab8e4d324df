import type { CallbackQuery, ChatMemberUpdated, Message, Update, UserFromGetMe } from 'grammy/types';
import { addressedInGroup, type CommandIntent } from './addressed.ts';
import { contentOf, type Content } from './incoming.ts';

/** Something to be dealt with in the order of its chat. */
export type Item = { readonly update: number; readonly chat: number } & Work;
export type MessageWork = {
  readonly kind: 'message';
  readonly message: Message;
  readonly content: Exclude<Content, { kind: 'ignored' }>;
  /** Somebody else's message that is judged instead of the one that asks for it. */
  readonly judged: Message | null;
  readonly edited: boolean;
};
export type PressWork = { readonly kind: 'press'; readonly query: CallbackQuery; readonly data: string };
type Work =
  | MessageWork
  | PressWork
  | { readonly kind: 'membership'; readonly change: 'joined' | 'left'; readonly group: boolean }
  /** The chat goes on under another id. */
  | { readonly kind: 'moved' }
  /** Too much was written, or dealing with it failed: it is told so where it was written. */
  | { readonly kind: 'too-fast' | 'failed'; readonly thread: number | undefined };

/** The kinds of updates that Telegram is asked for. */
export const allowedUpdates = [
  'message',
  'edited_message',
  'callback_query',
  'inline_query',
  'my_chat_member',
] as const;

/** What is left of an update that cannot be dealt with: where to say so; null when not even that is known. */
export function failedItem({ update_id: id, ...update }: Update): Item | null {
  const message = update.message ?? update.edited_message ?? update.callback_query?.message;
  const chat: unknown = message?.chat?.id; // eslint-disable-line @typescript-eslint/no-unnecessary-condition -- it failed for being otherwise than it should be
  if (typeof chat !== 'number' || message?.chat.type === 'channel') return null;
  const topic = message && 'is_topic_message' in message && message.is_topic_message;
  return { update: id, chat, kind: 'failed', thread: topic ? message.message_thread_id : undefined };
}

/** What an update asks for; null when there is nothing to do. Inline queries are dealt with apart. */
export function itemOf(update: Update, me: UserFromGetMe, commandIntent: CommandIntent): Item | null {
  const { update_id: id, callback_query: query, my_chat_member: member } = update;
  const message = update.message ?? update.edited_message;
  if (message) {
    const item = messageItem(message, update.edited_message !== undefined, me, commandIntent);
    return item && { update: id, chat: message.chat.id, ...item };
  }
  if (query?.message && query.data !== undefined)
    return { update: id, chat: query.message.chat.id, kind: 'press', query, data: query.data };
  if (member && member.chat.type !== 'channel') {
    const change = changeOf(member);
    return (
      change && {
        update: id,
        chat: member.chat.id,
        kind: 'membership',
        change,
        group: member.chat.type !== 'private',
      }
    );
  }
  return null;
}

function messageItem(
  message: Message,
  edited: boolean,
  me: UserFromGetMe,
  commandIntent: CommandIntent,
): Work | null {
  if (message.migrate_to_chat_id !== undefined) return { kind: 'moved' };
  if (message.chat.type === 'channel') return null;
  const addressed =
    message.chat.type === 'private'
      ? { content: contentOf(message, me.id), judged: null }
      : addressedInGroup(message, me, commandIntent);
  if (!addressed) return null;
  const { content, judged } = addressed;
  if (content.kind === 'ignored') {
    if (judged === null) return null;
    return {
      kind: 'message',
      message,
      content: { kind: 'unread', what: 'nothing', caption: null },
      judged,
      edited,
    };
  }
  // a live location moves by edits, and nothing else that cannot be read is changed by one
  if (edited && content.kind !== 'text' && content.caption === null) return null;
  return { kind: 'message', message, content, judged, edited };
}

function changeOf({
  old_chat_member: before,
  new_chat_member: after,
}: ChatMemberUpdated): 'joined' | 'left' | null {
  const out = (status: string) => status === 'left' || status === 'kicked';
  if (out(after.status)) return 'left';
  return out(before.status) ? 'joined' : null;
}

/** Forwarded messages and albums come many at once, and cost one answer. */
const rowWeight = 0.2;
/** How much an item counts for the limit of its chat; null: it is not limited. */
export function weightOf(item: Item): number | null {
  if (item.kind === 'press') return 1;
  if (item.kind !== 'message') return null;
  return item.message.forward_origin || item.message.media_group_id !== undefined ? rowWeight : 1;
}

/** A longer typed text is cut by the apps at 4,096 units, and its rest comes as a message of its own. */
const cutLength = 4000;

/** Whether more of the same may be on its way: forwarded messages, an album, the rest of a long text. */
export function awaitsMore(group: readonly Item[]): boolean {
  const last = group.at(-1);
  if (last?.kind !== 'message' || last.edited || last.message.chat.type !== 'private') return false;
  return (
    last.message.forward_origin !== undefined || last.message.media_group_id !== undefined || isCut(last)
  );
}
export function belongs(group: readonly Item[], next: Item): boolean {
  const last = group.at(-1);
  if (last?.kind !== 'message' || next.kind !== 'message' || next.edited) return false;
  const forwarded = (item: MessageWork) => item.message.forward_origin !== undefined;
  const album = next.message.media_group_id;
  if (album !== undefined && album === last.message.media_group_id) return true;
  if (forwarded(last) || forwarded(next)) return forwarded(last) && forwarded(next);
  return isCut(last) && next.content.kind === 'text' && !next.content.text.startsWith('/');
}
export function isCut({ message, content }: MessageWork): boolean {
  return message.forward_origin === undefined && content.kind === 'text' && content.text.length >= cutLength;
}
