import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadAssistantParts } from './assistant/load.ts';
import { LocaleError } from './assistant/lexicons.ts';
import { ChannelError } from './channels/channel.ts';
import { KnowledgeError } from './knowledge/problem.ts';
import { checkBrowser } from './ops/check/browser.ts';
import { checkDirectory } from './ops/check/directory.ts';
import { findingLines, note, ok, toMend, type Finding } from './ops/check/finding.ts';
import { checkPort } from './ops/check/port.ts';
import { checkTelegram } from './ops/check/telegram.ts';
import { examineVariables, variableNames, type Configuration } from './ops/config.ts';
import { readEnvironment, type Environment } from './ops/environment.ts';
import { createScrubber } from './ops/scrub.ts';
import { inspectState } from './storage/inspect.ts';
import { StorageError } from './storage/storage-error.ts';

const faultExit = 2;

/**
 * Says on standard output what a start would need and lacks, all of it at once, and what would start. Changes nothing;
 * the exit code is 0 when all is well, and 2 when something is to be mended.
 */
export async function check(): Promise<void> {
  const environment = readEnvironment();
  const { configuration, faults, warnings } = examineVariables(environment.variables);
  const { telegram, whatsapp } = configuration;
  const asked = environment.variables;
  // a channel whose own variable is wrong is meant all the same
  const serves =
    Boolean(telegram ?? whatsapp) || faults.some((fault) => /^(?:TELEGRAM|WHATSAPP)/.test(fault));

  const [facts, state, port, bot, browser] = await Promise.all([
    checkFacts(configuration),
    serves ? checkState(configuration, faults) : [],
    serves ? checkPort(configuration.host, configuration.port).then((finding) => [finding]) : [],
    telegram ? checkTelegram(telegram) : { findings: [], bot: null },
    whatsapp ? checkWhatsapp(configuration, asked['PATH'] ?? '') : [],
  ]);
  const findings = [
    ...variableFindings(environment, faults, warnings),
    ...facts,
    ...state,
    ...port,
    ...bot.findings,
    ...browser,
  ];
  const toBeMended = findings.filter(({ verdict }) => verdict === 'to mend').length;
  const lines = [
    findingLines(findings),
    '',
    toBeMended > 0
      ? `${toBeMended} to mend before "npm start" is as it is meant. Nothing was changed.`
      : `Would start: ${plan(configuration, bot.bot)}. Nothing was changed.`,
  ];
  process.stdout.write(`${createScrubber(asked).secrets(lines.join('\n'))}\n`);
  if (toBeMended > 0) process.exitCode = faultExit;
}

function variableFindings(
  { variables, file, faults: fileFaults, unknown }: Environment,
  faults: readonly string[],
  warnings: readonly string[],
): Finding[] {
  const set = variableNames.filter((name) => variables[name] !== undefined);
  const findings: Finding[] = [];
  if (file)
    findings.push(
      file.variables === null
        ? ok(`.env: there is none (${file.path}), the environment alone counts`)
        : ok(`.env: ${file.path} sets ${Object.keys(file.variables).join(', ') || 'nothing'}`),
    );
  if (file?.isOpen === true)
    findings.push(note(`.env can be read by every user of this machine: chmod 600 ${file.path}`));
  findings.push(...[...fileFaults, ...faults, ...unknown].map(toMend), ...warnings.map(note));
  if (faults.length === 0)
    findings.push(ok(`Variables: ${set.length === 0 ? 'none is set' : `${set.join(', ')} can be used`}`));
  return findings;
}

async function checkFacts(configuration: Configuration): Promise<Finding[]> {
  try {
    const { knowledge } = (await loadAssistantParts(configuration)).brain;
    const { insurers, incidents } = knowledge;
    return [ok(`Facts and words: ${insurers.length} insurers and ${incidents.length} incidents are valid`)];
  } catch (error) {
    if (error instanceof KnowledgeError || error instanceof LocaleError) return [toMend(error.message)];
    return [toMend(`Facts and words cannot be loaded: restore ${configuration.dataDirectory} and ${configuration.localesDirectory} from the repository`)]; // prettier-ignore
  }
}

async function checkState(configuration: Configuration, faults: readonly string[]): Promise<Finding[]> {
  const { stateDirectory: directory, databaseUrl, secretKey } = configuration;
  const findings = await checkDirectory('STATE_DIR', directory);
  if (faults.some((fault) => /^(?:SECRET_KEY|DATABASE_URL|STATE_DIR)/.test(fault))) return findings;
  if (databaseUrl === null && findings.some(({ verdict }) => verdict === 'to mend')) return findings;
  try {
    const { store, key } = await inspectState({ databaseUrl, directory, secretKey });
    findings.push(ok(`The state is in ${store}; its key: ${key}`));
    if (databaseUrl !== null && secretKey === null)
      findings.push(
        note('Workers that do not share this STATE_DIR need the same SECRET_KEY: set it for all of them'),
      );
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    findings.push(toMend(error.message));
  }
  return findings;
}

/** The parts of the browser are those of the channel. */
async function checkWhatsapp({ whatsapp, stateDirectory }: Configuration, path: string): Promise<Finding[]> {
  if (!whatsapp) return [];
  const [{ findBrowser, profileOf }, { tryBrowser }] = await Promise.all([
    import('./channels/whatsapp/browser.ts'),
    import('./channels/whatsapp/trial.ts'),
  ]);
  const browser = await checkBrowser({
    find: () => findBrowser(whatsapp.chromiumPath, path),
    tryStart: (executable) => tryBrowser(executable, whatsapp.chromiumArguments),
    isForPeople: (error) => error instanceof ChannelError,
  });
  const login = existsSync(profileOf(join(stateDirectory, 'whatsapp')))
    ? 'WhatsApp: there is a login from before'
    : `WhatsApp: the start shows ${whatsapp.pairingNumber === null ? 'a QR code' : 'a pairing code'} to be entered on the phone of its number`;
  return [browser, ok(login)];
}

function plan({ telegram, whatsapp, databaseUrl, host, port }: Configuration, bot: string | null): string {
  if (!(telegram ?? whatsapp))
    return 'the chat in this terminal; set TELEGRAM_BOT_TOKEN or WHATSAPP=on for a channel';
  const channels = [
    ...(telegram
      ? [`Telegram (@${bot ?? '?'}, ${telegram.webhook ? 'by webhook' : 'by long polling'})`]
      : []),
    ...(whatsapp ? ['WhatsApp'] : []),
  ];
  const store = databaseUrl === null ? 'the embedded store' : 'PostgreSQL';
  return `${channels.join(' and ')}, with ${store}, /healthz and /metrics on http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
