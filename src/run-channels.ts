import { createRequire } from 'node:module';
import { createAlerts } from './alerts/alerts.ts';
import { waitFor } from './alerts/hours.ts';
import { createDialogue } from './assistant/answering.ts';
import { createAsked } from './assistant/asked.ts';
import { loadCountableWords } from './assistant/asked-words.ts';
import { createAssistant } from './assistant/assistant.ts';
import { speechIn } from './assistant/languages.ts';
import { LocaleError } from './assistant/lexicons.ts';
import { watchAssistantParts, type LoadedParts } from './assistant/load.ts';
import { ChannelError } from './channels/channel.ts';
import { pause } from './channels/pause.ts';
import { allSources } from './knowledge/check-sources.ts';
import type { Configuration, Variables } from './ops/config.ts';
import { answerLog, healthLog, storeLog } from './ops/channel-log.ts';
import { createLog, type Log } from './ops/logger.ts';
import { measuredPictures, noteFacts, noteFailing, watchAlerts, watchDisk } from './ops/measured.ts';
import { createMetrics } from './ops/metrics.ts';
import { createOutage } from './ops/outage.ts';
import { PortError } from './ops/port-error.ts';
import { troubleLog } from './ops/trouble.ts';
import { createLazyPictureReader } from './pictures/lazy-reader.ts';
import { serve } from './serve.ts';
import { openState } from './storage/open-state.ts';
import { startRetention } from './storage/retention.ts';
import { StorageError } from './storage/storage-error.ts';

const { version } = createRequire(import.meta.url)('../package.json') as { version: string };
const now = () => new Date();
const healthEvery = 1_000;

/** Whether the message of an error is a sentence for the operator. */
const isForPeople = (error: unknown): error is Error =>
  [StorageError, ChannelError, PortError, LocaleError].some((kind) => error instanceof kind);

/**
 * Serves the messaging channels that are configured until a signal ends them; loaded only when there are any.
 *
 * @param variables the environment: the secrets in it are kept out of the log
 * @param warnings what the environment says and hardly means
 * @throws {ChannelError | PortError | StorageError} when nothing can serve, in a sentence for the operator
 */
export async function runChannels(
  configuration: Configuration,
  parts: LoadedParts,
  { variables, warnings }: { variables: Variables; warnings: readonly string[] },
): Promise<void> {
  const log = await createLog({ level: configuration.logLevel, variables, isForPeople });
  process.on('uncaughtException', (error) => {
    log.write('fatal', 'crashed', 'Vigie ends on an error that nobody took', { error });
    process.exit(1);
  });
  log.write('info', 'starting', `Vigie ${version} starts`, {
    version,
    node: process.version,
    channels: channelsOf(configuration),
    store: configuration.databaseUrl === null ? 'embedded' : 'postgresql',
  });
  for (const warning of warnings) log.write('warn', 'configuration', warning);
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => { log.write('info', 'stopping', 'Vigie stops; what is in hand is answered first', { signal }); }); // prettier-ignore
  try {
    await serveWith(log, configuration, parts);
  } catch (error) {
    if (isForPeople(error)) throw error;
    log.write('fatal', 'unexpected', 'Vigie ends on an error of its own', { error });
    process.exit(1); // whatever is still open holds up no restart
  }
  log.write('info', 'stopped', 'Vigie has stopped');
}

function channelsOf({ telegram, whatsapp }: Configuration): string[] {
  return [
    ...(telegram ? [telegram.webhook ? 'telegram by webhook' : 'telegram by long polling'] : []),
    ...(whatsapp ? ['whatsapp'] : []),
  ];
}

