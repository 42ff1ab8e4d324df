import type { Tallies, TallyKind } from '../storage/tallies.ts';
import type { CountableWords } from './asked-words.ts';
import type { Answered, Assistant, IncomingMessage } from './assistant.ts';
import { createCommonWords } from './common-words.ts';

export type Asked = {
  /** The same answers, and each is counted. */
  counting(answer: Assistant['answer']): Assistant['answer'];
  /** Writes down what is not written yet. */
  end(): Promise<void>;
};

export type AskedOptions = {
  readonly tallies: Pick<Tallies, 'add'>;
  readonly countableWords: CountableWords;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
  /** Counts are written together, so often, in milliseconds: a kill loses those of that time. */
  readonly every?: number;
};

const usualEvery = 10_000;

/**
 * Counts by the day what is asked and what is not understood, for whoever writes the words of Vigie: intents, and words
 * that Vigie does not know once several chats have used them. No text, and nothing of who asked.
 */
export function createAsked({
  tallies,
  countableWords,
  now,
  onError,
  every = usualEvery,
}: AskedOptions): Asked {
  const waiting = new Map<string, { kind: TallyKind; name: string; at: Date; count: number }>();
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  const common = createCommonWords({
    now,
    onCommon: (word, chats) => {
      add('word', word, chats);
    },
  });

  function add(kind: TallyKind, name: string, count = 1): void {
    const at = now();
    const key = `${Math.floor(at.getTime() / 86_400_000)} ${kind} ${name}`;
    const tally = waiting.get(key) ?? { kind, name, at, count: 0 };
    tally.count += count;
    waiting.set(key, tally);
    timer ??= setTimeout(() => void write(), every).unref();
  }
  function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const tallied = [...waiting.values()];
    waiting.clear();
    writing = writing.then(async () => {
      for (const { kind, name, at, count } of tallied)
        await tallies.add(kind, name, at, count).catch(onError);
    });
    return writing;
  }

  function note(
    { conversation, content }: IncomingMessage,
    { outcome, trace, reply, redacted }: Answered,
  ): void {
    if (outcome === 'answered') add('intent', trace.intent);
    else if (outcome === 'not-understood') add('not-understood', nearest(reply));
    else return;
    const isQuestion = content.kind === 'text' && !content.forwarded;
    const isStrange = outcome === 'not-understood' || trace.intent === 'off_topic';
    if (isQuestion && isStrange && redacted.length === 0)
      common.note(conversation, countableWords(content.text));
  }

  return {
    counting: (answer) => async (message) => {
      const answered = await answer(message);
      try {
        note(message, answered);
      } catch (error) {
        onError(error);
      }
      return answered;
    },
    end: () => write(),
  };
}

/** The intent that comes nearest: the one that was offered first. */
function nearest({ buttons: [first] }: Answered['reply']): string {
  return first?.action.kind === 'ask' ? first.action.intent : 'off_topic';
}
