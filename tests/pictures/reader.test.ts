import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ReadingLimits } from '../../src/pictures/limits.ts';
import { startProcess } from '../../src/pictures/process.ts';
import { createPictureReader } from '../../src/pictures/reader.ts';
import type { PictureReader, PictureReading } from '../../src/pictures/reading.ts';
import { hostileFiles } from './hostile-files.ts';

const refused = (reason: string) => ({ kind: 'refused', reason });
const isAlive = (pid: number): boolean => {
  try {
    // a process that ended but was not fetched yet is not alive
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
};

describe('the reader', () => {
  let picture: Buffer;
  const readers: PictureReader[] = [];
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    picture = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#ffffff' } })
      .png()
      .toBuffer();
  });
  afterEach(async () => {
    await Promise.all(readers.splice(0).map((reader) => reader.close()));
    children.length = 0;
  });

  function open(
    limits: Partial<ReadingLimits> = {},
    start: () => ChildProcess = startProcess,
  ): PictureReader {
    const reader = createPictureReader(limits, () => {
      const child = start();
      children.push(child);
      return child;
    });
    readers.push(reader);
    return reader;
  }
  /** A process that takes files and never answers. */
  const silent = () =>
    fork('-', [], { execArgv: ['--eval', 'process.on("message", () => {})'], serialization: 'advanced' });

  it('starts with the first file, and one process reads all', async () => {
    const reader = open();
    expect(children).toHaveLength(0);
    const readings = await Promise.all([
      reader.read(picture),
      reader.read(picture),
      reader.read(Buffer.from('mot')),
    ]);
    expect(readings.map(({ kind }) => kind)).toEqual(['picture', 'picture', 'document']);
    expect(children).toHaveLength(1);
  });

  it('refuses what is too large before it opens anything', async () => {
    const reader = open({ bytes: 1000, pixels: 50_000 });
    expect(await reader.read(Buffer.alloc(1001))).toEqual(refused('too-large'));
    expect(children).toHaveLength(0);
    expect(await reader.read(picture)).toEqual(refused('too-large'));
  });

  it('says that it is busy when too many wait, and answers those in turn', async () => {
    const reader = open({ waiting: 2 });
    const readings = await Promise.all(Array.from({ length: 5 }, () => reader.read(picture)));
    expect(readings.map((reading) => (reading.kind === 'refused' ? reading.reason : reading.kind))).toEqual([
      'picture',
      'picture',
      'picture',
      'busy',
      'busy',
    ]);
  });

  it('gives up on a file that takes too long, and reads the next in a new process', async () => {
    let first = true;
    const reader = open({ time: 3000 }, () => {
      const start = first ? silent : startProcess;
      first = false;
      return start();
    });
    expect(await reader.read(picture)).toEqual(refused('too-slow'));
    expect(children[0]?.killed).toBe(true);
    expect(await reader.read(picture)).toMatchObject({ kind: 'picture' });
  });

  it('outlives the process that a file kills', async () => {
    const reader = open();
    await reader.read(picture);
    const dying = reader.read(picture);
    children[0]?.kill('SIGKILL');
    expect(await dying).toEqual(refused('broken'));
    expect(await reader.read(picture)).toMatchObject({ kind: 'picture' });
    expect(children).toHaveLength(2);
  });

  it('does not blame the file when its process never comes up', async () => {
    const reader = open({}, () => fork('-', [], { execArgv: ['--eval', 'process.exit(1)'] }));
    expect(await reader.read(picture)).toEqual(refused('busy'));
    const without = open({}, () => {
      throw new Error('no room');
    });
    expect(await without.read(picture)).toEqual(refused('busy'));
  });

  it('ends its process when nobody needs it, and starts another later', async () => {
    const reader = open({ idle: 20 });
    await reader.read(picture);
    await vi.waitFor(() => {
      expect(children[0]?.signalCode).toBe('SIGKILL');
    });
    expect(await reader.read(picture)).toMatchObject({ kind: 'picture' });
    expect(children).toHaveLength(2);
  });

  it('replaces its process when it has grown', async () => {
    const reader = open({ memory: 1 });
    expect(await reader.read(picture)).toMatchObject({ kind: 'picture' });
    expect(await reader.read(picture)).toMatchObject({ kind: 'picture' });
    expect(children).toHaveLength(2);
  });

  it('answers those who wait when it is closed', async () => {
    const reader = open();
    const waiting = [reader.read(picture), reader.read(picture)];
    await reader.close();
    expect(await Promise.all(waiting)).toEqual([refused('busy'), refused('busy')]);
    expect(await reader.read(picture)).toEqual(refused('busy'));
    expect(children[0]?.signalCode).toBe('SIGKILL');
  });

  it('gives its process no secret, lets it write and start nothing, and gives way to others', async () => {
    const child = startProcess(fileURLToPath(new URL('probe.ts', import.meta.url)));
    const [seen] = (await once(child, 'message')) as [unknown];
    child.kill();
    expect(seen).toEqual({
      environment: ['HOME'],
      writing: 'ERR_ACCESS_DENIED',
      reading: 'ERR_ACCESS_DENIED',
      starting: 'ERR_ACCESS_DENIED',
      priority: constants.priority.PRIORITY_BELOW_NORMAL,
    });
  });

  describe('in a program', () => {
    const module = new URL('../../src/pictures/reader.ts', import.meta.url).href;
    const processModule = new URL('../../src/pictures/process.ts', import.meta.url).href;
    const program = (then: string) => {
      const source = `import { createPictureReader } from '${module}'; import { startProcess } from '${processModule}';
        let pid; const reader = createPictureReader({}, () => { const child = startProcess(); pid = child.pid; return child; });
        const reading = await reader.read(Buffer.from('Bonjour'));
        console.log(pid, reading.kind); ${then}`;
      return spawn(process.execPath, ['--input-type=module', '--eval', source], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
    };
    const firstLine = async (child: ReturnType<typeof program>): Promise<[number, string]> => {
      const [output] = (await once(child.stdout, 'data')) as [Buffer];
      const [pid = '', kind = ''] = output.toString().trim().split(' ');
      return [Number(pid), kind];
    };

    it('does not keep it from ending, and ends with it', async () => {
      const child = program('');
      const ended = once(child, 'exit');
      const [pid, kind] = await firstLine(child);
      expect(kind).toBe('document');
      expect(await ended).toEqual([0, null]);
      await vi.waitFor(() => {
        expect(isAlive(pid)).toBe(false);
      });
    });

    it('ends with it when it is killed', async () => {
      const child = program('setInterval(() => {}, 1000);');
      const [pid] = await firstLine(child);
      expect(isAlive(pid)).toBe(true);
      child.kill('SIGKILL');
      await vi.waitFor(() => {
        expect(isAlive(pid)).toBe(false);
      });
    });
  });

  it('answers each of 120 hostile files, and leaves nothing behind', async () => {
    const listed = () => [process.cwd(), tmpdir()].flatMap((path) => readdirSync(path)).filter(isOurs);
    const before = listed();
    const reader = open({ waiting: 200 });
    const files = await hostileFiles(120, 11);
    const readings: PictureReading[] = await Promise.all(files.map(({ bytes }) => reader.read(bytes)));
    expect(
      readings.map(({ kind }) => kind).every((kind) => ['picture', 'document', 'refused'].includes(kind)),
    ).toBe(true);
    // none of them killed the process
    expect(children).toHaveLength(1);
    expect(listed()).toEqual(before);
    expect(await reader.read(picture)).toMatchObject({ kind: 'picture' });
  }, 60_000);
});

/** Files that the libraries or the reader could leave; others work beside this test. */
const isOurs = (name: string): boolean =>
  /traineddata|tesseract|vips|sharp|zxing|pdf|left-behind/i.test(name);
