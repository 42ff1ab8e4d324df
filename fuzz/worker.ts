import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { readCorpus } from './corpus.ts';
import { createExpectations } from './expected.ts';
import { loadParts } from './parts.ts';
import { conversationLength, createPlayer } from './play.ts';
import { createSummary, type Found } from './summary.ts';

/** Which conversations a worker plays: every `step`-th from `from` on, below `to`. */
export type Work = {
  readonly seed: number;
  readonly from: number;
  readonly step: number;
  readonly to: number;
};
/** What a worker says: how far it is, with its heap in bytes after a collection, and in the end what it found. */
export type Report =
  | { readonly kind: 'progress'; readonly messages: number; readonly heap: number }
  | { readonly kind: 'found'; readonly found: Found };

/** Reports of one worker in a run. */
const reports = 20;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const { seed, from, step, to } = workerData as Work;
const play = createPlayer(await loadParts(), readCorpus(), createExpectations(), seed);
const conversations = Math.ceil((to - from) / step);
const summary = createSummary(conversations * conversationLength);
const between = Math.max(1, Math.floor(conversations / reports));
let played = 0;

const report = (what: Report) => parentPort?.postMessage(what);
for (let number = from; number < to; number += step) {
  await play(number, (one) => {
    summary.add(one);
  });
  if (++played % between !== 0) continue;
  collect();
  report({
    kind: 'progress',
    messages: played * conversationLength,
    heap: process.memoryUsage().heapUsed,
  });
}
report({ kind: 'found', found: summary.found() });
