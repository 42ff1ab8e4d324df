import { execFile } from 'node:child_process';
import { ok, toMend, type Finding } from './finding.ts';

export type BrowserParts = {
  /** The executable; throws what says how to install one. */
  readonly find: () => string;
  /** Tries a start in a profile of its own that is removed after; null when it starts, or what is wrong. */
  readonly tryStart: (executable: string) => Promise<string | null>;
  readonly isForPeople: (error: unknown) => error is Error;
};

const versionWithin = 15_000;
const names = /\b(?:chromium|chrome|edge|brave)\b/i;
const longestName = 60;

/** Whether the browser of WhatsApp is there, is one, and starts. */
export async function checkBrowser({ find, tryStart, isForPeople }: BrowserParts): Promise<Finding> {
  let executable: string;
  try {
    executable = find();
  } catch (error) {
    if (!isForPeople(error)) throw error;
    return toMend(error.message);
  }
  const version = await versionOf(executable);
  if (version === null)
    return toMend(
      `The browser (${executable}) does not say that it is Chromium, Chrome, Edge or Brave: set CHROMIUM_PATH to the executable of one`,
    );
  const fault = await tryStart(executable);
  return fault === null ? ok(`The browser starts: ${version} (${executable})`) : toMend(fault);
}

function versionOf(executable: string): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(
      executable,
      ['--version'],
      { timeout: versionWithin, killSignal: 'SIGKILL' },
      (error, stdout, stderr) => {
        const line = `${stdout}\n${stderr}`.split('\n').find((text) => names.test(text) && /\d/.test(text));
        // one that lacks a library says no version, and its start says why
        if (line === undefined) resolve(error && /librar/i.test(stderr) ? 'unknown version' : null);
        else resolve(line.trim().slice(0, longestName));
      },
    );
  });
}
