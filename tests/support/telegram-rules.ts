import type {
  BotCommand,
  InlineKeyboardButton,
  InlineKeyboardMarkup,
  InlineQueryResult,
  MessageEntity,
} from 'grammy/types';

/** An answer `{ok: false}` of the Bot API. */
export class Refusal extends Error {
  readonly code: number;
  readonly parameters: object | undefined;
  constructor(description: string, code = 400, parameters?: object) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

/** A parameter as text; a missing one is empty. */
export function written(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

const longestText = 4096;

/** A text and its entities as Telegram takes them, in UTF-16 units. */
export function checkText(params: Readonly<Record<string, unknown>>): {
  text: string;
  entities: MessageEntity[];
} {
  const text = written(params['text']);
  if (text.trim() === '') throw new Refusal('Bad Request: message text is empty');
  if (text.length > longestText) throw new Refusal('Bad Request: message is too long');
  if (!text.isWellFormed()) throw new Refusal('Bad Request: strings must be encoded in UTF-8');
  if (params['parse_mode'] !== undefined)
    throw new Refusal("Bad Request: can't parse entities: the stand-in wants entities");
  const entities = (params['entities'] ?? []) as MessageEntity[];
  if (entities.length > 100) throw new Refusal('Bad Request: too many entities');
  for (const { offset, length } of entities)
    if (offset < 0 || length < 1 || offset + length > text.length)
      throw new Refusal("Bad Request: entity beyond the text's end");
  return { text, entities };
}

export function checkKeyboard(markup: InlineKeyboardMarkup | undefined): InlineKeyboardButton[][] {
  const rows = markup?.inline_keyboard ?? [];
  if (rows.flat().length > 100) throw new Refusal('Bad Request: too many inline buttons');
  for (const row of rows) {
    if (row.length === 0 || row.length > 8) throw new Refusal('Bad Request: a row has 1 to 8 buttons');
    for (const button of row) {
      if (button.text === '')
        throw new Refusal('Bad Request: text buttons are unallowed in the inline keyboard');
      if (!('callback_data' in button)) continue;
      const bytes = Buffer.byteLength(button.callback_data);
      if (bytes < 1 || bytes > 64) throw new Refusal('Bad Request: BUTTON_DATA_INVALID');
    }
  }
  return rows;
}

export function checkCommands(params: Readonly<Record<string, unknown>>): true {
  const commands = params['commands'] as BotCommand[];
  if (commands.length > 100) throw new Refusal('Bad Request: BOT_COMMANDS_TOO_MUCH');
  for (const { command, description } of commands) {
    if (!/^[a-z0-9_]{1,32}$/.test(command)) throw new Refusal('Bad Request: BOT_COMMAND_INVALID');
    if (description.length < 1 || description.length > 256)
      throw new Refusal('Bad Request: BOT_COMMAND_DESCRIPTION_INVALID');
  }
  return true;
}

export function checkInlineResults(results: readonly InlineQueryResult[]): void {
  if (results.length > 50) throw new Refusal('Bad Request: RESULTS_TOO_MUCH');
  if (new Set(results.map(({ id }) => id)).size < results.length)
    throw new Refusal('Bad Request: RESULT_ID_DUPLICATE');
  for (const result of results) {
    if (Buffer.byteLength(result.id) > 64 || result.id === '')
      throw new Refusal('Bad Request: RESULT_ID_INVALID');
    if (result.type !== 'article') continue;
    const content = result.input_message_content;
    if (!('message_text' in content)) throw new Refusal('Bad Request: MESSAGE_EMPTY');
    checkText({ text: content.message_text, entities: content.entities, parse_mode: content.parse_mode });
    checkKeyboard(result.reply_markup);
  }
}
