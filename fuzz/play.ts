import { createAssistant, type Answered, type Assistant } from '../src/assistant/assistant.ts';
import { createAsked } from '../src/assistant/asked.ts';
import { encodeAction } from '../src/core/action.ts';
import type { Conversation } from '../src/core/conversation.ts';
import { createSketcher } from '../src/privacy/sketch.ts';
import { createMemoryState } from '../src/storage/memory-state.ts';
import type { Corpus } from './corpus.ts';
import type { Expectations } from './expected.ts';
import { messageFor, type FuzzMessage } from './message.ts';
import type { FuzzParts } from './parts.ts';
import { randomFor } from './random.ts';

/** Messages of one conversation. */
export const conversationLength = 10;
/** A message over it is slow, in milliseconds. */
export const slowFrom = 50;
/** So often a message that took too long is answered again: a pause of the garbage collector does not come every time. */
const tries = 6;
/** From here on a message is answered again, so that the slowest are told by what they cost, in milliseconds. */
const doubtfulFrom = 20;
/** Systems count processor time by ticks: it may be so much more than they say, in milliseconds. */
const clockTick = 4;
/** Conversations that are remembered at the same time; older ones are forgotten, as silent ones are. */
const remembered = 2_000;

type Answer = Assistant['answer'];

/** One message as it was answered. */
export type Played = {
  /** Its number within the run; with the seed it is made again. */
  readonly index: number;
  readonly message: FuzzMessage;
  /** By the clock, the first time, in milliseconds. */
  readonly took: number;
  /** Of the processor, the quickest of several times where the first was slow, else the same: other programs count for nothing. */
  readonly best: number;
  /** What is wrong, in words without any text of the message. */
  readonly faults: readonly string[];
};

/**
 * Plays conversations through the whole assistant: redaction, meaning, judging, memory, translation.
 *
 * @param onPlayed is told of every message, in order
 */
export function createPlayer(
  { brain, translate, countableWords }: FuzzParts,
  corpus: Corpus,
  expectations: Expectations,
  seed: number,
): (conversation: number, onPlayed: (played: Played) => void, messages?: number) => Promise<void> {
  const state = createMemoryState();
  const again = createMemoryState();
  const sketch = createSketcher(new Uint8Array(32));
  let errors: unknown[] = [];
  const now = () => new Date(Date.UTC(2026, 10, 24));
  const onError = (error: unknown) => errors.push(error);
  const assistantWith = ({ conversations, subscriptions, campaigns, tallies }: typeof state): Answer => {
    const assistant = createAssistant(brain, translate, {
      store: conversations,
      subscriptions,
      campaigns: { campaigns, sketch },
      now,
      onError,
    });
    return createAsked({ tallies, countableWords, now, onError }).counting((message) =>
      assistant.answer(message),
    );
  };
  const assistant = assistantWith(state);
  const repeating = assistantWith(again);

  async function timed(
    answer: Answer,
    conversation: string,
    { content }: FuzzMessage,
  ): Promise<readonly [Answered, number]> {
    const address = { channel: 'telegram', id: conversation };
    const start = performance.now();
    const answered = await answer({ conversation, content, address });
    return [answered, performance.now() - start];
  }

  async function bestOf(before: Conversation | null, message: FuzzMessage, first: number): Promise<number> {
    let best = first;
    for (let time = 0; time < tries && best > doubtfulFrom; time++) {
      if (before) await again.conversations.set('again', before, new Date(0));
      const start = process.threadCpuUsage();
      const [, took] = await timed(repeating, 'again', message);
      const { user, system } = process.threadCpuUsage(start);
      best = Math.min(best, took, (user + system) / 1000 + clockTick);
      await again.conversations.forget('again');
    }
    return best;
  }

  return async (number, onPlayed, messages = conversationLength) => {
    const random = randomFor(seed, number);
    const id = `chat-${number}`;
    let shown: readonly string[] = [];
    for (let place = 0; place < messages; place++) {
      const message = messageFor(corpus, random, shown);
      const before = await state.conversations.get(id);
      errors = [];
      const [answered, took] = await timed(assistant, id, message);
      const kept = await state.conversations.get(id);
      const unexpected = errors.map((error) => `an error: ${nameOf(error)}`);
      const best = took > doubtfulFrom ? await bestOf(before, message, took) : took;
      shown = answered.reply.buttons.map(({ action }) => encodeAction(action));
      const faults = [...unexpected, ...expectations.check(message, answered, kept)];
      onPlayed({ index: number * conversationLength + place, message, took, best, faults });
    }
    await state.conversations.forget(`chat-${number - remembered}`);
  };
}

/** Where an error was thrown, without its message, which may hold what was sent. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const [, where = ''] = /\n\s+at (.*)/.exec(error.stack ?? '') ?? [];
  return `${error.name} at ${where.replace(/file:\/\/.*\/(?=src|fuzz)/, '')}`;
}
