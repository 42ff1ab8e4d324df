import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ChannelError } from '../../../src/channels/channel.ts';
import { SessionLostError } from '../../../src/channels/whatsapp/session.ts';
import { SessionHarness } from '../../support/whatsapp-session.ts';

const soon = 10;
const person = '33600000001@c.us';
let harness: SessionHarness;
afterEach(async () => {
  await harness.end();
  expect(harness.processes()).toEqual([]);
});

describe('what people do', () => {
  it('is told: a message, its edit, its deletion', async () => {
    harness = await SessionHarness.ready();
    const camille = harness.web.person(person);
    const id = camille.say('first');
    await harness.until(() => harness.messages.length === 1, 'the message');
    camille.edit(id, 'second');
    await harness.until(() => harness.edits.length === 1, 'the edit');
    camille.delete(id);
    await harness.until(() => harness.deletions.length === 1, 'the deletion');
    expect([harness.messages, harness.edits]).toEqual([['first'], ['second']]);
  });

  it('is told once after the page was loaded anew three times', async () => {
    harness = await SessionHarness.ready();
    for (let time = 0; time < 3; time++)
      await harness.secondsToReadyAfter(() => {
        harness.web.reload();
      });
    harness.web.person(person).say('one');
    harness.web.person(person).say('two');
    await harness.until(() => harness.messages.includes('two'), 'the messages');
    expect(harness.messages).toEqual(['one', 'two']);
    expect(harness.session.figures().restarts).toBe(0);
  });
});

describe('a start', () => {
  it('without a browser fails for good, and says how to get one', async () => {
    harness = await SessionHarness.create({ chromiumPath: '/nowhere/chromium' });
    await expect(harness.session.start()).rejects.toBeInstanceOf(ChannelError);
    await expect(harness.session.ended).rejects.toThrow(/CHROMIUM_PATH .*apt-get install chromium/);
    await expect(harness.session.untilReady()).rejects.toThrow(/CHROMIUM_PATH/);
    expect(harness.session.health()).toMatchObject({ up: false });
    expect(harness.session.figures().state).toBe('failed');
  });

  it('of a browser that never runs is given up after some tries', async () => {
    harness = await SessionHarness.create({ chromiumPath: '/bin/false' });
    await expect(harness.session.start()).rejects.toThrow(/^The browser \(\/bin\/false\) does not start/);
  });

  it('without a network is tried until there is one', async () => {
    harness = await SessionHarness.create();
    harness.web.serve('nothing');
    const started = harness.session.start();
    await harness.until(
      () => harness.codes.filter((code) => code === 'whatsapp-unreachable').length >= 3,
      'tries',
    );
    expect(harness.session.health()).toMatchObject({
      up: false,
      reason: expect.stringMatching(/^cannot be reached \(ERR_/) as string,
    });
    const start = performance.now();
    harness.web.serve('whatsapp');
    await started;
    const seconds = (performance.now() - start) / 1000;
    console.info(`QR ${seconds.toFixed(2)} s after the network was there`);
    expect(seconds).toBeLessThan(soon);
  });

  it('at a name that nobody knows is tried again', async () => {
    harness = await SessionHarness.create();
    const { chromiumArguments } = harness.web;
    const offline = await SessionHarness.create(
      { chromiumArguments: [...chromiumArguments.slice(1), '--host-resolver-rules=MAP * ~NOTFOUND'] },
      harness,
    );
    const started = offline.session.start();
    await offline.trouble('whatsapp-unreachable');
    expect(offline.session.health()).toEqual({
      up: false,
      reason: 'cannot be reached (ERR_NAME_NOT_RESOLVED)',
    });
    await offline.session.stop();
    await started;
  });

  it('on a page that is not WhatsApp Web is tried again', async () => {
    harness = await SessionHarness.create({ limits: { launch: 1_000 } });
    harness.web.serve('another page');
    const started = harness.session.start();
    await harness.until(() => harness.codes.length > 0, 'the first try');
    expect(harness.session.health()).toMatchObject({ up: false });
    harness.web.serve('whatsapp');
    await started;
    expect(harness.session.figures().state).toBe('waiting-for-login');
  });

  it('of a browser that hangs is ended and tried again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vigie-hanging-'));
    const chromiumPath = join(folder, 'browser');
    writeFileSync(chromiumPath, '#!/bin/sh\nsleep 1000 &\nwait\n', { mode: 0o755 });
    harness = await SessionHarness.create({ chromiumPath, limits: { launch: 300 } });
    const started = harness.session.start();
    await harness.trouble('whatsapp-launch-hangs');
    await harness.session.stop();
    await started;
    expect(harness.processes()).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it('at which WhatsApp was faster than the library becomes ready all the same', async () => {
    harness = await SessionHarness.ready({ limits: { watch: 50 } });
    const { page } = await harness.browser();
    harness.web.synchronises = false;
    const seconds = await harness.secondsToReadyAfter(async () => {
      const loaded = page.waitForNavigation();
      harness.web.reload();
      await loaded;
      await page.evaluate(`window.require('WAWebSocketModel').Socket.hasSynced = true`);
    });
    expect(seconds).toBeLessThan(soon);
    harness.web.person(person).say('once');
    harness.web.person(person).say('more');
    await harness.until(() => harness.messages.includes('more'), 'the messages');
    expect(harness.messages).toEqual(['once', 'more']);
    expect(harness.session.figures().restarts).toBe(0);
  });

  it('that never becomes ready is tried again', async () => {
    harness = await SessionHarness.ready({ limits: { connect: 500, watch: 100_000 } });
    harness.web.synchronises = false;
    harness.web.reload();
    await harness.trouble('whatsapp-connecting-hangs');
    harness.web.synchronises = true;
    await harness.session.untilReady();
  });
});

