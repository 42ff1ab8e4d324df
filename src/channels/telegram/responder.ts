import { hash } from 'node:crypto';
import type { Api } from 'grammy';
import { decodeAction, type Action } from '../../core/action.ts';
import { phrase, type PhraseKey, type Reply } from '../../core/reply.ts';
import type { Translate } from '../../rendering/translator.ts';
import type { PictureContent } from '../../assistant/answering.ts';
import type { Answer, Pause } from '../channel.ts';
import { createChatMemories, holdRow, noteAnswer } from './chat-memory.ts';
import type { Delivery, Place } from './delivery.ts';
import type { FetchFile } from './files.ts';
import type { TextContent } from './incoming.ts';
import { isCut, type Item, type MessageWork, type PressWork } from './items.ts';
import type { Deliver } from '../lanes.ts';
import { whileTyping } from '../typing.ts';
import { typingSign } from './typing.ts';
import { addressOf } from './writing-first.ts';

export type ResponderOptions = {
  readonly api: Api;
  readonly answer: Answer;
  readonly delivery: Delivery;
  readonly fetchFile: FetchFile;
  readonly conversationOf: (chat: number) => string;
  /** Leaves nothing of a chat behind. */
  readonly forget: (chat: number) => Promise<void>;
  readonly translate: Translate;
  readonly botName: () => string;
  readonly pause: Pause;
  /** Aborted when the channel ends. */
  readonly signal: AbortSignal;
};

export type Responder = {
  /** Thinks of the answer to what came in a row; what it returns delivers it. */
  respond(group: readonly Item[]): Promise<Deliver>;
  /** Drops what the process knows of a chat. */
  drop(chat: number): void;
};

/** Choices that answer what the message asks, and so take its place; others open a new subject below it. */
const inPlace: readonly Action['kind'][] = ['insurer', 'more', 'given', 'done'];

