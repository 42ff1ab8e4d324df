// Writes conversations one after the other and says on standard output which is kept, until it is killed.
import { writeSync } from 'node:fs';
import { newConversation } from '../../src/core/conversation.ts';
import { openState } from '../../src/storage/open-state.ts';

const [directory = '', first = '0', databaseUrl = ''] = process.argv.slice(2);
const { state, pseudonym } = await openState({
  databaseUrl: databaseUrl || null,
  directory,
  secretKey: null,
  now: () => new Date(),
  onProblem: (sentence) => {
    throw new Error(sentence);
  },
});
const chats = 50;
for (let number = Number(first); ; number++) {
  const id = pseudonym('test', `${number % chats}`);
  await state.conversations.set(id, { ...newConversation, misunderstood: number }, new Date());
  await state.processed.remember('test', `${number}`, new Date());
  writeSync(1, `${number}\n`);
}
