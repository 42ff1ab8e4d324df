import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SessionLostError } from '../../../src/channels/whatsapp/session.ts';
import { SessionHarness } from '../../support/whatsapp-session.ts';

const soon = 10;
const person = '33600000001@c.us';
let harness: SessionHarness;

beforeEach(async () => {
  harness = await SessionHarness.ready();
});
afterEach(async () => {
  const strays = harness.codes.filter((code) => code === 'whatsapp-stray-rejection');
  await harness.end();
  expect(harness.processes()).toEqual([]);
  expect(strays).toEqual([]);
});

function killRenderers(): void {
  for (const { pid, command } of harness.processes())
    if (command.join(' ').includes('--type=renderer')) process.kill(pid, 'SIGKILL');
}
async function signalBrowser(signal: NodeJS.Signals): Promise<void> {
  const { browser } = await harness.browser();
  browser.process()?.kill(signal);
}
/** It is there in full: what people write comes, and they can be answered. */
async function expectService(): Promise<void> {
  harness.web.person(person).say('still there?');
  await harness.until(() => harness.messages.includes('still there?'), 'the message');
  await harness.session.call((client) => client.sendMessage(person, 'yes'));
  expect(harness.web.sent.at(-1)).toMatchObject({ to: person, body: 'yes' });
  expect(harness.messages.filter((text) => text === 'still there?')).toHaveLength(1);
  expect(harness.session.health()).toEqual({ up: true });
}

type Fault = { readonly harm: () => unknown; readonly code: string | null };
const faults: Readonly<Record<string, Fault>> = {
  'the renderer is killed': { harm: killRenderers, code: 'whatsapp-page-crashed' },
  'the browser is killed': { harm: () => signalBrowser('SIGKILL'), code: 'whatsapp-browser-died' },
  'the browser is asked to end': { harm: () => signalBrowser('SIGTERM'), code: null },
  'the page is closed': {
    harm: async () => {
      const { page } = await harness.browser();
      await page.close();
    },
    code: 'whatsapp-page-closed',
  },
  'the page is loaded anew': {
    harm: () => {
      harness.web.reload();
    },
    code: null,
  },
  'the network is away for a moment': {
    harm: async () => {
      harness.web.setState('TIMEOUT');
      await harness.trouble('whatsapp-offline');
      expect(harness.session.health()).toEqual({ up: false, reason: 'cannot be reached (TIMEOUT)' });
      harness.web.setState('CONNECTED');
    },
    code: 'whatsapp-offline',
  },
  'WhatsApp is opened elsewhere': {
    harm: async () => {
      harness.web.setState('CONFLICT');
      await harness.trouble('whatsapp-offline');
      expect(harness.session.health()).toEqual({
        up: false,
        reason: 'is open elsewhere with the same login (CONFLICT)',
      });
    },
    code: 'whatsapp-offline',
  },
  ...Object.fromEntries(
    [
      ['DEPRECATED_VERSION', 'whatsapp-state-deprecated-version'],
      ['TOS_BLOCK', 'whatsapp-state-tos-block'],
      ['SMB_TOS_BLOCK', 'whatsapp-state-smb-tos-block'],
      ['PROXYBLOCK', 'whatsapp-state-proxyblock'],
      ['UNLAUNCHED', 'whatsapp-state-unlaunched'],
      ['UNPAIRED', 'whatsapp-logged-out'],
      ['UNPAIRED_IDLE', 'whatsapp-logged-out'],
    ].map(([state = '', code = '']) => [
      `WhatsApp says ${state}, and serves again at the next start`,
      {
        harm: () => {
          harness.web.setState(state);
        },
        code,
      },
    ]),
  ),
};

describe('is back by itself when', () => {
  it.each(Object.entries(faults))('%s', async (name, { harm, code }) => {
    const seconds = await harness.secondsToReadyAfter(harm);
    console.info(`ready again after ${seconds.toFixed(2)} s: ${name}`);
    expect(seconds).toBeLessThan(soon);
    if (code !== null) expect(harness.codes).toContain(code);
    await expectService();
  });

  it('the browser is killed five times in a row', async () => {
    for (let time = 1; time <= 5; time++) {
      const seconds = await harness.secondsToReadyAfter(() => signalBrowser('SIGKILL'));
      console.info(`ready again after ${seconds.toFixed(2)} s: the browser is killed, time ${time}`);
      expect(seconds).toBeLessThan(soon);
    }
    await expectService();
    expect(harness.session.figures().restarts).toBe(5);
  });
});

describe('a call that is open', () => {
  it.each<[string, () => unknown]>([
    ['the renderer is killed', killRenderers],
    ['the browser is killed', () => signalBrowser('SIGKILL')],
    [
      'the page is loaded anew',
      () => {
        harness.web.reload();
      },
    ],
  ])('is told that nobody knows its outcome when %s', async (_, harm) => {
    harness.web.hangNextSend('before');
    const outcome = harness.session
      .call((client) => client.sendMessage(person, 'hello'))
      .catch((error: unknown) => error);
    await harm();
    const error = await outcome;
    expect(error).toBeInstanceOf(SessionLostError);
    expect(error).toMatchObject({ wasBegun: true });
  });

  it('hangs no longer than its limit, and a page that hangs is left', async () => {
    harness.web.hangNextSend('after');
    let error: unknown;
    const seconds = await harness.secondsToReadyAfter(async () => {
      error = await harness.session
        .call((client) => client.sendMessage(person, 'hello'), 300)
        .catch((reason: unknown) => reason);
    });
    console.info(`ready again after ${seconds.toFixed(2)} s: a send hangs (limit 0.3 s)`);
    expect(seconds).toBeLessThan(soon);
    expect(error).toBeInstanceOf(SessionLostError);
    expect(error).toMatchObject({ wasBegun: true });
    expect(harness.codes).toContain('whatsapp-call-hangs');
    expect(harness.web.sent.filter(({ body }) => body === 'hello')).toHaveLength(1);
    await expectService();
  });

  it('and is refused by the page is told so, and ends nothing', async () => {
    const error = await harness.session
      .call(({ pupPage }) => pupPage?.evaluate('throw new Error("refused")') ?? Promise.resolve())
      .catch((reason: unknown) => reason);
    expect(error).not.toBeInstanceOf(SessionLostError);
    expect(error).toBeInstanceOf(Error);
    expect(harness.session.health()).toEqual({ up: true });
  });
});
