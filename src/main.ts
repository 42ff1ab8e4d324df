import { createAssistant } from './assistant/assistant.ts';
import { loadAssistantParts, watchAssistantParts, type LoadedParts } from './assistant/load.ts';
import { ChannelError } from './channels/channel.ts';
import { runTerminal } from './channels/terminal.ts';
import { runCommand, UsageError } from './cli/command.ts';
import { phrase } from './core/reply.ts';
import { ConfigurationError, examineVariables, type Configuration } from './ops/config.ts';
import { keepSecretsFromChildren, readEnvironment } from './ops/environment.ts';
import { PortError } from './ops/port-error.ts';
import { createLazyPictureReader } from './pictures/lazy-reader.ts';
import { createMemoryConversationStore } from './storage/memory-state.ts';
import { StorageError } from './storage/storage-error.ts';

const usage = `usage: npm start             starts every channel that is configured; with none, the chat in this terminal
       npm start -- --check  checks everything that a start would need, says what would start, and changes nothing

What is configured: variables of the environment or of .env, see .env.example and docs/operations/configuration.md.
Exit codes: 0 stopped or all is well, 1 a channel or the store failed for good, 2 something is to be mended first.`;

function report(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
function reportError(error: unknown): void {
  if (error instanceof StorageError || error instanceof ChannelError) report(error.message);
  else report(`unexpected error: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown'}`);
}

/** The chat in the terminal, which remembers nothing beyond its end. */
async function chat(configuration: Configuration, { brain, translate, words }: LoadedParts): Promise<void> {
  const store = createMemoryConversationStore();
  const pictures = createLazyPictureReader();
  const assistant = createAssistant(brain, translate, {
    store,
    pictures,
    now: () => new Date(),
    onError: reportError,
  });
  const watch = watchAssistantParts(configuration, words, {
    onBrain: (next) => {
      assistant.use(next);
    },
    onProblem: (reasons) => {
      report(`The changed facts are refused, the last good ones go on serving:\n${reasons}`);
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
    await pictures.close();
  }
}

async function start(): Promise<void> {
  const { variables, faults: fileFaults, unknown } = readEnvironment();
  const { configuration, faults, warnings } = examineVariables(variables);
  const sentences = [...fileFaults, ...faults];
  // a typo is named beside what is wrong: it may be the cause
  if (sentences.length > 0) throw new ConfigurationError([...sentences, ...unknown].join('\n'));
  const { telegram, whatsapp } = configuration;
  if (!(telegram ?? whatsapp)) {
    for (const sentence of [...unknown, ...warnings]) report(sentence);
    await chat(configuration, await loadAssistantParts(configuration));
    return;
  }
  keepSecretsFromChildren();
  const [parts, { runChannels }] = await Promise.all([
    loadAssistantParts(configuration),
    import('./run-channels.ts'), // the terminal starts without all of this
  ]);
  await runChannels(configuration, parts, { variables, warnings: [...unknown, ...warnings] });
}

await runCommand(
  async (argv) => {
    const [argument, ...more] = argv;
    if (argument === undefined) await start();
    else if (more.length > 0 || !['--check', '--help', '-h'].includes(argument))
      throw new UsageError(`"${argv.join(' ')}" is not understood.\n\n${usage}`);
    else if (argument === '--check') {
      const { check } = await import('./check.ts');
      await check();
    } else process.stdout.write(`${usage}\n`);
  },
  [ChannelError, PortError, StorageError],
  { readsFile: false },
);
