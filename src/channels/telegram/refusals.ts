import { GrammyError } from 'grammy';
import { ChannelError } from '../channel.ts';

/** Why Telegram did not do what was asked. */
export type RefusalKind =
  | 'unauthorised'
  | 'conflict'
  /** Blocked, deleted, or the bot was put out: nobody reads here any more. */
  | 'gone'
  | 'migrated'
  | 'not-allowed'
  | 'unmodified'
  | 'edit-lost'
  | 'entities'
  | 'buttons'
  | 'too-late'
  | 'unknown';

/** Telegram tells the kinds of its 400 apart by their description alone. */
const descriptions: readonly (readonly [RegExp, RefusalKind])[] = [
  [/message is not modified/i, 'unmodified'],
  [/message (?:to edit not found|can't be edited)|MESSAGE_ID_INVALID/i, 'edit-lost'],
  [/can't parse|entit(?:y|ies)/i, 'entities'],
  [/BUTTON|reply markup|inline keyboard/i, 'buttons'],
  [/query is too old|QUERY_ID_INVALID/i, 'too-late'],
  [/chat not found|PEER_ID_INVALID|user not found|user is deactivated|chat was deleted/i, 'gone'],
  [/not enough rights|CHAT_WRITE_FORBIDDEN|TOPIC_CLOSED|CHAT_RESTRICTED|have no rights/i, 'not-allowed'],
];

export function refusalKind(error: GrammyError): RefusalKind {
  if (error.error_code === 401 || (error.error_code === 404 && error.description === 'Not Found'))
    return 'unauthorised';
  if (error.error_code === 409) return 'conflict';
  if (error.parameters.migrate_to_chat_id !== undefined) return 'migrated';
  const described = descriptions.find(([pattern]) => pattern.test(error.description))?.[1];
  if (error.error_code === 403) return described === 'not-allowed' ? described : 'gone';
  return described ?? 'unknown';
}

/** What ends the channel, in words for the operator; null for any other error. */
export function fatal(error: unknown): ChannelError | null {
  if (error instanceof ChannelError) return error;
  if (!(error instanceof GrammyError)) return null;
  const kind = refusalKind(error);
  if (kind === 'unauthorised')
    return new ChannelError(
      `Telegram refuses TELEGRAM_BOT_TOKEN (${error.error_code}): ask @BotFather for the token of this bot (/token), set it and start again.`,
      'telegram-token-refused',
    );
  if (kind === 'conflict')
    return new ChannelError(
      'Another process takes the messages of this bot (409): stop it, or give each one a bot of its own, and start again.',
      'telegram-conflict',
    );
  return null;
}
