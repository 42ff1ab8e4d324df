import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startCodeFinder } from '../../../src/pictures/codes.ts';
import { SessionHarness } from '../../support/whatsapp-session.ts';

const soon = 10;
let harness: SessionHarness;
let others: SessionHarness[] = [];
afterEach(async () => {
  for (const other of others) await other.session.stop();
  others = [];
  await harness.end();
});

const finder = startCodeFinder();

/** What a phone reads from a QR drawn in a terminal: black on white, each character two modules high. */
async function read(drawing: string): Promise<string> {
  const halves: Readonly<Record<string, readonly [number, number]>> = {
    ' ': [255, 255],
    '▀': [0, 255],
    '▄': [255, 0],
    '█': [0, 0],
  };
  const blackOnWhite = /^\u001b\[47m\u001b\[30m([ ▀▄█]+)\u001b/;
  const lines = drawing.split('\n').flatMap((line) => blackOnWhite.exec(line)?.[1] ?? []);
  const shades = lines.flatMap((line) =>
    [0, 1].map((half) => Array.from(line, (character) => halves[character]?.[half] ?? 255)),
  );
  const scale = 4;
  const margin = 4;
  const size = (Math.max(shades.length, lines[0]?.length ?? 0) + 2 * margin) * scale;
  const shadeAt = (position: number) => {
    const [x, y] = [position % size, Math.floor(position / size)].map(
      (at) => Math.floor(at / scale) - margin,
    );
    return shades[y ?? 0]?.[x ?? 0] ?? 255;
  };
  const data = Uint8Array.from({ length: size * size * 3 }, (_, index) => shadeAt(Math.floor(index / 3)));
  const [found] = await (await finder).find({ width: size, height: size, data });
  return found?.text ?? '';
}
const qrs = () => harness.shown.filter((lines) => /[▀▄]/.test(lines));
const qrShown = (count: number) => harness.until(() => qrs().length >= count, `QR ${count}`);

describe('login by QR', () => {
  it('draws what the phone reads, anew at each change, and says what to do', async () => {
    harness = await SessionHarness.create();
    await harness.session.start();
    await qrShown(1);
    expect(harness.session.figures().state).toBe('waiting-for-login');
    expect(harness.session.health()).toEqual({
      up: false,
      reason: 'waits for the login that the terminal shows',
    });
    expect(harness.shown[0]).toMatch(/^WhatsApp: on the phone .*Linked devices.*scan this QR code/);
    expect((await read(qrs()[0] ?? '')).split(',')[0]).toBe(harness.web.ref);

    harness.web.refreshQr();
    await qrShown(2);
    expect((await read(qrs()[1] ?? '')).split(',')[0]).toBe(harness.web.ref);

    harness.web.scan();
    await harness.session.untilReady();
    expect(harness.shown.at(-1)).toMatch(/logged in/);
    expect(harness.session.health()).toEqual({ up: true });
  });

  it('draws a new one when nobody has scanned for long', async () => {
    harness = await SessionHarness.create({ limits: { watch: 50 } });
    await harness.session.start();
    await qrShown(1);
    harness.web.setState('UNPAIRED_IDLE');
    await qrShown(2);
    expect((await read(qrs()[1] ?? '')).split(',')[0]).toBe(harness.web.ref);
  });

  it('is asked for once: the next start finds the login, which is its owner’s alone', async () => {
    harness = await SessionHarness.ready();
    await harness.session.stop();
    const folder = join(harness.directory, 'whatsapp');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'session')).mode & 0o777).toBe(0o700);

    const next = await SessionHarness.create({}, harness);
    others.push(next);
    await next.session.start();
    await next.session.untilReady();
    expect(next.shown).toEqual([]);
  });
});

describe('login by pairing code', () => {
  it('shows the code of the number, and pairs', async () => {
    harness = await SessionHarness.create({ pairingNumber: '33700000000' });
    await harness.session.start();
    const asked = await harness.web.until(() => harness.web.pairingCode, 'the pairing code');
    expect(asked.phone).toBe('33700000000');
    await harness.until(() => harness.shown.length > 0, 'the code');
    const grouped = `${asked.code.slice(0, 4)}-${asked.code.slice(4)}`;
    expect(harness.shown[0]).toContain(`type the code ${grouped}`);
    expect(qrs()).toEqual([]);
    expect(harness.shown.join()).not.toContain('33700000000');
    harness.web.scan();
    await harness.session.untilReady();
    expect(harness.session.health()).toEqual({ up: true });
  });
});

describe('logout on the phone', () => {
  it('is said with what to do, the old login is forgotten, and a new QR leads back', async () => {
    harness = await SessionHarness.ready();
    const mark = join(harness.directory, 'whatsapp', 'session', 'mark');
    writeFileSync(mark, '');
    const before = harness.shown.length;
    const start = performance.now();
    harness.web.logout();
    await harness.until(() => harness.shown.slice(before).some((lines) => /[▀▄]/.test(lines)), 'a new QR');
    const seconds = (performance.now() - start) / 1000;
    console.info(`a new QR after ${seconds.toFixed(2)} s: logout on the phone`);
    expect(seconds).toBeLessThan(soon);
    expect(harness.shown[before]).toBe(
      'WhatsApp: the phone has logged Vigie out. Nothing is answered until it is linked again:',
    );
    expect(harness.session.health()).toEqual({
      up: false,
      reason: 'is logged out on the phone: link it again as the terminal shows',
    });
    expect(harness.codes).toContain('whatsapp-logged-out');
    expect(existsSync(mark)).toBe(false);
    expect(JSON.stringify(harness.troubles)).not.toContain(harness.web.ref);
    expect((await read(qrs().at(-1) ?? '')).split(',')[0]).toBe(harness.web.ref);

    harness.web.scan();
    await harness.session.untilReady();
    expect(harness.session.health()).toEqual({ up: true });
  });

  it('while Vigie was away asks for a new login at the next start', async () => {
    harness = await SessionHarness.ready();
    await harness.session.stop();
    harness.web.logout();
    const next = await SessionHarness.create({}, harness);
    others.push(next);
    await next.session.start();
    expect(next.session.figures().state).toBe('waiting-for-login');
    harness.web.scan();
    await next.session.untilReady();
  });
});
