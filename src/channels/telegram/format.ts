import type { InlineKeyboardButton, MessageEntity } from 'grammy/types';
import { encodeAction } from '../../core/action.ts';
import type { Block, Button } from '../../core/reply.ts';
import { blocksText, plainStyle, styled } from '../plain-text.ts';

/** A text with its bold parts: entities need no escaping, so nothing that people write can break them. */
export type FormattedText = { readonly text: string; readonly entities: readonly MessageEntity[] };

/** Telegram's limits. */
const longestText = 4096;
const mostEntities = 100;
/** Two buttons share a row when both labels are at most so long. */
const shortLabel = 18;
/** Characters that no text holds, around what is bold. */
const open = '\uFDD0';
const close = '\uFDD1';

/** The blocks of a reply in as many messages as they need, each at most 4,096 UTF-16 units. */
export function formatBlocks(blocks: readonly Block<string>[]): FormattedText[] {
  const marked = blocksText(blocks, { bold: (inner) => `${open}${inner}${close}` }).toWellFormed();
  return split(marked.replace(/\0/g, '')).map(withEntities);
}

/** Cuts at paragraphs where that is possible, else at lines, words, or anywhere but inside a character. */
function split(marked: string): string[] {
  const parts: string[] = [];
  let rest = marked.trim();
  let bold = false;
  while (rest !== '') {
    const whole: string = (bold ? open : '') + rest;
    const cut = plainLength(whole) <= longestText ? whole.length : cutOf(whole);
    const part: string = whole.slice(0, cut).trimEnd();
    bold = part.lastIndexOf(open) > part.lastIndexOf(close);
    parts.push(bold ? part + close : part);
    rest = whole.slice(cut).trimStart();
  }
  return parts;
}
function plainLength(marked: string): number {
  return marked.replaceAll(open, '').replaceAll(close, '').length;
}
function cutOf(marked: string): number {
  const most = longestText; // marks count too here, which only cuts a little earlier
  for (const border of ['\n\n', '\n', ' ']) {
    const at = marked.lastIndexOf(border, most);
    if (at > most / 2) return at;
  }
  return isLowSurrogate(marked, most) ? most - 1 : most;
}
function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function withEntities(marked: string): FormattedText {
  const entities: MessageEntity[] = [];
  let text = '';
  let start: number | null = null;
  for (const piece of marked.split(/([\uFDD0\uFDD1])/)) {
    if (piece === open) start ??= text.length;
    else if (piece === close) {
      const length = start === null ? 0 : text.length - start;
      if (start !== null && length > 0) entities.push({ type: 'bold', offset: start, length });
      start = null;
    } else text += piece;
  }
  return { text, entities: entities.slice(0, mostEntities) };
}

/** Buttons in rows; each carries its whole action, so that an old one still means something. */
export function formatButtons(buttons: readonly Button<string>[]): InlineKeyboardButton.CallbackButton[][] {
  const rows: InlineKeyboardButton.CallbackButton[][] = [];
  for (const { label, action } of buttons) {
    const text = styled(label, plainStyle);
    const button = { text, callback_data: encodeAction(action) };
    const row = rows.at(-1);
    const fits = row?.length === 1 && text.length <= shortLabel && (row[0]?.text.length ?? 0) <= shortLabel;
    if (fits) row.push(button);
    else rows.push([button]);
  }
  return rows;
}
