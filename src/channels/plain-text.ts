import type { Block, Button, Reply } from '../core/reply.ts';

export type TextStyle = { bold(text: string): string };

/** Bold marks dropped: for pipes, files and screens without bold. */
export const plainStyle: TextStyle = { bold: (text) => text };

/** Replaces the inline `**bold**` marks by the channel's own. */
export function styled(text: string, style: TextStyle): string {
  return text.replace(/\*\*(.+?)\*\*/gs, (_whole, inner: string) => style.bold(inner));
}

function blockText(block: Block<string>, style: TextStyle): string {
  switch (block.kind) {
    case 'paragraph':
      return styled(block.text, style);
    case 'list':
      return block.items
        .map((item, index) => `${block.ordered ? `${index + 1}.` : '•'} ${styled(item, style)}`)
        .join('\n');
    case 'link':
      return `${styled(block.label, style)} ${block.url}`;
  }
}

/** The blocks of a reply as text, a paragraph each. */
export function blocksText(blocks: readonly Block<string>[], style: TextStyle = plainStyle): string {
  return blocks.map((block) => blockText(block, style)).join('\n\n');
}

/** Choices of a channel without buttons: numbered, one a line. */
export function numberedChoices(buttons: readonly Button<string>[]): string {
  return buttons.map(({ label }, index) => `  ${index + 1}. ${styled(label, plainStyle)}`).join('\n');
}

/** A whole reply as text with numbered choices. */
export function replyText(reply: Reply<string>, style: TextStyle = plainStyle): string {
  return [blocksText(reply.blocks, style), numberedChoices(reply.buttons)]
    .filter((part) => part !== '')
    .join('\n\n');
}
