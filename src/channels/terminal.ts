import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { styleText } from 'node:util';
import type { Assistant } from '../assistant/assistant.ts';
import { loadFile, pictureFileIn } from './picture-file.ts';
import { plainStyle, replyText, type TextStyle } from './plain-text.ts';

export type TerminalStreams = {
  readonly input: Readable & { isTTY?: boolean };
  readonly output: Writable & { isTTY?: boolean; columns?: number };
};
export type TerminalWords = { readonly welcome: string; readonly prompt: string; readonly goodbye: string };

const boldStyle: TextStyle = { bold: (text) => styleText('bold', text) };
const widestLine = 80;

/**
 * The chat in the terminal: a line in, a reply out; a line that is the path of a picture stands for it. On a screen it
 * has a prompt, bold and history; through a pipe it writes the replies alone, each ended by an empty line. Resolves
 * when the input ends.
 */
export async function runTerminal(
  assistant: Assistant,
  { input, output }: TerminalStreams,
  words: TerminalWords,
): Promise<void> {
  const onScreen = input.isTTY === true && output.isTTY === true;
  const style = onScreen ? boldStyle : plainStyle;
  const lines = createInterface({
    input,
    ...(onScreen ? { output, prompt: styleText('cyan', words.prompt) } : {}),
    terminal: onScreen,
    crlfDelay: Infinity,
  });
  const write = (text: string) =>
    output.write(
      `${onScreen ? wrapped(text, Math.min(output.columns ?? widestLine, widestLine)) : text}\n\n`,
    );
  if (onScreen) {
    write(words.welcome);
    lines.prompt();
  }
  lines.on('SIGINT', () => {
    lines.close();
  });
  for await (const line of lines) {
    const text = line.toWellFormed();
    if (onScreen && text.trim() === '') {
      lines.prompt();
      continue;
    }
    const picture = pictureFileIn(text);
    const { reply } = await assistant.answer({
      conversation: 'terminal',
      content: picture
        ? { kind: 'picture', caption: '', forwarded: false, loads: [loadFile(picture)] }
        : { kind: 'text', text, forwarded: false },
    });
    write(replyText(reply, style));
    if (onScreen) lines.prompt();
  }
  if (onScreen) write(words.goodbye);
}

/** Breaks lines between words; a word longer than the line stays whole, so that links can be copied. */
function wrapped(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => wrappedLine(line, width))
    .join('\n');
}
function wrappedLine(line: string, width: number): string {
  const indent = /^\s*(?:•|\d+\.)?\s*/.exec(line)?.[0].length ?? 0;
  let column = 0;
  return line
    .split(' ')
    .map((word, index) => {
      const length = word.replace(/\u001b\[\d+m/g, '').length;
      const breaks = index > 0 && column + 1 + length > width;
      column = breaks ? indent + length : column + (index > 0 ? 1 : 0) + length;
      return index === 0 ? word : breaks ? `\n${' '.repeat(indent)}${word}` : ` ${word}`;
    })
    .join('');
}
