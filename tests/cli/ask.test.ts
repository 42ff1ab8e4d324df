import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import QRCode from 'qrcode';
import { afterAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const temporary = mkdtempSync(join(tmpdir(), 'vigie-cli-'));
afterAll(() => {
  rmSync(temporary, { recursive: true });
});

type Run = { readonly code: number | null; readonly out: string; readonly error: string };

function run(
  script: string,
  args: readonly string[],
  input: string | Buffer = '',
  environment: Record<string, string> = {},
): Promise<Run> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(root, 'src', script), ...args], {
      cwd: root,
      env: { ...process.env, ...environment },
    });
    let out = '';
    let error = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()));
    child.on('close', (code) => {
      done({ code, out, error });
    });
    child.stdin.end(input);
  });
}
const jsonLines = (out: string) =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the terminal through a pipe', () => {
  it('answers line by line and ends with the input, exit 0', async () => {
    const { code, out, error } = await run('start.js', [], 'bonjour\nje suis à la MGP\n');
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(out).toContain('Bonjour, je suis Vigie');
    expect(out).toContain('MGP fait partie des organismes touchés');
    expect(out).not.toContain('\u001b');
  });

  it('reads the picture whose path is typed', async () => {
    const image = join(temporary, 'wifi.png');
    await QRCode.toFile(image, 'WIFI:T:WPA;S:Gare;P:secret123;;', { width: 300 });
    const { code, out } = await run('start.js', [], `${image}\n`);
    expect(code).toBe(0);
    expect(out).toContain('wifi « Gare »');
    expect(out).not.toContain('secret123');
  });

  it('survives invalid UTF-8, binary, a missing last line break and no input at all', async () => {
    const binary = await run(
      'start.js',
      [],
      Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x0a, 0xc3, 0x28, 0x0a, 0x6d, 0x67, 0x70]),
    );
    expect(binary.code).toBe(0);
    expect(binary.out).toContain('MGP');
    expect(await run('start.js', [])).toEqual({ code: 0, out: '', error: '' });
  });
});

describe('ask', () => {
  it('answers one message as text', async () => {
    const { code, out } = await run('cli/ask.ts', ['jsuis', 'chez', 'alan']);
    expect(code).toBe(0);
    expect(out).toMatch(/^Oui : Alan/);
    expect(out).toContain('1. ');
  });

  it('without a message says how it is used, exit 2; so does an unknown option', async () => {
    expect(await run('cli/ask.ts', [])).toMatchObject({ code: 2, out: '' });
    const unknown = await run('cli/ask.ts', ['--colour', 'x']);
    expect(unknown.code).toBe(2);
    expect(unknown.error).toContain('--colour');
  });

  it('as JSON keeps conversations apart, in order, and gives the same again', async () => {
    const input = [
      { conversation: 'a', text: 'mgp' },
      { conversation: 'b', text: 'une mutuelle étudiante' },
      { conversation: 'a', text: 'et ma femme est chez alan' },
      { conversation: 'b', button: 'a:lmde' },
      { conversation: 'b', text: 'CAF : payez 3 € sur caf-droits.top', forwarded: true },
    ];
    const lines = input.map((line) => JSON.stringify(line)).join('\n');
    const [first, again] = await Promise.all([
      run('cli/ask.ts', ['--json'], lines),
      run('cli/ask.ts', ['--json'], lines),
    ]);
    const answers = jsonLines(first.out);
    expect(answers.map(({ conversation }) => conversation)).toEqual(['a', 'b', 'a', 'b', 'b']);
    expect(answers[0]).toMatchObject({
      intent: 'insurer_affected',
      insurers: ['mgp'],
      exposure: { mgp: { 'viamedis-almerys-2024': 'confirmed' } },
      verdict: null,
      redacted: [],
    });
    expect(answers[3]).toMatchObject({ insurers: ['lmde'] });
    expect(answers[4]).toMatchObject({ intent: 'message_to_analyse', verdict: 'scam' });
    const timeless = (out: string) =>
      jsonLines(out).map(({ ms, ...rest }) => ({ ...rest, timed: typeof ms }));
    expect(timeless(again.out)).toEqual(timeless(first.out));
  });

  it('as JSON reads a picture, with its text as caption; a missing file is named', async () => {
    const image = join(temporary, 'code.png');
    await QRCode.toFile(image, 'https://ameli-carte-vitale.top/maj', { width: 300 });
    const { code, out } = await run(
      'cli/ask.ts',
      ['--json'],
      [{ image, text: 'c’est vrai ?' }, { image: join(temporary, 'missing.png') }]
        .map((line) => JSON.stringify({ conversation: 'p', ...line }))
        .join('\n'),
    );
    const [answer, missing] = jsonLines(out);
    expect(answer).toMatchObject({ intent: 'message_to_analyse', verdict: 'scam', redacted: [] });
    expect(JSON.stringify(answer)).toContain('ameli-carte-vitale[.]top');
    expect(missing).toMatchObject({ line: 2, error: expect.stringContaining('missing.png') as string });
    expect(code).toBe(1);
  });

  it('as JSON names a line that cannot be used, answers the others, and ends with 1', async () => {
    const { code, out } = await run(
      'cli/ask.ts',
      ['--json'],
      'no json\n{"text":"x"}\n{"conversation":"c","text":"mgp"}\n',
    );
    const [notJson, noConversation, good] = jsonLines(out);
    expect(code).toBe(1);
    expect(notJson).toEqual({ line: 1, error: 'not a JSON object' });
    expect(noConversation).toMatchObject({ line: 2 });
    expect(good).toMatchObject({ conversation: 'c' });
  });
});

