import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TelegramBotApi } from '../support/telegram-bot-api.ts';
import { Person } from '../support/telegram-people.ts';
import { freePort } from '../support/telegram-process.ts';
import { Image } from './image.ts';
import { root } from './dockerfile.ts';

const letter = Buffer.from(`%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 600 300] /Contents 4 0 R
/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >> endobj
4 0 obj << /Length 96 >> stream
BT /F1 12 Tf 20 200 Td (CPAM : reglez 2,99 EUR sur cpam-reglement.top sous 24 heures !!!!!) Tj ET
endstream endobj
trailer << /Root 1 0 R >>
`);

describe('the image, made without Docker and started read-only', () => {
  const image = new Image();
  const api = new TelegramBotApi();
  let started: ReturnType<Image['start']> | undefined;
  beforeAll(() => image.build(), 120_000);
  beforeAll(() => api.start());
  afterEach(async () => {
    started?.process.kill('SIGKILL');
    await started?.ended;
  });
  afterAll(async () => {
    await api.stop();
    await image.remove();
  }, 120_000);
  const start = (port: number, more: Readonly<Record<string, string>> = {}) => {
    started = image.start({
      TELEGRAM_BOT_TOKEN: api.token,
      TELEGRAM_API_ROOT: api.apiRoot,
      PORT: String(port),
      ...more,
    });
    return started;
  };
  const answer = (chat: number, count = 1) =>
    api.until(() => api.chat(chat).length >= count && api.chat(chat).map(({ text }) => text).join('\n'), 'an answer'); // prettier-ignore

  it('talks, is healthy, keeps its state in the volume alone, and stops cleanly', async () => {
    const port = await freePort();
    const running = start(port, { NODE_DEBUG_NATIVE: 'COMPILE_CACHE' });
    new Person(api, 7).say('ma mutuelle est la MGEN, je suis concerné ?');
    expect(await answer(7)).toContain('MGEN');

    const health = await image.exec(image.healthcheck, { PORT: String(port) });
    expect(health).toEqual({ code: 0, output: '{"status":"up","channels":{"telegram":"up"}}\n' });

    const folder = image.at('/var/backups/vigie');
    expect(await image.exec(['sh', 'deploy/backup.sh'], { BACKUP_DIR: folder })).toMatchObject({ code: 0 });
    const [backup = '', ...others] = readdirSync(folder);
    expect([backup, ...others]).toEqual([expect.stringMatching(/^vigie-[\dT-]+\.backup$/)]);
    expect(statSync(join(folder, backup)).mode & 0o777).toBe(0o600);

    running.process.kill('SIGTERM');
    const { code, output } = await running.ended;
    expect(code).toBe(0);
    expect(readdirSync(image.at('/var/lib/vigie'))).toEqual(
      expect.arrayContaining(['secret.key', 'vigie.sqlite']),
    );
    expect(readdirSync(image.at('/tmp'))).toEqual([]);
    // every file of ours was compiled when the image was made
    const sources = output.split('\n').filter((line) => /retrieving transpile cache/.test(line));
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.filter((line) => !line.endsWith('success'))).toEqual([]);
  });

  it('reads pictures and letters', async () => {
    start(await freePort());
    const person = new Person(api, 8);
    const size = { width: 400, height: 800, file_unique_id: 'x' };
    const picture = api.addFile(readFileSync(join(root, 'tests/fixtures/pictures/scam-sms-dark.png')));
    person.send({ photo: [{ ...size, file_id: picture }] });
    expect(await answer(8)).toMatch(/arnaque/);
    person.send({
      document: { file_id: api.addFile(letter), file_unique_id: 'y', mime_type: 'application/pdf' },
    });
    expect(await answer(8, 2)).toContain('cpam-reglement[.]top');
  });

  it('checks its settings, and finds nothing to mend', async () => {
    const { code, output } = await image.exec(['node', 'src/start.js', '--check'], {
      TELEGRAM_BOT_TOKEN: api.token,
      TELEGRAM_API_ROOT: api.apiRoot,
      PORT: String(await freePort()),
    });
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(output).toContain('@vigie_bot');
  });

  it('says of itself that it is not healthy, and why', async () => {
    const port = await freePort();
    expect(await image.exec(image.healthcheck, { PORT: String(port) })).toEqual({
      code: 1,
      output: `http://127.0.0.1:${port}/healthz does not answer: ECONNREFUSED\n`,
    });
  });

  it('holds no npm, no compiler, no test, no secret and no state', () => {
    expect(readdirSync(image.at('/app')).sort()).toEqual(
      ['LICENSE', 'data', 'deploy', 'locales', 'node_modules', 'package.json', 'src'].sort(),
    );
    const libraries = readdirSync(image.at('/app/node_modules'));
    expect(libraries).toContain('grammy');
    for (const name of ['npm', 'typescript', 'vitest', 'natural', '@sparticuz']) expect(libraries).not.toContain(name); // prettier-ignore
  });
});
