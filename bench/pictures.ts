import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { createWorker, OEM } from 'tesseract.js';
import { createAssistant } from '../src/assistant/assistant.ts';
import { loadAssistantParts } from '../src/assistant/load.ts';
import { percentile } from '../src/evaluation/timing.ts';
import { readConfiguration } from '../src/ops/config.ts';
import { startProcess } from '../src/pictures/process.ts';
import { createPictureReader } from '../src/pictures/reader.ts';
import type { PictureReader } from '../src/pictures/reading.ts';
import { createMemoryConversationStore } from '../src/storage/memory-state.ts';
import { darkChat, photoOf, sheet } from '../tests/pictures/drawn.ts';
import { hostileFiles } from '../tests/pictures/hostile-files.ts';
import { openPainter } from '../tests/support/pictures/browser.ts';

export type PictureBenchRow = {
  readonly what: string;
  readonly count: number;
  readonly p50Milliseconds: number;
  readonly p95Milliseconds: number;
};

const rounds = 30;
const messages = [
  'Bonjour, votre colis est arrivé au point de retrait. Réglez 1,99 € : https://colis-en-attente.example/suivi?id=48213',
  'Qui êtes-vous ? Je n’ai rien commandé et je ne paierai rien.',
  'Dernier rappel avant le retour de votre colis à l’expéditeur, le mardi 14 mars à 18 h 30.',
  'Merci de cesser, je préviens ma banque et le 33700.',
];

/**
 * One picture read in its own process, and text answers of this one meanwhile. Beside it the peer: tesseract.js on the
 * picture as it is, in a thread of this process.
 */
export async function run(): Promise<PictureBenchRow[]> {
  const painter = await openPainter();
  const screenshot = Buffer.from(
    (await painter.draw(darkChat(messages.map((text, index) => ({ text, sent: index % 2 === 1 }))), 3)).png,
  );
  const photo = await photoOf(painter, await sheet(messages, 'https://colis-en-attente.example/qr'), 8);
  await painter.close();
  const reader = createPictureReader();
  try {
    const answerTimes = await answering();
    const idle = await answerTimes(Promise.resolve());
    const first = await timesOf(reader, screenshot, 1);
    const reading = timesOf(reader, screenshot, rounds);
    const meanwhile = await answerTimes(reading);
    return [
      row('screenshot 1170x2532, the process starting', first),
      row('screenshot 1170x2532', await reading),
      row('photo of a letter, 8 degrees', await timesOf(reader, photo, rounds)),
      row('peer: tesseract.js alone, screenshot', await peerTimes(screenshot)),
      row('text answers, nothing being read', idle),
      row('text answers while pictures are read', meanwhile),
    ];
  } finally {
    await reader.close();
  }
}

const row = (what: string, times: readonly number[]): PictureBenchRow => ({
  what,
  count: times.length,
  p50Milliseconds: percentile(times, 0.5),
  p95Milliseconds: percentile(times, 0.95),
});

async function timesOf(reader: PictureReader, picture: Uint8Array, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < count; round += 1) {
    const start = performance.now();
    await reader.read(picture);
    times.push(performance.now() - start);
  }
  return times;
}

async function peerTimes(picture: Buffer): Promise<number[]> {
  const data = dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/fra/package.json'));
  const worker = await createWorker('fra', OEM.LSTM_ONLY, {
    langPath: join(data, '4.0.0_best_int'),
    gzip: true,
    cacheMethod: 'none',
    errorHandler: () => undefined,
  });
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await worker.recognize(picture);
    times.push(performance.now() - start);
  }
  await worker.terminate();
  return times;
}

const questions = join(import.meta.dirname, '../tests/fixtures/heldout/questions.jsonl');

type Answering = (pictures: Promise<unknown>) => Promise<number[]>;

/** Gives a function that tells what text answers take until pictures are read, one every 20 ms, at least 300. */
async function answering(): Promise<Answering> {
  const { brain, translate } = await loadAssistantParts(readConfiguration(process.env));
  const assistant = createAssistant(brain, translate, {
    store: createMemoryConversationStore(),
    now: () => new Date(),
    onError: (error) => {
      throw error;
    },
  });
  const texts = readFileSync(questions, 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { text: string }).text);
  let turn = 0;
  const answer = async (): Promise<number> => {
    const content = { kind: 'text', text: texts[turn % texts.length] ?? '', forwarded: false } as const;
    const start = performance.now();
    await assistant.answer({ conversation: `chat-${(turn += 1)}`, content });
    return performance.now() - start;
  };
  // a server answers warm
  while (turn < 2000) await answer();
  return async (pictures) => {
    const state = { read: false };
    void pictures.then(() => (state.read = true));
    const times: number[] = [];
    while (!state.read || times.length < 300) {
      times.push(await answer());
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return times;
  };
}

const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);

/** Memory of the reading process and of this one over 200 pictures, and when the reader has ended it. */
export async function runMemory(): Promise<object[]> {
  const painter = await openPainter();
  const bubbles = messages.map((text, index) => ({ text, sent: index % 2 === 1 }));
  const pictures = [
    Buffer.from((await painter.draw(darkChat(bubbles), 3)).png),
    await photoOf(painter, await sheet(messages), -7),
  ];
  await painter.close();
  const children: { child: ChildProcess; memory: number }[] = [];
  const reader = createPictureReader({ idle: 1000 }, () => {
    const started = { child: startProcess(), memory: 0 };
    started.child.on('message', (message: { memory?: number }) => (started.memory = message.memory ?? 0));
    children.push(started);
    return started.child;
  });
  const rows: object[] = [];
  const note = (after: number) =>
    rows.push({
      pictures: after,
      processes: children.length,
      processMegabytes: megabytes(children.at(-1)?.memory ?? 0),
      ownMegabytes: megabytes(process.memoryUsage.rss()),
    });
  note(0);
  for (let count = 1; count <= 200; count += 1) {
    await reader.read(pictures[count % 2] ?? Buffer.alloc(0));
    if (count === 2 || count % 50 === 0) note(count);
  }
  // the timer that ends an idle process does not keep this one
  while (children.at(-1)?.child.signalCode === null) await new Promise((resolve) => setTimeout(resolve, 100));
  rows.push({
    pictures: 200,
    processes: 0,
    processMegabytes: 0,
    ownMegabytes: megabytes(process.memoryUsage.rss()),
  });
  await reader.close();
  return rows;
}

/** 500 files made to break readers: what each kind is answered, and how many processes they killed. */
export async function runHostile(): Promise<object[]> {
  const children: ChildProcess[] = [];
  const reader = createPictureReader({}, () => {
    const child = startProcess();
    children.push(child);
    return child;
  });
  const answers = new Map<string, { times: number[]; answers: Map<string, number> }>();
  for (const { name, bytes } of await hostileFiles(500, 7)) {
    const start = performance.now();
    const reading = await reader.read(bytes);
    const kind = name.replace(/^\d+ /, '');
    const found = answers.get(kind) ?? { times: [], answers: new Map<string, number>() };
    answers.set(kind, found);
    const answer = reading.kind === 'refused' ? reading.reason : reading.kind;
    found.times.push(performance.now() - start);
    found.answers.set(answer, (found.answers.get(answer) ?? 0) + 1);
  }
  await reader.close();
  return [
    ...[...answers].map(([kind, { times, answers: given }]) => ({
      kind,
      files: times.length,
      answers: [...given].map(([answer, count]) => `${answer} ${count}`).join(', '),
      slowestMilliseconds: Math.max(...times),
    })),
    { kind: 'processes that were needed', files: children.length },
  ];
}
