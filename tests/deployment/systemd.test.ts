import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './dockerfile.ts';

type Unit = Readonly<Record<string, readonly string[]>>;

const folder = join(root, 'deploy/systemd');
const home = '/opt/vigie';
const files = globSync('**/*.{service,timer,conf}', { cwd: folder }).sort();

/** `Section.Key` to its values, in order. */
function readUnit(file: string): Unit {
  const unit: Record<string, string[]> = {};
  let section = '';
  for (const line of readFileSync(join(folder, file), 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [, header] = /^\[(\w+)\]$/.exec(line) ?? [];
    const [, key, value = ''] = /^(\w+)=(.*)$/.exec(line) ?? [];
    if (header !== undefined) section = header;
    else if (key === undefined) throw new Error(`${file}: "${line}" is no setting`);
    else (unit[`${section}.${key}`] ??= []).push(value);
  }
  return unit;
}
const one = (unit: Unit, key: string) => unit[key]?.join(' ') ?? '';
const service = readUnit('vigie.service');
const backup = readUnit('vigie-backup.service');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: { start: string };
};
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');

describe('the units of systemd', () => {
  it('are those that the documentation names', () => {
    expect(files).toEqual([
      'vigie-backup.service',
      'vigie-backup.timer',
      'vigie.service',
      'vigie.service.d/whatsapp.conf',
    ]);
    const guide = readFileSync(join(root, 'docs/operations/systemd.md'), 'utf8');
    for (const file of files) expect(guide).toContain(file);
  });

  it('start what npm start starts, with the Node of the lock file', () => {
    expect(one(service, 'Service.ExecStart')).toBe(
      scripts.start.replace(/^node/, `${home}/node_modules/.bin/node`),
    );
    expect(one(service, 'Service.WorkingDirectory')).toBe(home);
    expect(one(service, 'Service.StateDirectory')).toBe('vigie');
    expect(one(service, 'Service.Environment')).toContain('STATE_DIR=/var/lib/vigie');
  });

  it('name only files that are there', () => {
    for (const unit of files.map(readUnit))
      for (const value of Object.values(unit).flat())
        for (const [, path = ''] of value.matchAll(/(?:file:\/\/)?\/opt\/vigie\/(\S+)/g))
          expect(existsSync(join(root, path)), path).toBe(true);
    expect(one(backup, 'Service.ExecStart')).toBe('/bin/sh deploy/backup.sh');
    expect(existsSync(join(root, 'deploy/backup.sh'))).toBe(true);
    expect(dockerfile).toContain('deploy/backup.sh');
  });

  it('keep Vigie running, but not against settings that are wrong', () => {
    expect(service).toMatchObject({
      'Service.Restart': ['on-failure'],
      'Service.RestartPreventExitStatus': ['2'],
      'Unit.StartLimitIntervalSec': ['0'],
      'Service.KillMode': ['mixed'],
      'Install.WantedBy': ['multi-user.target'],
    });
    expect(Number.parseInt(one(service, 'Service.TimeoutStopSec'), 10)).toBeGreaterThanOrEqual(10);
    expect(one(service, 'Service.MemoryMax')).toMatch(/^\dG$/);
  });

  it.each([
    ['vigie.service', service],
    ['vigie-backup.service', backup],
  ])('give %s little: its state to write, no rights, no secret in the file', (_name, unit) => {
    expect(unit).toMatchObject({
      'Service.User': ['vigie'],
      'Service.UMask': ['0077'],
      'Service.NoNewPrivileges': ['yes'],
      'Service.CapabilityBoundingSet': [''],
      'Service.ProtectSystem': ['strict'],
      'Service.ProtectHome': ['yes'],
      'Service.PrivateTmp': ['yes'],
      'Service.StateDirectoryMode': ['0700'],
      'Service.RestrictAddressFamilies': ['AF_INET AF_INET6 AF_UNIX AF_NETLINK'],
      'Service.EnvironmentFile': ['/etc/vigie/vigie.env'],
    });
    expect(unit['Service.MemoryDenyWriteExecute']).toBeUndefined(); // V8 compiles as it runs
    expect(one(unit, 'Service.Environment')).not.toMatch(/TOKEN|SECRET|KEY=|PASSWORD|DATABASE/);
  });

  it('let Chromium make its sandbox, where WhatsApp is wanted', () => {
    const whatsapp = readUnit('vigie.service.d/whatsapp.conf');
    expect(whatsapp['Service.RestrictNamespaces']).toEqual(['', 'user pid net']);
    expect(one(whatsapp, 'Service.SystemCallFilter').split(' ')).toEqual(expect.arrayContaining(['chroot', 'seccomp'])); // prettier-ignore
  });

  it('make a backup each night, made up for when the machine was off', () => {
    const timer = readUnit('vigie-backup.timer');
    expect(one(timer, 'Timer.OnCalendar')).toMatch(/^\*-\*-\* \d\d:\d\d$/);
    expect(timer['Timer.Persistent']).toEqual(['yes']);
    const script = readFileSync(join(root, 'deploy/backup.sh'), 'utf8');
    for (const [, name = ''] of script.matchAll(/\$\{(\w+):-/g))
      expect(one(backup, 'Service.Environment')).toContain(`${name}=`);
  });
});
