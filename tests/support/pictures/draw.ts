// Draws a set of labelled pictures: node tests/support/pictures/draw.ts DIR [--seed N] [--count N] [--set a|b] (b: held out from the authors of the reader)
import { parseArgs } from 'node:util';
import { openPainter } from './browser.ts';
import { heldOut } from './held-out/index.ts';
import { looks } from './looks/index.ts';
import { cardsOf, messagesOf } from './messages.ts';
import { plansOf } from './plan.ts';
import { drawSet } from './set.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string' },
    set: { type: 'string', default: 'a' },
  },
});
const [directory] = positionals;
if (directory === undefined) throw new Error('say where to: node tests/support/pictures/draw.ts DIR');
const set = values.set === 'b' ? 'b' : 'a';
const messages = messagesOf(set);
const cards = cardsOf(set);
const count =
  values.count === undefined
    ? Math.max(set === 'a' ? 110 : 0, messages.length + cards.length)
    : Number(values.count);
const painter = await openPainter();
try {
  await drawSet(
    plansOf(messages, cards, Number(values.seed), count),
    set === 'a' ? looks : heldOut,
    directory,
    painter,
  );
} finally {
  await painter.close();
}
