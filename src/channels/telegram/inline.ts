import type { InlineQueryResultArticle } from 'grammy/types';
import type { Answered, MessageContent } from '../../assistant/answering.ts';
import { encodeAction, type Action } from '../../core/action.ts';
import { phrase, type Block } from '../../core/reply.ts';
import type { Translate } from '../../rendering/translator.ts';
import { blocksText } from '../plain-text.ts';
import { formatBlocks } from './format.ts';

/** Answers without remembering anything. */
export type Glance = (content: MessageContent) => Answered;

export type InlineOptions = {
  readonly glance: Glance;
  readonly translate: Translate;
  readonly botName: string;
};

/** Seconds that Telegram may give the same cards to everybody: they depend on the query and the facts alone. */
export const cacheSeconds = 300;
const mostCards = 8;
const longestTitle = 64;
const longestDescription = 140;
const longestStart = 64;

/** The cards for what somebody writes after the bot's name: the answer, or one for each insurer that may be meant. */
export function inlineCards(
  query: string,
  { glance, translate, botName }: InlineOptions,
): InlineQueryResultArticle[] {
  const link = `https://t.me/${botName}`;
  const cardOf = (
    id: string,
    title: string,
    blocks: readonly Block<string>[],
    start: string | null,
  ): InlineQueryResultArticle => {
    const [first] = formatBlocks(blocks);
    return {
      type: 'article',
      id,
      title: shortened(title, longestTitle),
      description: shortened(blocksText(blocks).replace(/\s+/g, ' '), longestDescription),
      input_message_content: {
        message_text: first?.text ?? title,
        entities: [...(first?.entities ?? [])],
        link_preview_options: { is_disabled: true },
      },
      reply_markup: {
        inline_keyboard: [
          [
            {
              text: translate(phrase('telegram.inline.open')),
              url: start === null ? link : `${link}?start=${start}`,
            },
          ],
        ],
      },
    };
  };
  if (query.trim() === '') {
    const title = translate(phrase('telegram.inline.help.title'));
    const text = translate(phrase('telegram.inline.help.text', { link }));
    const description = translate(phrase('telegram.inline.help.description', { name: `@${botName}` }));
    return [{ ...cardOf('help', title, [{ kind: 'paragraph', text }], null), description }];
  }
  const { reply } = glance({ kind: 'text', text: query, forwarded: false });
  const insurers = reply.buttons.filter(({ action }) => action.kind === 'insurer');
  if (insurers.length === 0) {
    const title = blocksText(reply.blocks.slice(0, 1));
    return [cardOf('answer', title, reply.blocks, null)];
  }
  return insurers.slice(0, mostCards).map(({ label, action }) => {
    const data = encodeAction(action);
    return cardOf(data, label, glance({ kind: 'button', data }).reply.blocks, startOf(action));
  });
}

/** What the link to the bot tells it at the start. */
function startOf(action: Action): string | null {
  return action.kind === 'insurer' && action.insurer.length <= longestStart ? action.insurer : null;
}
function shortened(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`;
}
