import type { Chat, Message, MessageEntity, MessageOrigin, Update, User } from 'grammy/types';
import type { Shown, TelegramBotApi } from './telegram-bot-api.ts';

type Extra = Partial<Message>;

/** Somebody who writes to the bot, alone or in a group. */
export class Person {
  readonly api: TelegramBotApi;
  readonly user: User;
  readonly chat: Chat;
  constructor(api: TelegramBotApi, id: number, chat?: Chat) {
    this.api = api;
    this.user = { id, is_bot: false, first_name: 'Camille', language_code: 'fr' };
    this.chat = chat ?? { id, type: 'private', first_name: 'Camille' };
  }
  /** The same person in a group. */
  in(group: { id: number; topic?: number }): Person {
    return new Person(this.api, this.user.id, {
      id: group.id,
      type: 'supergroup',
      title: 'Famille',
      ...(group.topic ? { is_forum: true as const } : {}),
    });
  }
  message(extra: Extra): Message {
    return {
      message_id: this.api.newMessageId(this.chat.id),
      date: Math.floor(Date.now() / 1000),
      from: this.user,
      chat: this.chat,
      ...extra,
    }; // parts of a message make a message
  }
  send(extra: Extra): Update {
    return this.api.push({ message: this.message(extra) as Message & Update.NonChannel });
  }
  say(text: string, extra: Extra = {}): Update {
    const command = /^\/[\w@]+/.exec(text)?.[0];
    const entities: MessageEntity[] = command
      ? [{ type: 'bot_command', offset: 0, length: command.length }]
      : [];
    for (const { index, 0: mention } of text.matchAll(/(?<!\S)@\w+/g))
      entities.push({ type: 'mention', offset: index, length: mention.length });
    return this.send({ text, ...(entities.length > 0 ? { entities } : {}), ...extra });
  }
  forward(text: string, extra: Extra = {}): Update {
    return this.send({ text, forward_origin: hiddenOrigin, ...extra });
  }
  edit(update: Update, text: string): Update {
    return this.api.push({
      edited_message: { ...update.message, text, edit_date: Math.floor(Date.now() / 1000) } as NonNullable<
        Update['edited_message']
      >, // a message that was sent, with another text
    });
  }
  press(data: string, on: Shown): Update {
    return this.api.push({
      callback_query: {
        id: this.api.newQueryId(),
        from: this.user,
        chat_instance: '1',
        data,
        message: { ...this.api.asMessage(on), chat: this.chat },
      },
    });
  }
  ask(query: string): Update {
    return this.api.push({ inline_query: { id: this.api.newQueryId(), from: this.user, query, offset: '' } });
  }
}

export const hiddenOrigin: MessageOrigin = {
  type: 'hidden_user',
  sender_user_name: 'Info Colis',
  date: 1_790_000_000,
};
