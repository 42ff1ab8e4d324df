import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from './dockerfile.ts';

describe('after an installation', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vigie-installation-'));
    cpSync(join(root, 'deploy/link-node.js'), join(folder, 'deploy/link-node.js'), { recursive: true });
    cpSync(join(root, 'package.json'), join(folder, 'package.json'));
    mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const postinstall = () => spawnSync('npm', ['run', '-s', 'postinstall'], { cwd: folder, encoding: 'utf8' });
  const link = () => readlinkSync(join(folder, 'node_modules/.bin/node'));

  it('the Node of the lock file is what npm start runs, also where npm took its link away', () => {
    const program = `node-${process.platform}-${process.arch}/bin`;
    mkdirSync(join(folder, 'node_modules', program), { recursive: true });
    writeFileSync(join(folder, 'node_modules', program, 'node'), '');
    expect(postinstall()).toMatchObject({ status: 0, stderr: '' });
    expect(link()).toBe(`../${program}/node`);
    expect(postinstall()).toMatchObject({ status: 0, stderr: '' }); // it is there already
    expect(link()).toBe(`../${program}/node`);
  });

  it('the Node of the machine is used where the lock file has none for it', () => {
    expect(postinstall()).toMatchObject({ status: 0, stderr: '' });
    expect(link).toThrow('ENOENT');
  });
});
