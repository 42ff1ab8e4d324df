import { createDialogue } from '../src/assistant/answering.ts';
import { readCorpus } from './corpus.ts';
import { attacks } from './hostile.ts';
import { loadParts } from './parts.ts';
import { randomFor } from './random.ts';

/** Time of the processor that each kind of hostile text takes by its length: what grows faster than the text is to be mended. */
const sizes = [1_000, 4_000, 16_000, 64_000];
/** What stands before it in the conversation. */
const openings = [
  'what happened to my data?',
  '',
  'une mutuelle étudiante',
  'j’ai donné mon code',
  'CPAM : votre carte avant minuit sur ameli-suivi.top',
];
const [only] = process.argv.slice(2);

const { brain, translate } = await loadParts();
const corpus = readCorpus();
const rows = Object.entries(attacks)
  .filter(([name]) => only === undefined || name.includes(only))
  .map(([name, make]) => {
    const times = sizes.map((size) => {
      const text = make(size, corpus, randomFor(1, size));
      const all = openings.flatMap((opening) =>
        [false, true].map((forwarded) => {
          let best = Infinity;
          for (let time = 0; time < 3; time++) {
            const chat = createDialogue(brain, translate);
            if (opening !== '') chat.answer({ kind: 'text', text: opening, forwarded: false });
            const start = process.threadCpuUsage();
            chat.answer({ kind: 'text', text, forwarded });
            const { user, system } = process.threadCpuUsage(start);
            best = Math.min(best, (user + system) / 1000);
          }
          return { best, opening: openings.indexOf(opening), forwarded };
        }),
      );
      return all.reduce((worst, one) => (one.best > worst.best ? one : worst));
    });
    return { name, times };
  })
  .sort((a, b) => Math.max(...b.times.map((t) => t.best)) - Math.max(...a.times.map((t) => t.best)));
for (const { name, times } of rows)
  process.stdout.write(
    `${times.map(({ best, opening, forwarded }) => `${best.toFixed(1).padStart(8)} ${opening}${forwarded ? 'f' : ' '}`).join('')}  ${name}\n`,
  );
