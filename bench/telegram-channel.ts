import { createAlone } from '../src/storage/alone.ts';
import { pause } from '../src/channels/pause.ts';
import { createTelegramChannel } from '../src/channels/telegram/telegram.ts';
import { createMemoryState } from '../src/storage/memory-state.ts';
import type { Answered } from '../src/assistant/answering.ts';

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
const channel = createTelegramChannel(
  {
    token: process.env['TELEGRAM_BOT_TOKEN'] ?? '',
    apiRoot: process.env['TELEGRAM_API_ROOT'] ?? '',
    webhook: null,
    messagesPerMinute: Number(process.env['CHAT_MESSAGES_PER_MINUTE']),
    sendsAtOnce: 8,
  },
  {
    answer: () => Promise.resolve(answered),
    glance: () => answered,
    conversationOf: (chat) => chat,
    forget: () => Promise.resolve(),
    coordination: createAlone(() => Date.now()),
    processed: createMemoryState().processed,
    commands: {},
    translate: () => 'Vigie',
    pause,
    now: () => new Date(),
    onTrouble: (code) => {
      process.stderr.write(`${code}\n`);
    },
  },
);
await channel.start();
process.once('SIGTERM', () => {
  void channel.stop();
});
