import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { lineage, ofKind, readCommand, readEnvironment, readStages, root, type Stage } from './dockerfile.ts';

export type Ended = { readonly code: number | null; readonly output: string };

/** What needs Debian itself; it is linted, not run. */
const needsDebian = /^(?:apt-get|groupadd)\b/;
const isRoot = process.getuid?.() === 0;

/**
 * The image of the Dockerfile, made without Docker: each stage is a folder in which its COPY and RUN steps are done, as
 * the user that the file names where this process may become one.
 */
export class Image {
  readonly #folder = mkdtempSync(join(tmpdir(), 'vigie-image-'));
  readonly #last: readonly Stage[];
  #user: number | null = null;
  readonly environment: Record<string, string> = {};
  readonly command: string[];
  readonly healthcheck: string[];

  constructor() {
    const stages = readStages();
    this.#last = lineage(stages, 'vigie');
    this.command = readCommand(ofKind(this.#last, 'CMD').at(-1) ?? '[]');
    this.healthcheck = readCommand(ofKind(this.#last, 'HEALTHCHECK').at(-1) ?? '[]');
    chmodSync(this.#folder, 0o755);
  }

  /** Where a path of the image lies here. */
  at(path: string): string {
    return join(this.#folder, 'vigie', path);
  }

  async build(): Promise<void> {
    const packages = readStages().filter(({ name }) => name === 'packages');
    await this.#carryOut(packages, 'packages', { ...pathAlone(), npm_config_prefer_offline: 'true' });
    await this.#carryOut(this.#last, 'vigie', this.environment);
    // no bit to write anywhere but in what a container is given
    await run('chmod', ['-R', 'a-w', this.at('/app'), this.at('/var/cache')], {});
  }

  async #carryOut(
    stages: readonly Stage[],
    place: string,
    environment: Record<string, string>,
  ): Promise<void> {
    const inside = (path: string) => join(this.#folder, place, path);
    let workdir = '/';
    mkdirSync(inside('/tmp'), { recursive: true });
    chmodSync(inside('/tmp'), 0o1777);
    for (const { keyword, rest } of stages.flatMap(({ instructions }) => instructions)) {
      if (keyword === 'WORKDIR') mkdirSync(inside((workdir = rest)), { recursive: true });
      else if (keyword === 'USER') this.#user = isRoot ? Number.parseInt(rest, 10) : null;
      else if (keyword === 'ENV') Object.assign(environment, this.#relocated(readEnvironment([rest])));
      else if (keyword === 'COPY') this.#copy(rest, inside(workdir));
      else if (keyword === 'RUN' && needsDebian.test(rest)) this.#makeFolders(rest, inside);
      else if (keyword === 'RUN') {
        const { code, output } = await this.#run(['sh', '-c', rest], inside(workdir), environment);
        if (code !== 0) throw new Error(`RUN ${rest} ended with ${code}:\n${output}`);
      }
    }
  }

  #relocated(environment: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(
      Object.entries(environment).map(([name, value]) => {
        if (name === 'PATH') return [name, value.replace('/app', this.at('/app')).replace('$PATH', process.env['PATH'] ?? '')]; // prettier-ignore
        return [name, value.startsWith('/') ? this.at(value) : value];
      }),
    );
  }

  #copy(rest: string, workdir: string): void {
    const words = rest.split(' ');
    const stage = /^--from=(\w+)$/.exec(words[0] ?? '')?.[1];
    const target = words.pop() ?? '';
    const into = join(workdir, target);
    if (stage !== undefined) {
      renameSync(join(this.#folder, stage, words[1] ?? ''), into); // quicker than a copy, and the stage is done
      return;
    }
    const isFolder = target.endsWith('/');
    mkdirSync(isFolder ? into : dirname(into), { recursive: true });
    for (const source of words)
      cpSync(join(root, source), isFolder ? join(into, basename(source)) : into, { recursive: true });
  }

  #makeFolders(rest: string, inside: (path: string) => string): void {
    for (const [, mode = '', paths = ''] of rest.matchAll(/install -d .*?-m (\d+)((?: \/\S+)+)/g))
      for (const path of paths.trim().split(' ')) {
        mkdirSync(inside(path), { recursive: true });
        chmodSync(inside(path), Number.parseInt(mode, 8));
        if (isRoot) chownSync(inside(path), 10001, 10001);
      }
  }

  #asUser(words: readonly string[]): string[] {
    if (this.#user === null) return [...words];
    const user = String(this.#user);
    return ['setpriv', '--reuid', user, '--regid', user, '--clear-groups', '--no-new-privs', '--bounding-set=-all', ...words]; // prettier-ignore
  }

  #run(words: readonly string[], cwd: string, environment: Readonly<Record<string, string>>): Promise<Ended> {
    const [file = '', ...rest] = this.#asUser(words);
    return run(file, rest, { cwd, env: { ...environment } });
  }

  /** Runs a command in the image, as `docker exec` does. */
  exec(words: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return this.#run(words, this.at('/app'), { ...this.environment, ...more });
  }

  /** Starts the image, as `docker run` does. */
  start(more: Readonly<Record<string, string>>): { process: ChildProcess; ended: Promise<Ended> } {
    const [file = '', ...rest] = this.#asUser(this.command);
    const child = spawn(file, rest, { cwd: this.at('/app'), env: { ...this.environment, ...more } });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    return {
      process: child,
      ended: new Promise((resolve) =>
        child.once('close', (code) => {
          resolve({ code, output });
        }),
      ),
    };
  }

  async remove(): Promise<void> {
    await run('chmod', ['-R', 'u+w', this.#folder], {});
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const pathAlone = () => ({ PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' });

function run(
  file: string,
  words: readonly string[],
  options: { cwd?: string; env?: Record<string, string> },
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(file, words, options, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : null) : 0;
      resolve({ code, output: error && code === null ? error.message : stdout + stderr });
    });
    child.stdin?.end();
  });
}
