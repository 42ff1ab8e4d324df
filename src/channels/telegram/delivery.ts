import { GrammyError, InputFile, type Api } from 'grammy';
import type { Reply } from '../../core/reply.ts';
import { documentFile, type DocumentFile } from '../document-file.ts';
import { formatBlocks, formatButtons, type FormattedText } from './format.ts';
import { refusalKind } from './refusals.ts';

/** Where an answer goes. */
export type Place = {
  readonly chat: number;
  readonly thread?: number | undefined;
  /** The message that the answer is about. */
  readonly replyTo?: number | undefined;
  /** A message of ours that the answer replaces. */
  readonly edit?: number | undefined;
};

export type DeliveryOptions = {
  readonly api: Api;
  /** Told when nobody reads in a chat any more. */
  readonly onGone: (chat: number) => Promise<void>;
  /** Told the code of what could not be delivered; never a text or an id. */
  readonly onTrouble: (code: string) => void;
};

export type Delivery = {
  /** Writes a reply in as many messages as it needs. Returns its id when it is one message, so that it can be replaced later. */
  deliver(place: Place, reply: Reply<string>): Promise<number | null>;
};

type Keyboard = ReturnType<typeof formatButtons>;

export function createDelivery({ api, onGone, onTrouble }: DeliveryOptions): Delivery {
  /** Carries out a request; a refusal that has a mend is mended, others end in null. */
  async function attempt<T>(
    place: Place,
    run: (place: Place, part: FormattedText, keyboard: Keyboard) => Promise<T>,
    part: FormattedText,
    keyboard: Keyboard,
  ): Promise<T | null | 'edit-lost' | 'unmodified'> {
    try {
      return await run(place, part, keyboard);
    } catch (error) {
      if (!(error instanceof GrammyError)) throw error;
      const kind = refusalKind(error);
      switch (kind) {
        case 'unauthorised':
        case 'conflict':
          throw error;
        case 'edit-lost':
        case 'unmodified':
          return kind;
        case 'gone':
          await onGone(place.chat);
          return null;
        case 'migrated':
          await onGone(place.chat);
          return attempt({ chat: error.parameters.migrate_to_chat_id ?? place.chat }, run, part, keyboard);
        case 'entities':
          if (part.entities.length > 0) return attempt(place, run, { ...part, entities: [] }, keyboard);
          break;
        case 'buttons':
          if (keyboard.length > 0) return attempt(place, run, part, []);
          break;
        case 'not-allowed':
        case 'too-late':
        case 'unknown':
          break;
      }
      onTrouble(`telegram-${kind}-${error.error_code}`);
      return null;
    }
  }

  const send = ({ chat, thread, replyTo }: Place, { text, entities }: FormattedText, keyboard: Keyboard) =>
    api.sendMessage(chat, text, {
      entities: [...entities],
      link_preview_options: { is_disabled: true },
      ...(thread === undefined ? {} : { message_thread_id: thread }),
      ...(replyTo === undefined ? {} : { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }),
      ...(keyboard.length > 0 ? { reply_markup: { inline_keyboard: keyboard } } : {}),
    }); // prettier-ignore
  const edit = ({ chat, edit: id = 0 }: Place, { text, entities }: FormattedText, keyboard: Keyboard) =>
    api.editMessageText(chat, id, text, {
      entities: [...entities],
      link_preview_options: { is_disabled: true },
      reply_markup: { inline_keyboard: keyboard },
    });
  const sendFile = ({ chat, thread }: Place, { name, bytes }: DocumentFile) =>
    api.sendDocument(
      chat,
      new InputFile(bytes, name),
      thread === undefined ? {} : { message_thread_id: thread },
    );

  return {
    async deliver(place, reply) {
      const parts = formatBlocks(reply.blocks);
      const buttons = formatButtons(reply.buttons);
      let last: number | null = null;
      for (const [index, part] of parts.entries()) {
        const keyboard = index === parts.length - 1 ? buttons : [];
        if (index === 0 && place.edit !== undefined) {
          const edited = await attempt(place, edit, part, keyboard);
          if (edited === null) return null;
          last = place.edit;
          if (edited !== 'edit-lost') continue;
        }
        const to = index === 0 ? place : { chat: place.chat, thread: place.thread };
        const sent = await attempt(to, send, part, keyboard);
        if (sent === null || typeof sent === 'string') return null;
        last = sent.message_id;
      }
      for (const document of reply.documents)
        await attempt(place, (to) => sendFile(to, documentFile(document)), { text: '', entities: [] }, []);
      return parts.length === 1 ? last : null;
    },
  };
}
