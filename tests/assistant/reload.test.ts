import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createAssistant } from '../../src/assistant/assistant.ts';
import { loadAssistantParts, watchAssistantParts } from '../../src/assistant/load.ts';
import { blocksText } from '../../src/channels/plain-text.ts';
import type { Brain } from '../../src/core/brain.ts';
import { createMemoryConversationStore } from '../../src/storage/memory-state.ts';

const root = resolve(import.meta.dirname, '../..');
const data = join(mkdtempSync(join(tmpdir(), 'vigie-reload-')), 'data');
afterAll(() => {
  rmSync(join(data, '..'), { recursive: true });
});

function replace(name: string, change: (text: string) => string): void {
  const file = join(data, name);
  const changed = change(readFileSync(file, 'utf8'));
  writeFileSync(`${file}.new`, changed);
  renameSync(`${file}.new`, file);
}

it('takes up changed facts in a running conversation, and serves the last good ones when the change is wrong', async () => {
  cpSync(join(root, 'data'), data, { recursive: true });
  const configuration = {
    dataDirectory: data,
    localesDirectory: join(root, 'locales'),
  } as const;
  const { brain, translate, words } = await loadAssistantParts(configuration);
  const assistant = createAssistant(brain, translate, {
    store: createMemoryConversationStore(),
    now: () => new Date('2026-11-24T10:00:00Z'),
    onError: (error) => {
      throw error;
    },
  });
  const say = async (text: string) => {
    const content = { kind: 'text', text, forwarded: false } as const;
    return blocksText((await assistant.answer({ conversation: 'c', content })).reply.blocks);
  };
  let heard: (event: Brain | string) => void = () => undefined;
  const next = () => new Promise<Brain | string>((done) => (heard = done));
  const watch = watchAssistantParts(configuration, words, { onBrain: (changed) => { heard(changed); }, onProblem: (reason) => { heard(reason); } }); // prettier-ignore
  try {
    expect(await say('je suis à la mgp')).toContain('MGP');

    const reloaded = next();
    replace('contacts.json', (text) => text.replace('0 892 705 705', '0 800 000 000'));
    const changed = await reloaded;
    if (typeof changed === 'string') throw new Error(changed);
    assistant.use(changed);
    expect(await say('j’ai donné ma carte bancaire')).toContain('carte');
    expect(await say('ma banque est fermée')).toContain('0 800 000 000');

    const refused = next();
    replace('contacts.json', (text) => text.replace('"contacts"', '"numbers"'));
    expect(await refused).toContain('contacts.json');
    expect(await say('ma banque est fermée')).toContain('0 800 000 000');
  } finally {
    watch.close();
  }
});
