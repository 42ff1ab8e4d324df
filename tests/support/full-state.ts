import type { Sketcher } from '../../src/privacy/sketch.ts';
import type { State } from '../../src/storage/state.ts';
import { chat, conversationAfter, noon } from './state.ts';

/** Puts invented content into every part of a state; the chat "old" is in all of them. */
export async function fillWithEverything(state: State, sketcher: Sketcher): Promise<void> {
  const news = { subject: 'insurer:mgp', told: 'an older state' };
  const talked = conversationAfter('je suis à la MGP', 'et ma femme est chez alan', 'que faire ?');
  await state.conversations.set(chat('old'), talked, noon);
  await state.processed.remember('telegram', 'old', noon);
  await state.settings.set('telegram', 'offset', '7');
  await state.subscriptions.add(chat('old'), { channel: 'telegram', id: '4242' }, [news], noon);
  await state.subscriptions.queue(news, noon);
  const sketch = sketcher(['one two three', 'two three four', 'three four five']);
  if (!sketch) throw new Error('too little to sketch');
  for (const name of ['old', 'other'])
    await state.campaigns.report(
      chat(name),
      { sketch, verdict: 'scam', signs: ['lookalike-domain'], sender: null },
      noon,
    );
  await state.tallies.add('feedback', 'scam:right', noon, 3);
  await state.tallies.add('feedback', 'no-sign:wrong', noon);
}
