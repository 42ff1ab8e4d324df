import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { percentile } from '../src/evaluation/timing.ts';

export type StartBenchRow = {
  readonly what: string;
  readonly runs: number;
  readonly medianMilliseconds: number;
  readonly memoryMebibytes: number;
  readonly peakMebibytes: number;
};

const runs = 7;
const root = join(import.meta.dirname, '..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: { start: string };
};
/** What `npm start` gives to Node. */
const startArguments = scripts.start.split(' ').slice(1);
const messages = readFileSync(join(root, 'tests/fixtures/heldout/questions.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => (JSON.parse(line) as { text: string }).text.replaceAll('\n', ' '));

/** From the start of the process to the first answer, its resident memory after 300 messages and its peak; beside it an empty Node. */
export async function run(): Promise<StartBenchRow[]> {
  return [
    await measure('the terminal chat', startArguments, messages),
    await measure(
      'floor: Node that echoes',
      ['-e', 'process.stdin.on("data", (line) => process.stdout.write(line))'],
      messages,
    ),
  ];
}

async function measure(
  what: string,
  arguments_: readonly string[],
  lines: readonly string[],
): Promise<StartBenchRow> {
  const times: number[] = [];
  const memories: number[] = [];
  const peaks: number[] = [];
  for (let index = 0; index < runs; index++) {
    const start = performance.now();
    const child = spawn(process.execPath, [...arguments_], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.write(`${lines[0] ?? ''}\n`);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    times.push(performance.now() - start);
    child.stdin.write(`${lines.slice(1).join('\n')}\n`);
    await new Promise<void>((resolve) => {
      const quiet = () => {
        resolve();
      };
      let timer = setTimeout(quiet, 700);
      child.stdout.on('data', () => {
        clearTimeout(timer);
        timer = setTimeout(quiet, 700);
      });
    });
    const status = readFileSync(`/proc/${child.pid ?? 'self'}/status`, 'utf8');
    memories.push(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
    peaks.push(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024);
    child.stdin.end();
    await new Promise((resolve) => child.once('exit', resolve));
  }
  return {
    what,
    runs,
    medianMilliseconds: percentile(times, 0.5),
    memoryMebibytes: percentile(memories, 0.5),
    peakMebibytes: percentile(peaks, 0.5),
  };
}
