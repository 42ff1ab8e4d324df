import { hash } from 'node:crypto';
import { phrase, type PhraseKey, type Reply } from '../../core/reply.ts';
import type { Translate } from '../../rendering/translator.ts';
import type { PictureContent } from '../../assistant/answering.ts';
import type { Answer, Pause } from '../channel.ts';
import type { Deliver } from '../lanes.ts';
import { whileTyping } from '../typing.ts';
import { holdRow, noteAnswered, type ChatMemories } from './chat-memory.ts';
import type { Content, TextContent, Unread } from './incoming.ts';
import type { Item, MessageItem } from './items.ts';
import type { Requests } from './requests.ts';
import type { Place, Sending } from './sending.ts';
import { typingSign, withReceipt } from './signs.ts';

export type ResponderOptions = {
  readonly answer: Answer;
  readonly sending: Sending;
  readonly requests: Requests;
  readonly memories: ChatMemories;
  /** The pseudonym of a chat. */
  readonly conversationOf: (chat: string) => Promise<string>;
  /** Asks again whenever the session is there again. */
  readonly onceReady: <T>(ask: () => Promise<T>) => Promise<T>;
  readonly translate: Translate;
  /** Whether nothing else of a chat waits for an answer than so many. */
  readonly isLast: (chat: string, inWork: number) => boolean;
  readonly onAnswered: (chat: string) => void;
  readonly pause: Pause;
  readonly signal: AbortSignal;
};

export type Responder = {
  /** Thinks of the answer to what came in a row; what it returns delivers it. */
  respond(group: readonly Item[]): Promise<Deliver>;
};

export function createResponder(options: ResponderOptions): Responder {
  const { answer, sending, requests, memories, conversationOf, translate, pause, signal } = options;

  const words = (key: PhraseKey): Reply<string> => ({
    blocks: [{ kind: 'paragraph', text: translate(phrase(key)) }],
    buttons: [],
    documents: [],
    sources: [],
  });

  async function respondToMessages(group: readonly MessageItem[]): Promise<Deliver> {
    const last = group.at(-1);
    if (!last) return nothing;
    const { chat } = last;
    const { id, isGroup } = last.held.message;
    const memory = memories.of(chat);
    const isLast = () => options.isLast(chat, group.length);
    const alone = textOf(group);
    const print = fingerprint(last.held.content);
    if (last.edited && memory.answered.get(id) === print) return seenOnly(chat, isLast);
    const row = alone?.forwarded && !isGroup && !last.edited ? memory.row : undefined;
    memory.row = undefined;
    const content = row && alone ? joined([row.content, alone]) : alone;
    const pictures = picturesOf(group, content);
    const conversation = await conversationOf(chat);
    const { reply, trace } = await withReceipt(requests, id, pause, () =>
      whileTyping(typingSign(requests, chat), pause, () =>
        answer({
          conversation,
          address: { channel: 'whatsapp', id: chat },
          content: pictures ?? content ?? { kind: 'unsupported' },
        }),
      ),
    );
    if (trace.intent === 'forget_me') memories.forget(chat);
    return async () => {
      const place: Place = { chat, question: id, quotes: isAbout(last), inDoubt: last.missed, isLast };
      if (!(await sending.deliver(place, withUnread(reply, group, content !== null)))) return;
      options.onAnswered(chat);
      for (const { held } of group) noteAnswered(memory, held.message.id, fingerprint(held.content));
      if (!pictures && content?.forwarded && !isGroup)
        holdRow(memory, { content, keys: group.map(({ held }) => held.message.id) }, pause, signal);
    };
  }

  /** What is to be fetched and read of a group, with what was written beside it; null when it holds no file. */
  function picturesOf(group: readonly MessageItem[], written: TextContent | null): PictureContent | null {
    const files = group.flatMap(({ held: { content } }) => (content.kind === 'file' ? [content] : []));
    if (files.length === 0) return null;
    return {
      kind: 'picture',
      caption: written?.text ?? '',
      forwarded: files.some(({ forwarded }) => forwarded),
      loads: files.map(
        ({ file }) =>
          () =>
            options.onceReady(() => requests.download(file)),
      ),
    };
  }

  /** What needs no answer is read all the same. */
  function seenOnly(chat: string, isLast: () => boolean): Deliver {
    return async () => {
      if (isLast()) await requests.markSeen(chat).catch(() => undefined);
    };
  }

  /** Says of what could not be read that it was not, and what to do instead. */
  function withUnread(reply: Reply<string>, group: readonly MessageItem[], hasText: boolean): Reply<string> {
    const unread = group.flatMap(({ held: { content } }) =>
      content.kind === 'unread' ? [content.what] : [],
    );
    const [what] = unread;
    if (what === undefined) return reply;
    if (hasText) return { ...reply, blocks: [...reply.blocks, ...words('telegram.caption-only').blocks] };
    return { ...reply, blocks: words(unreadPhrase(what)).blocks };
  }

  return {
    async respond(group) {
      const [first] = group;
      if (!first) return nothing;
      if (first.kind === 'too-fast')
        return async () => {
          await sending.deliver({ chat: first.chat }, words('telegram.slow-down'));
        };
      const messages = group.filter((item) => item.kind === 'message');
      const left = messages.filter(({ held }) => held.state !== 'deleted');
      if (left.length > 0) return respondToMessages(left);
      return seenOnly(first.chat, () => options.isLast(first.chat, group.length));
    },
  };
}

const nothing: Deliver = () => Promise.resolve();

function unreadPhrase(what: Unread): PhraseKey {
  if (what === 'view-once') return 'whatsapp.unread.view-once';
  return `telegram.unread.${what}`;
}

/** An answer quotes what it is about where that is not the last thing said. */
function isAbout({ edited, missed, held: { message, content } }: MessageItem): boolean {
  const isJudged = content.kind !== 'text' || content.forwarded || message.quoted !== null;
  return edited || missed || message.isGroup || isJudged;
}

/** The texts and captions of what came in a row as one; null when there are none. */
function textOf(group: readonly MessageItem[]): TextContent | null {
  const texts = group.flatMap(({ held: { content } }) => textsOf(content));
  return texts.length === 0 ? null : joined(texts);
}
function textsOf(content: Content): TextContent[] {
  if (content.kind === 'text') return [content];
  return content.caption ? [content.caption] : [];
}
function joined(texts: readonly TextContent[]): TextContent {
  return {
    kind: 'text',
    text: texts.map(({ text }) => text).join('\n'),
    forwarded: texts.some(({ forwarded }) => forwarded),
  };
}
/** A hash of what a message says: it tells whether an edit changed anything but spaces. */
export function fingerprint(content: Content): string {
  const texts = textsOf(content).map(({ text }) => text.replace(/\s+/g, ' ').trim());
  return hash('sha256', JSON.stringify([content.kind, texts]), 'base64url');
}
