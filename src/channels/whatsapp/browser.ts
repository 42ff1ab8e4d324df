import { execFile } from 'node:child_process';
import { accessSync, chmodSync, constants, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { ChannelError } from '../channel.ts';
import { endBrowserProcesses, isProfileInUse } from './processes.ts';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser',
];
const usualPlaces = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/usr/lib/chromium',
  '/usr/lib/chromium-browser',
  '/opt/google/chrome',
  '/opt/microsoft/msedge',
];
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];
const installation =
  'install one (Debian, Ubuntu: "apt-get install chromium"), or set CHROMIUM_PATH to the executable of Chromium, Chrome or Edge.';

/** What every life of the browser is started with. */
export const ownArguments: readonly string[] = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-gpu',
  // the shared memory of a container is too small for a page like this
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-sync',
  '--mute-audio',
];

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * The executable of the browser.
 *
 * @param given CHROMIUM_PATH; null: looked for in the usual places
 * @param searchPath the PATH of the environment
 * @throws {ChannelError} that says how to install one
 */
export function findBrowser(
  given: string | null,
  searchPath: string,
  isUsable: (path: string) => boolean = isExecutable,
): string {
  if (given !== null) {
    if (isUsable(given)) return given;
    throw new ChannelError(
      `CHROMIUM_PATH (${given}) is no executable file: correct it, or ${installation}`,
      'whatsapp-no-browser',
    );
  }
  const folders = [...usualPlaces, ...searchPath.split(delimiter).filter((folder) => folder !== '')];
  const places = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...applications];
  const found = places.find(isUsable);
  if (found !== undefined) return found;
  throw new ChannelError(
    `WhatsApp needs a browser, and none was found: ${installation}`,
    'whatsapp-no-browser',
  );
}

/** Where the library keeps the login: the profile of the browser. */
export const profileOf = (directory: string) => join(directory, 'session');

/**
 * Makes the profile usable: its folders are its owner's alone, a browser that a killed Vigie left on it is ended, and so
 * are the locks.
 *
 * @throws {ChannelError} when another Vigie uses it, or it cannot be written
 */
export async function prepareProfile(directory: string): Promise<void> {
  const profile = profileOf(directory);
  try {
    for (const folder of [directory, profile]) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      chmodSync(folder, 0o700);
    }
  } catch {
    throw new ChannelError(
      `STATE_DIR cannot be written (${directory}): give its owner the right to, or set another.`,
      'whatsapp-profile-unusable',
    );
  }
  if (isProfileInUse(profile))
    throw new ChannelError(
      `Another Vigie uses the WhatsApp login in ${directory}: stop it first, or set another STATE_DIR.`,
      'whatsapp-profile-in-use',
    );
  await endBrowserProcesses(profile, null);
  for (const lock of ['SingletonLock', 'SingletonCookie', 'SingletonSocket'])
    rmSync(join(profile, lock), { force: true });
}

/** Forgets the login. The browser must have ended. */
export function removeProfile(directory: string): void {
  rmSync(profileOf(directory), { recursive: true, force: true, maxRetries: 4 });
}

const trialLimit = 15_000;

/** What a browser that does not start says of it, as advice. */
export async function explainLaunchFailure(
  executable: string,
  browserArguments: readonly string[],
): Promise<ChannelError> {
  const profile = mkdtempSync(join(tmpdir(), 'vigie-browser-trial-'));
  try {
    const said = await new Promise<string>((resolve) => {
      execFile(
        executable,
        ['--headless', ...browserArguments, `--user-data-dir=${profile}`, '--dump-dom', 'about:blank'],
        { timeout: trialLimit, killSignal: 'SIGKILL' },
        (error, _, stderr) => {
          resolve(error ? stderr || error.message : '');
        },
      );
    });
    return new ChannelError(
      `The browser (${executable}) does not start: ${adviceOn(said)}`,
      'whatsapp-browser-fails',
    );
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 4 });
  }
}

const longestQuote = 300;

function adviceOn(said: string): string {
  if (/no usable sandbox|--no-sandbox/i.test(said))
    return 'it finds no sandbox. Run as a user other than root; in a container, set CHROMIUM_ARGS=\'["--no-sandbox"]\'.';
  const library = /error while loading shared libraries: ([^:\s]+)/.exec(said)?.[1];
  if (library !== undefined) return `it lacks the library ${library}; ${installation}`;
  const line = said.split('\n').find((text) => text.trim() !== '');
  return `${line === undefined ? 'it ends at once' : line.slice(0, longestQuote)}. Correct CHROMIUM_PATH and CHROMIUM_ARGS, or ${installation}`;
}
