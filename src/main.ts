import { createDialogue } from './assistant/answering.ts';
import { createAssistant, type Assistant } from './assistant/assistant.ts';
import { speechIn } from './assistant/languages.ts';
import { loadAssistantParts, watchAssistantParts } from './assistant/load.ts';
import { ChannelError } from './channels/channel.ts';
import { pause } from './channels/pause.ts';
import { runTerminal } from './channels/terminal.ts';
import { runCommand } from './cli/command.ts';
import { phrase } from './core/reply.ts';
import { readConfiguration, type Configuration } from './ops/config.ts';
import { createLazyPictureReader } from './pictures/lazy-reader.ts';
import { PortError } from './ops/port-error.ts';
import { createMemoryConversationStore } from './storage/memory-state.ts';
import { StorageError } from './storage/storage-error.ts';

type Parts = Awaited<ReturnType<typeof loadAssistantParts>>;

const now = () => new Date();
function report(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
function reportError(error: unknown): void {
  if (error instanceof StorageError || error instanceof ChannelError) report(error.message);
  else report(`unexpected error: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown'}`);
}

function onTrouble(code: string, error?: unknown): void {
  report(code);
  if (error !== undefined) reportError(error);
}

/** The chat in the terminal, which remembers nothing beyond its end. */
async function chat(configuration: Configuration, parts: Parts): Promise<void> {
  const { brain, translate } = parts;
  const store = createMemoryConversationStore();
  const pictures = createLazyPictureReader();
  const assistant = createAssistant(brain, translate, { store, pictures, now, onError: reportError });
  const watch = watchFacts(configuration, parts, [assistant]);
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

/** The messaging channels that are configured; none of this is loaded for the terminal. */
async function serveChannels(configuration: Configuration, parts: Parts): Promise<void> {
  const [{ openState }, { startRetention }, { serve }, { createAlerts }] = await Promise.all([
    import('./storage/open-state.ts'),
    import('./storage/retention.ts'),
    import('./serve.ts'),
    import('./alerts/alerts.ts'),
  ]);
  const { stateDirectory: directory, secretKey, retentionDays: days } = configuration;
  const { state, pseudonym, sketch } = await openState({ directory, secretKey, now, onProblem: report });
  const pictures = createLazyPictureReader();
  const endRetention = startRetention(state, { days, now, onError: reportError });
  let { brain } = parts;
  const { translate, words } = parts;
  const assistant = createAssistant(brain, translate, {
    store: state.conversations,
    subscriptions: state.subscriptions,
    pictures,
    campaigns: { campaigns: state.campaigns, sketch },
    now,
    onError: reportError,
    onFeedback: ({ verdict, said }) => {
      state.tallies.add('feedback', `${verdict}:${said}`, now()).catch(reportError);
    },
  });
  const glances = {
    use: (next: typeof brain) => {
      brain = next;
    },
  };
  const alerts = createAlerts(brain, {
    subscriptions: state.subscriptions,
    wordsFor: async (id) => {
      const { language = 'fr' } = (await state.conversations.get(id)) ?? {};
      return speechIn(language, { brain, translate }).translate;
    },
    hours: configuration.alertHours,
    pause,
    now,
    onTrouble,
  });
  const watch = watchFacts(configuration, parts, [assistant, glances, alerts]);
  try {
    await serve(configuration, {
      stateDirectory: directory,
      assistant,
      alerts,
      glance: (content) => createDialogue(brain, translate).answer(content),
      state,
      pseudonym,
      translate,
      commands: words.dialogue.commands,
      onTrouble,
      show: (lines) => {
        process.stdout.write(`${lines}\n`);
      },
    });
  } finally {
    watch.close();
    endRetention();
    await pictures.close();
    await state.close();
  }
}

function watchFacts(
  configuration: Configuration,
  { words }: Parts,
  users: readonly Pick<Assistant, 'use'>[],
): { close: () => void } {
  return watchAssistantParts(configuration, words, {
    onBrain: (next) => {
      for (const user of users) user.use(next);
    },
    onProblem: (reason) => {
      report(`The changed facts are refused, the last good ones go on serving:\n${reason}`);
    },
  });
}

await runCommand(async () => {
  const configuration = readConfiguration(process.env);
  const parts = await loadAssistantParts(configuration);
  const { telegram, whatsapp } = configuration;
  await ((telegram ?? whatsapp) ? serveChannels(configuration, parts) : chat(configuration, parts));
}, [ChannelError, PortError, StorageError]);