describe('a page that hangs', () => {
  it('is noticed without a call, and left', async () => {
    harness = await SessionHarness.ready({ limits: { watch: 100, watchAnswer: 500 } });
    const { page } = await harness.browser();
    const seconds = await harness.secondsToReadyAfter(() => {
      page.evaluate('for (;;);').catch(() => undefined);
    });
    console.info(`ready again after ${seconds.toFixed(2)} s: the page hangs (limits 0.1 s and 0.5 s)`);
    expect(seconds).toBeLessThan(soon);
    expect(harness.codes).toContain('whatsapp-page-hangs');
  });
});

describe('a call', () => {
  it('gives what the library gives', async () => {
    harness = await SessionHarness.ready();
    await expect(harness.session.call((client) => client.getState())).resolves.toBe('CONNECTED');
  });

  it('before the session is ready is not begun', async () => {
    harness = await SessionHarness.create();
    await harness.session.start();
    let isBegun = false;
    const error = await harness.session
      .call(() => {
        isBegun = true;
        return Promise.resolve();
      })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SessionLostError);
    expect(error).toMatchObject({ wasBegun: false });
    expect(isBegun).toBe(false);
  });
});

describe('a stop', () => {
  it('leaves no process, and tells whoever waits', async () => {
    harness = await SessionHarness.create();
    await harness.session.start();
    const waiting = harness.session.untilReady().catch((error: unknown) => error);
    expect(harness.processes().length).toBeGreaterThan(0);
    await harness.session.stop();
    expect(harness.processes()).toEqual([]);
    expect(await waiting).toBeInstanceOf(SessionLostError);
    await harness.session.ended;
    expect(harness.session.health()).toEqual({ up: false, reason: 'is stopped' });
    await harness.session.stop();
  });

  it('in the middle of a start leaves no process', async () => {
    harness = await SessionHarness.create();
    const started = harness.session.start();
    await harness.session.stop();
    await started;
    expect(harness.processes()).toEqual([]);
    expect(harness.shown).toEqual([]);
  });

  it('between two tries does not wait for the next', async () => {
    harness = await SessionHarness.create();
    harness.web.serve('nothing');
    const started = harness.session.start();
    await harness.until(() => harness.codes.length >= 3, 'three tries');
    await harness.session.stop();
    await started;
  });

  it('ends also a browser that does not listen', async () => {
    harness = await SessionHarness.ready({ limits: { close: 200 } });
    const [{ pid } = { pid: 0 }] = harness.processes();
    process.kill(pid, 'SIGSTOP');
    await harness.session.stop();
    expect(harness.processes()).toEqual([]);
  });
});

describe('the memory of the browser', () => {
  it('is told, and when it is too much has the browser exchanged at the first quiet moment', async () => {
    let isQuiet = false;
    harness = await SessionHarness.ready({
      limits: { memoryWatch: 200, browserMemory: 1024 ** 2, quiet: 100 },
    });
    let asked = 0;
    const { promise: askedTwice, resolve } = Promise.withResolvers<undefined>();
    harness.session.recycleWhen(() => {
      if (++asked === 2) resolve(undefined);
      return isQuiet;
    });
    await askedTwice;
    const { restarts, browserMemoryBytes } = harness.session.figures();
    expect(restarts).toBe(0);
    expect(browserMemoryBytes).toBeGreaterThan(50 * 1024 ** 2);
    expect(browserMemoryBytes).toBeLessThan(1024 ** 3);
    const seconds = await harness.secondsToReadyAfter(() => {
      isQuiet = true;
    });
    isQuiet = false;
    console.info(`ready again after ${seconds.toFixed(2)} s: the browser is exchanged`);
    expect(seconds).toBeLessThan(soon);
    expect(harness.codes).toContain('whatsapp-browser-recycled');
  });
});

describe('a Vigie that is killed', () => {
  it('leaves a login that the next one takes, and no browser in its way', async () => {
    harness = await SessionHarness.ready();
    await harness.session.stop();
    const directory = join(harness.directory, 'whatsapp');
    const code = `
      import { createSession } from ${JSON.stringify(join(import.meta.dirname, '../../../src/channels/whatsapp/session.ts'))};
      const nothing = () => {};
      const session = createSession(
        ${JSON.stringify({ chromiumPath: await harness.web.chromiumPath(), chromiumArguments: harness.web.chromiumArguments, directory, pairingNumber: null })},
        { onMessage: nothing, onEdit: nothing, onDelete: nothing, onReady: () => { console.log('ready'); } },
        { pause: async () => {}, now: () => performance.now(), onTrouble: console.error, show: nothing },
      );
      await session.start();`;
    const vigie = spawn(process.execPath, ['--input-type=module', '--eval', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(vigie.stdout, 'data');
    expect(harness.processes().length).toBeGreaterThan(0);
    const ended = once(vigie, 'exit');
    vigie.kill('SIGKILL');
    await ended;

    const next = await SessionHarness.create({}, harness);
    await next.session.start();
    await next.session.untilReady();
    expect(next.shown).toEqual([]);
    await next.session.stop();
  });
});
