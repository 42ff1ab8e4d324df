import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from 'puppeteer-core';
import { explainLaunchFailure, ownArguments } from './browser.ts';

const within = 30_000;

/**
 * Starts the browser as the channel does it, in a profile of its own that is removed after.
 *
 * @returns what is wrong, as a sentence; null when it starts
 */
export async function tryBrowser(
  executable: string,
  browserArguments: readonly string[],
): Promise<string | null> {
  const all = [...ownArguments, ...browserArguments];
  const profile = mkdtempSync(join(tmpdir(), 'vigie-browser-trial-'));
  try {
    const browser = await launch({
      executablePath: executable,
      args: all,
      userDataDir: profile,
      timeout: within,
    });
    await browser.close();
    return null;
  } catch {
    return (await explainLaunchFailure(executable, all)).message;
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 4 });
  }
}