export function createResponder(options: ResponderOptions): Responder {
  const { api, answer, delivery, conversationOf, translate } = options;
  const memories = createChatMemories();

  /** Delivers a reply and notes which message of ours is the last one. */
  async function show(place: Place, reply: Reply<string>): Promise<number | null> {
    const shown = await delivery.deliver(place, reply);
    memories.of(place.chat).lastShown = shown ?? undefined;
    return shown;
  }
  const showing =
    (place: Place, reply: Reply<string>): Deliver =>
    async () => {
      await show(place, reply);
    };
  const words = (key: PhraseKey, params?: Readonly<Record<string, string>>): Reply<string> => ({
    blocks: [{ kind: 'paragraph', text: translate(phrase(key, params)) }],
    buttons: [],
    documents: [],
    sources: [],
  });

  async function respondToMessages(group: readonly MessageWork[], chat: number): Promise<Deliver> {
    const last = group.at(-1);
    if (!last) return nothing;
    const memory = memories.of(chat);
    const alone = textOfGroup(group);
    const print = fingerprint(alone);
    const before = last.edited ? memory.answers.get(last.message.message_id) : undefined;
    if (before?.fingerprint === print) return nothing; // only the preview or a reaction changed
    const row = alone?.forwarded && last.judged === null ? memory.row : undefined;
    memory.row = undefined;
    const content = row && alone ? joined([row.content, alone], '\n') : alone;
    const pictures = picturesOf(group, content);
    const place = { ...placeOf(last), edit: before?.shown ?? row?.shown };
    const { reply, trace } = await whileTyping(typingSign(api, place), options.pause, () =>
      answer({
        conversation: conversationOf(chat),
        address: { channel: 'telegram', id: addressOf(chat, place.thread) },
        content: pictures ?? content ?? { kind: 'unsupported' },
      }),
    );
    if (trace.intent === 'forget_me') memories.forget(chat);
    return async () => {
      const shown = await show(place, withUnread(reply, group, content !== null));
      if (shown === null) return;
      for (const { message } of group) noteAnswer(memory, message.message_id, shown, print);
      if (!pictures && content?.forwarded && last.message.chat.type === 'private')
        holdRow(memory, { content, shown }, options.pause, options.signal);
    };
  }

  /** What is to be fetched and read of a group, with what was written beside it; null when it holds no file. */
  function picturesOf(group: readonly MessageWork[], written: TextContent | null): PictureContent | null {
    const files = group.flatMap(({ content }) => (content.kind === 'file' ? [content.file] : []));
    if (files.length === 0) return null;
    // the targets of links count as what is written, since a picture's caption is all that goes with it
    const targets = written?.linkTargets.map(({ target }) => target) ?? [];
    return {
      kind: 'picture',
      caption: [written?.text ?? '', ...targets].join('\n').trim(),
      forwarded: group.some(({ message, judged }) => (judged ?? message).forward_origin !== undefined),
      loads: files.map((file) => () => options.fetchFile(file)),
    };
  }

  /** Says of what could not be read that it was not, and what to do instead. */
  function withUnread(reply: Reply<string>, group: readonly MessageWork[], hasText: boolean): Reply<string> {
    const unread = group.flatMap(({ content }) => (content.kind === 'unread' ? [content.what] : []));
    const [what] = unread;
    if (what === undefined) return reply;
    if (hasText) return { ...reply, blocks: [...reply.blocks, ...words('telegram.caption-only').blocks] };
    return { ...reply, blocks: words(`telegram.unread.${what}`).blocks };
  }

  async function respondToPress({ query, data }: PressWork, chat: number): Promise<Deliver> {
    const pressed = query.message;
    const action = decodeAction(data);
    const memory = memories.of(chat);
    const topic = pressed && 'is_topic_message' in pressed ? pressed.message_thread_id : undefined;
    const { reply } = await answer({
      conversation: conversationOf(chat),
      address: { channel: 'telegram', id: addressOf(chat, topic) },
      content: { kind: 'button', data: action ? data : 'i:help' }, // of a version that is no longer known
    });
    const replaces =
      pressed !== undefined && pressed.date !== 0 && action !== null && inPlace.includes(action.kind) &&
      (memory.lastShown === undefined || memory.lastShown === pressed.message_id) && reply.documents.length === 0; // prettier-ignore
    const group = pressed !== undefined && pressed.chat.type !== 'private';
    return async () => {
      memory.row = undefined;
      await Promise.all([
        acknowledge(query.id),
        show(
          {
            chat,
            thread: topic,
            edit: replaces ? pressed.message_id : undefined,
            replyTo: group ? pressed.message_id : undefined,
          },
          reply,
        ),
      ]);
    };
  }
  /** Ends the waiting mark on the button; one that comes too late is of no use to anybody. */
  async function acknowledge(id: string): Promise<void> {
    await api.answerCallbackQuery(id).catch(() => undefined);
  }

  async function respondToChange(item: Item): Promise<Deliver> {
    if (item.kind === 'membership' && item.change === 'joined') {
      const thanks = words('telegram.group.thanks', { name: `@${options.botName()}` });
      return item.group ? showing({ chat: item.chat }, thanks) : nothing;
    }
    await options.forget(item.chat);
    return nothing;
  }

  return {
    async respond(group) {
      const [first] = group;
      if (!first) return nothing;
      if (first.kind === 'too-fast')
        return showing({ chat: first.chat, thread: first.thread }, words('telegram.slow-down'));
      if (first.kind === 'failed')
        return showing({ chat: first.chat, thread: first.thread }, words('error.unexpected'));
      if (first.kind === 'membership' || first.kind === 'moved') return respondToChange(first);
      if (first.kind === 'press') return respondToPress(first, first.chat);
      return respondToMessages(
        group.filter((item) => item.kind === 'message'),
        first.chat,
      );
    },
    drop: (chat) => {
      memories.forget(chat);
    },
  };
}

const nothing: Deliver = () => Promise.resolve();

/** In a group, and wherever something is judged, the answer stands under what it is about. */
function placeOf({ message, content, judged }: MessageWork): Place {
  const isGroup = message.chat.type !== 'private';
  const about = content.kind !== 'text' || content.forwarded || isGroup;
  return {
    chat: message.chat.id,
    thread: message.is_topic_message === true ? message.message_thread_id : undefined,
    replyTo: about ? (judged ?? message).message_id : undefined,
  };
}

/** The texts and captions of what came in a row as one; null when there are none. */
function textOfGroup(group: readonly MessageWork[]): TextContent | null {
  const texts = group.flatMap(({ content }) =>
    content.kind === 'text' ? [content] : content.caption ? [content.caption] : [],
  );
  if (texts.length === 0) return null;
  const [first] = group;
  return joined(texts, first && isCut(first) ? '' : '\n');
}
function joined(texts: readonly TextContent[], between: string): TextContent {
  return {
    kind: 'text',
    text: texts.map(({ text }) => text).join(between),
    forwarded: texts.some(({ forwarded }) => forwarded),
    linkTargets: texts.flatMap(({ linkTargets }) => linkTargets),
  };
}
function fingerprint(content: TextContent | null): string {
  return hash('sha256', JSON.stringify(content), 'base64url');
}
