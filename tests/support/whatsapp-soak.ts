import { setTimeout } from 'node:timers/promises';
import { percentile } from '../../src/evaluation/timing.ts';
import { Crowd, type Asked, type Tally } from './whatsapp-crowd.ts';
import { WhatsappProcess } from './whatsapp-process.ts';

export type SoakOptions = {
  readonly chats: number;
  /** Messages for each fault, which comes in the midst of them. */
  readonly messagesPerFault: number;
  readonly faults: readonly FaultName[];
};
export type SoakReport = Tally & {
  readonly chats: number;
  readonly faults: readonly FaultReport[];
  /** In mebibytes, each second: resident memory of Node, and that of all processes of Chromium (PSS). */
  readonly node: Curve;
  readonly chromium: Curve;
  /** What /healthz says of WhatsApp after the last answer. */
  readonly health: string | undefined;
  readonly exitCode: number | null;
  /** Processes of the browser after the end. */
  readonly processesLeft: number;
  readonly seconds: number;
};
export type FaultReport = {
  readonly fault: FaultName;
  /** From the fault until all are answered who waited for an answer then, or wrote just after. */
  readonly secondsToService: number;
};
export type Curve = {
  readonly first: number;
  readonly median: number;
  readonly last: number;
  readonly most: number;
};

/** How long the network is away, in milliseconds. */
const outage = 2000;
const harms = {
  'the renderer is killed': (bot) => {
    bot.killRenderers();
  },
  'Vigie is killed and started again': (bot) => bot.killAndStart(),
  'the page is loaded anew': ({ web }) => {
    web.reload();
  },
  'the browser is killed': (bot) => {
    bot.killBrowser();
  },
  'WhatsApp is opened elsewhere (CONFLICT)': ({ web }) => {
    web.setState('CONFLICT');
  },
  'WhatsApp ends the connection (UNPAIRED_IDLE)': ({ web }) => {
    web.setState('UNPAIRED_IDLE');
  },
  'the network is away for 2 s': async ({ web }) => {
    web.serve('nothing');
    await setTimeout(outage);
    web.serve('whatsapp');
  },
  'a send hangs and has no effect': ({ web }) => {
    web.hangNextSend('before');
  },
  'a send hangs and has taken effect': ({ web }) => {
    web.hangNextSend('after');
  },
  'the page hangs': ({ web }) => {
    web.freeze();
  },
} satisfies Readonly<Record<string, (bot: WhatsappProcess) => unknown>>;
export type FaultName = keyof typeof harms;
export const allFaults = Object.keys(harms) as readonly FaultName[];

/** Between two messages of the stream, and how often memory is looked at, in milliseconds. */
const messagePause = 5;
const memoryPause = 1000;
/** So many wait for an answer at most; then people wait with the next. */
const mostWaiting = 60;
/** Of those who write after a fault, so many first ones count for its time. */
const justAfter = 20;
const patience = 120_000;
const mebibyte = 2 ** 20;

/** A stream of messages from many chats through the real library in a real browser, and one fault after another. */
export async function soak({ chats, messagesPerFault, faults }: SoakOptions): Promise<SoakReport> {
  const begin = performance.now();
  const bot = await WhatsappProcess.linked();
  const crowd = new Crowd(bot.web, chats);
  const node: number[] = [];
  const chromium: number[] = [];
  const watching = new AbortController();
  const reports: FaultReport[] = [];
  const write = async (count: number) => {
    for (let index = 0; index < count; index++) {
      await crowd.waiting(mostWaiting - 1, patience);
      crowd.say();
      await setTimeout(messagePause);
    }
  };
  const answered = async () => {
    try {
      await crowd.waiting(0, patience);
    } catch (error) {
      throw new Error(`${JSON.stringify(crowd.tally())}: ${bot.errors()}`, { cause: error });
    }
  };
  try {
    await write(1);
    await answered();
    const watch = watchMemory(bot, { node, chromium }, watching.signal);
    for (const [place, fault] of faults.entries()) {
      const before = Math.floor(messagesPerFault / 2);
      await write(place === 0 ? before - 1 : before);
      const at = performance.now();
      const harmed = harms[fault](bot);
      await Promise.all([harmed, write(messagesPerFault - before)]);
      await answered();
      reports.push({ fault, secondsToService: secondsToService(crowd.asked, at) });
    }
    watching.abort();
    await watch;
    const { whatsapp: health } = await bot.health();
    const exitCode = await bot.stop();
    return {
      chats,
      ...crowd.tally(),
      faults: reports,
      node: curve(node),
      chromium: curve(chromium),
      health,
      exitCode,
      processesLeft: bot.browser().length,
      seconds: (performance.now() - begin) / 1000,
    };
  } finally {
    watching.abort();
    await bot.end();
  }
}

function secondsToService(asked: readonly Asked[], at: number): number {
  const firstAnswer = ({ answeredAt: [first = Infinity] }: Asked) => first;
  const waited = asked.filter((message) => message.at <= at && firstAnswer(message) > at);
  const after = asked.filter((message) => message.at > at).slice(0, justAfter);
  return (Math.max(...[...waited, ...after].map(firstAnswer)) - at) / 1000;
}

async function watchMemory(
  bot: WhatsappProcess,
  { node, chromium }: Readonly<Record<'node' | 'chromium', number[]>>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const [ofNode, ofChromium] = await Promise.all([bot.memory(), bot.browserMemory()]);
    // while one of them is started anew there is nothing to see
    if (ofNode > 0) node.push(ofNode / mebibyte);
    if (ofChromium > 0) chromium.push(ofChromium / mebibyte);
    await setTimeout(memoryPause, undefined, { signal }).catch(() => undefined);
  }
}
function curve(samples: readonly number[]): Curve {
  return {
    first: samples[0] ?? Number.NaN,
    median: percentile(samples, 0.5),
    last: samples.at(-1) ?? Number.NaN,
    most: Math.max(...samples),
  };
}
