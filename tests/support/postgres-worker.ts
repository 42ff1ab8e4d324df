// A worker in a process of its own that does what it is told, line by line: `take CHAT`, `give`, `stand OFFICE`.
import { createInterface } from 'node:readline';
import { openState } from '../../src/storage/open-state.ts';

const [databaseUrl = ''] = process.argv.slice(2);
const { coordination } = await openState({
  databaseUrl,
  directory: '',
  secretKey: new Uint8Array(32).fill(7),
  now: () => new Date(),
  onProblem: (sentence) => {
    say(`problem ${sentence}`);
  },
});
let give = () => Promise.resolve();

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
async function obey(order: string): Promise<void> {
  const [verb = '', name = ''] = order.split(' ');
  if (verb === 'take') give = await coordination.turns.take(name);
  else if (verb === 'give') await give();
  else {
    const { lost } = await coordination.elections.stand(name, new AbortController().signal);
    void lost.then(() => {
      say(`lost ${name}`);
    });
  }
  say(order);
}
say('ready');
createInterface({ input: process.stdin }).on('line', (order) => {
  void obey(order);
});
