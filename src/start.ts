import { createAssistant } from './assistant/assistant.ts';
import { loadAssistantParts, watchAssistantParts } from './assistant/load.ts';
import { runTerminal } from './channels/terminal.ts';
import { runCommand } from './cli/command.ts';
import { phrase } from './core/reply.ts';
import { readConfiguration } from './ops/config.ts';
import { createMemoryConversationStore } from './storage/memory-state.ts';

await runCommand(async () => {
  const configuration = readConfiguration(process.env);
  const { brain, translate, words } = await loadAssistantParts(configuration);
  const assistant = createAssistant(brain, translate, {
    store: createMemoryConversationStore(),
    now: () => new Date(),
    onError: (error) => {
      process.stderr.write(
        `unexpected error: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown'}\n`,
      );
    },
  });
  const watch = watchAssistantParts(configuration, words, {
    onBrain: (next) => {
      assistant.use(next);
    },
    onProblem: (reason) => {
      process.stderr.write(`The changed facts are refused, the last good ones go on serving:\n${reason}\n`);
    },
  });
  try {
    await runTerminal(
      assistant,
      { input: process.stdin, output: process.stdout },
      {
        welcome: translate(phrase('terminal.welcome')),
        prompt: translate(phrase('terminal.prompt')),
        goodbye: translate(phrase('terminal.goodbye')),
      },
    );
  } finally {
    watch.close();
  }
});
