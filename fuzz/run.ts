import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { runCommand, UsageError } from '../src/cli/command.ts';
import { readCorpus } from './corpus.ts';
import { createExpectations } from './expected.ts';
import { loadParts } from './parts.ts';
import { conversationLength, createPlayer, slowFrom, type Played } from './play.ts';
import { percentile, together, type Found, type Told } from './summary.ts';
import type { Report, Work } from './worker.ts';

const usage = 'npm run fuzz [-- --messages N] [--seed N] [--workers N] [--only INDEX [--show]]';
const mebibyte = 1024 * 1024;
/** How much more memory than after a fifth of the run is no leak, in MiB. */
const allowedGrowth = 16;

const write = (line: string) => process.stdout.write(`${line}\n`);
const told = ({ index, made, took, best }: Told, seed: number) =>
  `${best.toFixed(1)} ms (first ${took.toFixed(1)}): ${made}; --seed ${seed} --only ${index}`;

function number(text: string, name: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new UsageError(`--${name} "${text}" is no whole number. usage: ${usage}`);
  return value;
}

/** Plays one message again, with those before it in its conversation. */
async function playOnly(index: number, seed: number, show: boolean): Promise<boolean> {
  const play = createPlayer(await loadParts(), readCorpus(), createExpectations(), seed);
  let last: Played | undefined;
  const conversation = Math.floor(index / conversationLength);
  await play(conversation, (played) => (last = played), (index % conversationLength) + 1);
  if (!last) return false;
  const { message, took, best, faults } = last;
  write(told({ index, made: message.made, took, best }, seed));
  if (show) write(JSON.stringify(message.content).slice(0, 2_000));
  for (const fault of faults) write(`fault: ${fault}`);
  return faults.length === 0 && best <= slowFrom;
}

function work(job: Work, onProgress: (messages: number, heap: number) => void): Promise<Found> {
  return new Promise((fulfil, reject) => {
    const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: job });
    worker.on('message', (report: Report) => {
      if (report.kind === 'found') fulfil(report.found);
      else onProgress(report.messages, report.heap);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      reject(new Error(`a worker ended with ${code}`));
    });
  });
}

async function playAll(messages: number, seed: number, workers: number): Promise<boolean> {
  const conversations = Math.ceil(messages / conversationLength);
  write(`${conversations * conversationLength} messages, seed ${seed}, ${workers} workers`);
  const start = performance.now();
  const heaps = Array.from({ length: workers }, (): number[] => []);
  const done = Array.from({ length: workers }, () => 0);
  const all = await Promise.all(
    heaps.map((seen, place) =>
      work({ seed, from: place, step: workers, to: conversations }, (count, heap) => {
        seen.push(heap / mebibyte);
        done[place] = count;
        if (place > 0) return;
        const total = done.reduce((sum, one) => sum + one, 0);
        const rate = total / ((performance.now() - start) / 1000);
        write(`${total} messages, ${rate.toFixed(0)} a second, heap ${heaps.map((of) => `${(of.at(-1) ?? 0).toFixed(0)} MiB`).join(' + ')}`);
      }),
    ),
  ); // prettier-ignore
  const found = together(all);
  const seconds = (performance.now() - start) / 1000;
  const growth = Math.max(...heaps.map((seen) => (seen.at(-1) ?? 0) - (seen[Math.floor(seen.length / 5)] ?? 0)));
  write('');
  write(`${found.times.length} messages in ${seconds.toFixed(0)} s, ${(found.times.length / seconds).toFixed(0)} a second`);
  write(`p50 ${percentile(found.times, 0.5).toFixed(2)} ms, p99 ${percentile(found.times, 0.99).toFixed(2)} ms, p99.9 ${percentile(found.times, 0.999).toFixed(2)} ms, max ${percentile(found.times, 1).toFixed(2)} ms`);
  write(`over ${slowFrom} ms: ${found.paused} by the clock the first time, ${found.slow} of the processor each time`);
  write(`heap ${growth.toFixed(1)} MiB more than after a fifth of the run, peak of the process ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB`);
  write('slowest:');
  for (const one of found.slowest) write(`  ${told(one, seed)}`);
  const faults = Object.entries(found.faults);
  write(faults.length === 0 ? 'no fault' : 'faults:');
  for (const [name, { count, first }] of faults) write(`  ${count} x ${name}: ${told(first, seed)}`);
  return faults.length === 0 && found.slow === 0 && growth <= allowedGrowth;
} // prettier-ignore

await runCommand(async (argv) => {
  const { values } = parseArgs({
    args: argv,
    options: {
      messages: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: '8' },
      workers: { type: 'string', default: '2' },
      only: { type: 'string' },
      show: { type: 'boolean', default: false },
    },
  });
  const seed = number(values.seed, 'seed');
  const well =
    values.only === undefined
      ? await playAll(number(values.messages, 'messages'), seed, Math.max(1, number(values.workers, 'workers')))
      : await playOnly(number(values.only, 'only'), seed, values.show);
  if (!well) process.exitCode = 1;
}); // prettier-ignore
