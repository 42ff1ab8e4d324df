import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { PictureContent } from '../assistant/answering.ts';
import { createAssistant, type Assistant } from '../assistant/assistant.ts';
import { loadAssistantParts } from '../assistant/load.ts';
import { documentFile } from '../channels/document-file.ts';
import { loadFile, pictureFileIn } from '../channels/picture-file.ts';
import { blocksText, replyText } from '../channels/plain-text.ts';
import { encodeAction } from '../core/action.ts';
import { readDirectories } from '../ops/config.ts';
import { createLazyPictureReader } from '../pictures/lazy-reader.ts';
import { createMemoryConversationStore } from '../storage/memory-state.ts';
import { runCommand, UsageError } from './command.ts';

const usage = 'usage: npm run -s ask -- "message"   or   npm run -s ask -- --json < messages.jsonl';

const request = z.object({
  conversation: z.string().min(1),
  text: z.string().optional(),
  forwarded: z.boolean().optional(),
  /** The path of a picture; `text` is its caption. */
  image: z.string().min(1).optional(),
  button: z.string().optional(),
  at: z.iso.datetime({ offset: true }).optional(),
});

await runCommand(async (argv) => {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  if (!values.json && positionals.length === 0) throw new UsageError(usage);
  const { brain, translate } = await loadAssistantParts(readDirectories(process.env));
  const clock = { time: new Date() };
  const pictures = createLazyPictureReader();
  const assistant = createAssistant(brain, translate, {
    store: createMemoryConversationStore(),
    pictures,
    now: () => clock.time,
    onError: (error) => {
      throw error;
    },
  });
  try {
    if (values.json) {
      await answerLines(assistant, clock);
      return;
    }
    const text = positionals.join(' ');
    const file = pictureFileIn(text);
    const { reply } = await assistant.answer({
      conversation: 'ask',
      content: file ? pictureContent(file) : { kind: 'text', text, forwarded: false },
    });
    process.stdout.write(`${replyText(reply)}\n`);
  } finally {
    await pictures.close();
  }
});

function pictureContent(file: string, caption = '', forwarded = false): PictureContent {
  return { kind: 'picture', caption, forwarded, loads: [loadFile(file)] };
}

/** JSON Lines in, JSON Lines out; a line that cannot be used is answered by an object with `error`, and exit code 1 at the end. */
async function answerLines(assistant: Assistant, clock: { time: Date }): Promise<void> {
  let number = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    number++;
    if (line.trim() === '') continue;
    const answered = await answerLine(line, assistant, clock);
    if ('error' in answered) process.exitCode = 1;
    process.stdout.write(
      `${JSON.stringify('error' in answered ? { line: number, ...answered } : answered)}\n`,
    );
  }
}

async function answerLine(line: string, assistant: Assistant, clock: { time: Date }) {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { error: 'not a JSON object' };
  }
  const parsed = request.safeParse(value);
  if (!parsed.success) return { error: z.prettifyError(parsed.error).replaceAll('\n', ' ') };
  const { conversation, text, forwarded = false, button, image, at } = parsed.data;
  if (at !== undefined) clock.time = new Date(at);
  if (image !== undefined && !existsSync(image)) return { error: `image: there is no file "${image}"` };
  const start = performance.now();
  const { reply, trace, redacted } = await assistant.answer({
    conversation,
    content:
      button !== undefined
        ? { kind: 'button', data: button }
        : image !== undefined
          ? pictureContent(image, text, forwarded)
          : { kind: 'text', text: text ?? '', forwarded },
  });
  const ms = Math.round((performance.now() - start) * 1000) / 1000;
  return {
    conversation,
    replies: [
      {
        text: blocksText(reply.blocks),
        buttons: reply.buttons.map(({ label, action }) => ({ label, data: encodeAction(action) })),
        documents: reply.documents.map(documentFile).map(({ name, mime, bytes }) => ({
          name,
          mime,
          bytes: bytes.length,
        })),
      },
    ],
    intent: trace.intent,
    insurers: trace.insurers,
    exposure: trace.exposure,
    verdict: trace.verdict,
    signals: trace.signals.map(({ id, fragment }) => ({ id, fragment })),
    redacted,
    ms,
  };
}
