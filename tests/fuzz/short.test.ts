import { expect, it } from 'vitest';
import { readCorpus } from '../../fuzz/corpus.ts';
import { createExpectations } from '../../fuzz/expected.ts';
import { conversationLength, createPlayer, slowFrom, type Played } from '../../fuzz/play.ts';
import { loadParts } from '../../fuzz/parts.ts';

const parts = await loadParts();
const corpus = readCorpus();
const expectations = createExpectations();
/** Conversations of each seed: the long run is `npm run fuzz`. */
const conversations = 50;
/** Test machines are noisy: twice what is shown for a quiet one. */
const longestMilliseconds = 2 * slowFrom;

it.each([1, 2, 3, 4])('hostile messages of any kind are answered as they should, seed %i', async (seed) => {
  const play = createPlayer(parts, corpus, expectations, seed);
  const wrong: string[] = [];
  let count = 0;
  for (let number = 0; number < conversations; number++)
    await play(number, ({ index, message: { made }, best, faults }: Played) => {
      count++;
      const slow = best > longestMilliseconds ? [`${best.toFixed(0)} ms`] : [];
      for (const fault of [...faults, ...slow])
        wrong.push(`${fault}: ${made}; npm run fuzz -- --seed ${seed} --only ${index} --show`);
    });
  expect(wrong).toEqual([]);
  expect(count).toBe(conversations * conversationLength);
});

it('the same message is made again from its seed and place', async () => {
  const made = async () => {
    const contents: unknown[] = [];
    await createPlayer(parts, corpus, expectations, 7)(40, ({ message }) => contents.push(message.content));
    return contents;
  };
  expect(await made()).toEqual(await made());
});
