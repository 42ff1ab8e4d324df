import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChannelError } from '../../../src/channels/channel.ts';
import { explainLaunchFailure, findBrowser, prepareProfile } from '../../../src/channels/whatsapp/browser.ts';
import { browserProcesses, endBrowserProcesses } from '../../../src/channels/whatsapp/processes.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'vigie-browser-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

function script(name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  return path;
}

describe('the browser', () => {
  it.each([
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/opt/google/chrome/chrome',
    '/snap/bin/chromium',
    '/usr/bin/microsoft-edge',
    '/home/someone/bin/chromium',
  ])('is found as %s', (path) => {
    expect(findBrowser(null, '/bin:/home/someone/bin', (place) => place === path)).toBe(path);
  });

  it('is Chromium before Chrome and Edge', () => {
    expect(findBrowser(null, '', () => true)).toMatch(/\/chromium$/);
  });

  it('is the one of CHROMIUM_PATH, and no other', () => {
    const given = script('browser', 'exit 0');
    expect(findBrowser(given, '/usr/bin')).toBe(given);
    expect(() =>
      findBrowser(join(directory, 'none'), '/usr/bin', (path) => path === '/usr/bin/chromium'),
    ).toThrow(
      /^CHROMIUM_PATH \(.*none\) is no executable file: correct it, or install one \(Debian, Ubuntu: "apt-get install chromium"\)/,
    );
    expect(() => findBrowser(directory, '')).toThrow(/is no executable file/);
  });

  it('that is nowhere is an error which says how to get one', () => {
    expect(() => findBrowser(null, '/bin', () => false)).toThrow(
      new ChannelError(
        'WhatsApp needs a browser, and none was found: install one (Debian, Ubuntu: "apt-get install chromium"), or set CHROMIUM_PATH to the executable of Chromium, Chrome or Edge.',
        'whatsapp-no-browser',
      ),
    );
  });

  it.each([
    [
      'echo "[1:1:ERROR:zygote_host_impl_linux.cc] Running as root without --no-sandbox is not supported." >&2; exit 1',
      `it finds no sandbox. Run as a user other than root; in a container, set CHROMIUM_ARGS='["--no-sandbox"]'.`,
    ],
    [
      'echo "chromium: error while loading shared libraries: libnss3.so: cannot open" >&2; exit 127',
      'it lacks the library libnss3.so; install one',
    ],
    [
      'echo "Trace/breakpoint trap" >&2; exit 133',
      'Trace/breakpoint trap. Correct CHROMIUM_PATH and CHROMIUM_ARGS',
    ],
    ['exit 0', 'it ends at once. Correct CHROMIUM_PATH and CHROMIUM_ARGS'],
  ])('that does not start is explained: %s', async (text, advice) => {
    const { message, code } = await explainLaunchFailure(script('browser', text), []);
    expect(message).toContain(advice);
    expect(code).toBe('whatsapp-browser-fails');
  });
});

describe('the profile', () => {
  /** A process with these arguments, started by a Node process of its own that goes on living. */
  async function startedElsewhere(profile: string): Promise<ChildProcess> {
    profiles.push(profile);
    const code = `
      const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e9)', '--', ...process.argv.slice(1)], { stdio: 'ignore' });
      child.once('spawn', () => console.log('started'));
      setInterval(() => {}, 1e9);`;
    const owner = spawn(process.execPath, ['-e', code, '--', `--user-data-dir=${profile}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    started.push(owner);
    await once(owner.stdout, 'data');
    return owner;
  }
  const started: ChildProcess[] = [];
  const profiles: string[] = [];
  const runsOn = (profile: string) => browserProcesses(profile, null).length > 0;
  async function kill(owner: ChildProcess): Promise<void> {
    const ended = once(owner, 'exit');
    owner.kill('SIGKILL');
    await ended;
  }
  afterEach(async () => {
    for (const owner of started.splice(0))
      if (owner.exitCode === null && owner.signalCode === null) await kill(owner);
    for (const profile of profiles.splice(0)) await endBrowserProcesses(profile, null);
  });

  it('is its owner’s alone, also when it was not', async () => {
    const whatsapp = join(directory, 'whatsapp');
    mkdirSync(join(whatsapp, 'session'), { recursive: true, mode: 0o755 });
    await prepareProfile(whatsapp);
    for (const folder of [whatsapp, join(whatsapp, 'session')])
      expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('is freed of the locks of a browser that was killed, also on another host', async () => {
    const profile = join(directory, 'session');
    mkdirSync(profile);
    symlinkSync('another-container-4711', join(profile, 'SingletonLock'));
    await prepareProfile(directory);
    expect(existsSync(join(profile, 'SingletonLock'))).toBe(false);
    symlinkSync('free', join(profile, 'SingletonLock')); // it can be locked again
  });

  it('is freed of a browser that a killed Vigie has left, and of no other', async () => {
    const profile = join(directory, 'session');
    const left = await startedElsewhere(profile);
    await startedElsewhere(`${profile}-other`);
    await kill(left);
    expect(runsOn(profile)).toBe(true);
    await prepareProfile(directory);
    expect(runsOn(profile)).toBe(false);
    expect(runsOn(`${profile}-other`)).toBe(true);
  });

  it('that another Vigie uses is left to it', async () => {
    const profile = join(directory, 'session');
    await startedElsewhere(profile);
    await expect(prepareProfile(directory)).rejects.toThrow(
      `Another Vigie uses the WhatsApp login in ${directory}: stop it first, or set another STATE_DIR.`,
    );
    expect(runsOn(profile)).toBe(true);
  });

  it('that cannot be written is an error which names the variable', async () => {
    writeFileSync(join(directory, 'file'), '');
    await expect(prepareProfile(join(directory, 'file', 'whatsapp'))).rejects.toThrow(
      /^STATE_DIR cannot be written/,
    );
  });
});
