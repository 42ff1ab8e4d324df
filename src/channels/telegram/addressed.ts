import type { Message, MessageEntity, UserFromGetMe } from 'grammy/types';
import { contentOf, textOf, type Content } from './incoming.ts';

/** What the bot is called to in a group: a message to answer, or a message of somebody else to judge. */
export type Addressed = { readonly content: Content; readonly judged: Message | null };

/** The intent of a command written with its slash, or null when the bot has no such command. */
export type CommandIntent = (command: string) => string | null;

/**
 * In a group the bot speaks when it is commanded, mentioned or replied to. A mention in reply to somebody else's
 * message, or the bare command to analyse, asks to judge that message. Null: the message is not for the bot.
 */
export function addressedInGroup(
  message: Message,
  me: Pick<UserFromGetMe, 'id' | 'username'>,
  commandIntent: CommandIntent,
): Addressed | null {
  const text = message.text ?? message.caption ?? '';
  const entities = message.entities ?? message.caption_entities ?? [];
  const mention = entities.find((entity) => isMention(text, entity, me));
  const command = commandOf(text, entities, me, commandIntent);
  const reply = message.reply_to_message;
  const toBot = reply?.from?.id === me.id;
  if (command === 'of-another-bot' || (!mention && !command && !toBot)) return null;
  const said = mention
    ? `${text.slice(0, mention.offset)} ${text.slice(mention.offset + mention.length)}`
    : text;
  const toJudge = command
    ? command.intent === 'message_to_analyse' && command.written === text.trim()
    : mention !== undefined;
  // all messages of a topic reply to the service message that opened it
  if (toJudge && reply && !toBot && !reply.forum_topic_created)
    return { content: judgedContent(reply, me.id), judged: reply };
  const own = contentOf(message, me.id);
  return { content: own.kind === 'text' ? { ...own, text: said.trim() } : own, judged: null };
}

function judgedContent(message: Message, botId: number): Content {
  if (message.text !== undefined || message.caption !== undefined)
    return { ...textOf(message), forwarded: true };
  return contentOf(message, botId);
}

function isMention(text: string, entity: MessageEntity, me: Pick<UserFromGetMe, 'id' | 'username'>): boolean {
  if (entity.type === 'text_mention') return entity.user.id === me.id;
  const name = text.slice(entity.offset, entity.offset + entity.length);
  return entity.type === 'mention' && name.toLowerCase() === `@${me.username.toLowerCase()}`;
}

/** The command at the beginning of a text. */
function commandOf(
  text: string,
  entities: readonly MessageEntity[],
  me: Pick<UserFromGetMe, 'username'>,
  commandIntent: CommandIntent,
): { readonly written: string; readonly intent: string | null } | 'of-another-bot' | null {
  const entity = entities.find(({ type, offset }) => type === 'bot_command' && offset === 0);
  if (!entity) return null;
  const written = text.slice(0, entity.length);
  const [command = '', bot] = written.toLowerCase().split('@');
  if (bot !== undefined && bot !== me.username.toLowerCase()) return 'of-another-bot';
  const intent = commandIntent(command);
  return bot === undefined && intent === null ? null : { written, intent };
}
