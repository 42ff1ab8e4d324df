import { parseArgs } from 'node:util';
import { runCommand, UsageError } from '../src/cli/command.ts';

const heldout = 'tests/fixtures/heldout';
const benches: Readonly<Record<string, (files: readonly string[]) => Promise<readonly object[]>>> = {
  answers: async () => (await import('./answers.ts')).run(),
  matching: async (files) => (await import('./matching.ts')).run(files[0] ?? `${heldout}/insurers.jsonl`),
  intents: async (files) =>
    (await import('./intents.ts')).run(files.length > 0 ? files : [`${heldout}/questions.jsonl`]),
  messages: async (files) =>
    (await import('./messages.ts')).run(files.length > 0 ? files : [`${heldout}/messages.jsonl`]),
  start: async () => (await import('./start.ts')).run(),
  telegram: async () => (await import('./telegram.ts')).run(),
  whatsapp: async () => (await import('./whatsapp.ts')).run(),
  'whatsapp-soak': async () => (await import('./whatsapp.ts')).runSoak(),
  load: async () => (await import('./load.ts')).run(),
  'telegram-kills': async () => (await import('./telegram.ts')).runKills(),
  'cluster-kills': async () => (await import('./cluster.ts')).run(),
  'storage-kills': async () => (await import('./storage.ts')).runKills(),
  words: async () => (await import('./words.ts')).run(),
  campaigns: async () => (await import('./campaigns.ts')).run(),
  alerts: async () => (await import('./alerts.ts')).run(),
  pictures: async () => (await import('./pictures.ts')).run(),
  'pictures-memory': async () => (await import('./pictures.ts')).runMemory(),
  'pictures-hostile': async () => (await import('./pictures.ts')).runHostile(),
  turns: async () => (await import('./turns.ts')).run(),
  storage: async () => (await import('./storage.ts')).run(),
};

/** Only run by name. */
const slow = ['alerts', 'load', 'telegram-kills', 'cluster-kills', 'storage-kills', 'whatsapp-soak'];

await runCommand(async (argv) => {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const [name, ...files] = positionals;
  const names = name === undefined ? Object.keys(benches).filter((one) => !slow.includes(one)) : [name];
  for (const chosen of names) {
    const bench = benches[chosen];
    if (!bench)
      throw new UsageError(
        `"${chosen}" is no benchmark. usage: npm run -s bench [-- ${Object.keys(benches).join('|')}] [FILE.jsonl ...] [--json]`,
      );
    const rows = await bench(files);
    if (values.json) process.stdout.write(`${JSON.stringify({ bench: chosen, rows })}\n`);
    else {
      process.stdout.write(`\n${chosen}\n`);
      console.table(
        rows.map((row) =>
          Object.fromEntries(
            Object.entries(row).map(([key, value]) => [
              key,
              typeof value === 'number' ? Math.round(value * 1000) / 1000 : (value as unknown),
            ]),
          ),
        ),
      );
    }
  }
});
