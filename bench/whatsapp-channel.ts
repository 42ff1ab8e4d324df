import { join } from 'node:path';
import type { Answered } from '../src/assistant/answering.ts';
import { pause } from '../src/channels/pause.ts';
import { createWhatsappChannel } from '../src/channels/whatsapp/whatsapp.ts';
import { createMemoryState } from '../src/storage/memory-state.ts';

/** Vigie's channel with nothing behind it: every message gets the same answer, and nothing is kept on disk. */
const answered: Answered = {
  reply: {
    blocks: [{ kind: 'paragraph', text: '**Une réponse** de la longueur habituelle. '.repeat(12) }],
    buttons: ['help', 'quiz', 'sources'].map((intent) => ({
      label: intent,
      action: { kind: 'ask', intent: intent as 'help' },
    })),
    documents: [],
    sources: [],
  },
  trace: { intent: 'help', insurers: [], exposure: {}, verdict: null, signals: [], feedback: null },
  outcome: 'answered',
  redacted: [],
};
const channel = createWhatsappChannel(
  {
    chromiumPath: process.env['CHROMIUM_PATH'] ?? null,
    chromiumArguments: JSON.parse(process.env['CHROMIUM_ARGS'] ?? '[]') as string[],
    directory: join(process.env['STATE_DIR'] ?? '', 'whatsapp'),
    pairingNumber: null,
    messagesPerMinute: Number(process.env['CHAT_MESSAGES_PER_MINUTE']),
    sendsPerMinute: Number(process.env['WHATSAPP_SENDS_PER_MINUTE']),
  },
  {
    answer: () => Promise.resolve(answered),
    conversationOf: (chat) => chat,
    processed: createMemoryState().processed,
    translate: () => 'Vigie',
    pause,
    now: () => new Date(),
    clock: () => performance.now(),
    random: () => Math.random(),
    show: () => undefined,
    onTrouble: (code) => {
      process.stderr.write(`${code}\n`);
    },
  },
);
await channel.start();
process.once('SIGTERM', () => {
  void channel.stop();
});