describe('what an operator got wrong', () => {
  it('facts that are missing or broken: the file and the reason, exit 1', async () => {
    const missing = await run('start.js', [], 'x', { DATA_DIR: join(temporary, 'nowhere') });
    expect(missing.code).toBe(1);
    expect(missing.error).toContain('nowhere');
    cpSync(join(root, 'data'), join(temporary, 'data'), { recursive: true });
    writeFileSync(join(temporary, 'data', 'contacts.json'), '{"contacts": [{');
    const broken = await run('start.js', [], 'x', { DATA_DIR: join(temporary, 'data') });
    expect(broken.code).toBe(1);
    expect(broken.error).toContain('contacts.json');
  });

  it('words that are broken: the file and the reason, exit 1', async () => {
    cpSync(join(root, 'locales'), join(temporary, 'locales'), { recursive: true });
    writeFileSync(join(temporary, 'locales', 'fr', 'dialogue.json'), '{}');
    const { code, error } = await run('start.js', [], 'x', { LOCALES_DIR: join(temporary, 'locales') });
    expect(code).toBe(1);
    expect(error).toContain('dialogue.json');
    expect(error).not.toContain('    at ');
  });

  it('a variable: its name and the mend, exit 2', async () => {
    const { code, error } = await run('start.js', [], 'x', { LOG_LEVEL: 'loud' });
    expect(code).toBe(2);
    expect(error).toContain('LOG_LEVEL ("loud") is no level: use fatal');
  });
});

describe('evaluate', () => {
  const cases = join(temporary, 'cases.jsonl');

  it('gives one JSON object with the agreed names', async () => {
    writeFileSync(
      cases,
      [
        { id: '1', text: 'jsuis à la mgp', insurers: ['mgp'] },
        { id: '2', text: 'il pleut', insurers: [] },
      ]
        .map((line) => JSON.stringify(line))
        .join('\n'),
    );
    const { code, out } = await run('cli/evaluate.ts', ['insurers', cases, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      task: 'insurers',
      cases: 2,
      precision: 1,
      recall: 1,
      exactSets: 1,
      noneRight: 1,
      ambiguousAsked: 1,
      errors: [],
    });
  });

  it('counts what was missed and invented, and keeps undecidable cases out', async () => {
    const lines = [
      { id: 'scam', text: 'gagnez 500 € : donnez votre carte sur gain-caf.top', label: 'scam' },
      { id: 'wrong', text: 'gagnez 500 € : donnez votre carte sur gain-caf.top', label: 'legit' },
      { id: 'out', text: '?', label: 'scam', undecidable: true },
    ];
    writeFileSync(cases, lines.map((line) => JSON.stringify(line)).join('\n'));
    const { out } = await run('cli/evaluate.ts', ['messages', cases, '--json']);
    expect(JSON.parse(out)).toMatchObject({
      cases: 2,
      recall: 1,
      falseAlarmRate: 1,
      errors: [{ id: 'wrong' }],
    });
  });

  it.each([
    [['insurers'], 2, 'usage'],
    [['poems', 'x.jsonl'], 2, 'poems'],
    [['insurers', 'nowhere.jsonl'], 1, 'nowhere.jsonl'],
  ])('%j ends with %i and a sentence', async (args, expected, words) => {
    const { code, error } = await run('cli/evaluate.ts', args);
    expect(code).toBe(expected);
    expect(error).toContain(words);
    expect(error).not.toContain('    at ');
  });
});