async function serveWith(log: Log, configuration: Configuration, parts: LoadedParts): Promise<void> {
  const { translate, words } = parts;
  const countableWords = await loadCountableWords(configuration.localesDirectory, words);
  const metrics = createMetrics({ version, now });
  const tellTrouble = troubleLog(log);
  const onTrouble: typeof tellTrouble = (code, error) => {
    metrics.trouble(code);
    if (error instanceof StorageError) metrics.storeErrors.inc();
    tellTrouble(code, error);
  };
  const troubleOf = (code: string) => (error: unknown) => {
    onTrouble(code, error);
  };
  const { stateDirectory: directory, databaseUrl, secretKey, retentionDays: days } = configuration;
  // the file of one process is waited for in memory, a database that all share is not
  const outage = databaseUrl === null ? null : createOutage(() => opened.state.settings.get('', 'key-check'));
  const onFailing = (failing: boolean) => {
    outage?.onFailing(failing);
    noteFailing(metrics, failing);
  };
  const opened = await openState({ databaseUrl, directory, secretKey, now, onProblem: storeLog(log), onFailing }); // prettier-ignore
  const { state, coordination, pseudonym, sketch, webhookSecret } = opened;
  const pictures = measuredPictures(metrics, createLazyPictureReader());
  const endRetention = startRetention(state, { days, now, onError: troubleOf('retention-failed') });
  let { brain } = parts;
  const factsOf = ({ knowledge }: typeof brain) =>
    allSources(knowledge).flatMap(({ value }) => value.date ?? []);
  noteFacts(metrics, factsOf(brain));
  const { telegram, whatsapp, alertHours } = configuration;
  const asked = createAsked({
    tallies: state.tallies,
    countableWords,
    now,
    onError: troubleOf('tallies-failed'),
  });
  const assistant = createAssistant(brain, translate, {
    store: state.conversations,
    subscriptions: state.subscriptions,
    pictures,
    campaigns: { campaigns: state.campaigns, sketch },
    now,
    onError: troubleOf('answer-unexpected'),
    onFeedback: ({ verdict, said }) => {
      state.tallies.add('feedback', `${verdict}:${said}`, now()).catch(troubleOf('tallies-failed'));
    },
  });
  const alerts = createAlerts(brain, {
    subscriptions: state.subscriptions,
    elections: coordination.elections,
    wordsFor: async (id) => {
      const { language = 'fr' } = (await state.conversations.get(id)) ?? {};
      return speechIn(language, { brain, translate }).translate;
    },
    hours: alertHours,
    pause,
    now,
    onTrouble,
  });
  const watch = watchAssistantParts(configuration, words, {
    onBrain: (next) => {
      brain = next;
      metrics.reloads.inc({ result: 'taken-up' });
      noteFacts(metrics, factsOf(next));
      assistant.use(next);
      alerts.use(next);
      log.write('info', 'facts-reloaded', 'The changed facts serve from now on');
    },
    onProblem: (reasons) => {
      metrics.reloads.inc({ result: 'refused' });
      log.write('error', 'facts-refused', `The changed facts are refused, the last good ones go on serving: ${reasons}`); // prettier-ignore
    },
  });
  const isAlertTime = () => waitFor(alertHours, now()) === 0;
  watchAlerts(metrics, state.subscriptions, [telegram && 'telegram', whatsapp && 'whatsapp'].filter((name) => name !== null), isAlertTime); // prettier-ignore
  watchDisk(metrics, directory);
  let looking: NodeJS.Timeout | undefined;
  const stopLooking = () => {
    clearInterval(looking);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stopLooking);
  try {
    await serve(configuration, {
      stateDirectory: directory,
      assistant: { ...assistant, answer: asked.counting((message) => assistant.answer(message)) },
      alerts,
      metrics,
      outage: () => outage?.reason() ?? null,
      glance: (content) => createDialogue(brain, translate).answer(content),
      state,
      pseudonym,
      coordination: databaseUrl === null ? null : coordination,
      webhookSecret,
      translate,
      commands: words.dialogue.commands,
      onTrouble,
      onServing: (health) => {
        looking = setInterval(healthLog(log, health), healthEvery).unref();
      },
      ...(log.isOn('debug') ? { watched: answerLog(log) } : {}),
      show: (lines) => {
        process.stdout.write(`${lines}\n`);
      },
    });
  } finally {
    stopLooking();
    watch.close();
    endRetention();
    await pictures.close();
    await asked.end();
    await state.close();
  }
}
