import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { licencesDocument, productionPackages, readLock } from '../support/licences.ts';
import { root } from './dockerfile.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const lock = Object.entries(readLock());
const manifest = JSON.parse(read('package.json')) as {
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly optionalDependencies: Record<string, string>;
  readonly overrides: Record<string, string>;
  readonly allowScripts: Record<string, boolean>;
};

/** Somebody looked at each: none asks for the source of Vigie, none forbids a use of it. */
const allowed = new Set([
  '(MIT OR CC0-1.0)',
  '0BSD',
  'Apache-2.0',
  'Apache-2.0 AND LGPL-3.0-or-later',
  'Apache-2.0 AND LGPL-3.0-or-later AND MIT',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'LGPL-3.0-or-later',
  'MIT',
]);

describe('what Vigie is made of', () => {
  it('is pinned to the byte: every package has a hash, and comes from the registry', () => {
    expect(lock.length).toBeGreaterThan(100);
    const wrong = lock.filter(
      ([, { version, integrity, resolved, link }]) =>
        link === true ||
        !/^\d+\.\d+\.\d+/.test(version) ||
        !/^sha512-[\w+/]{86}==$/.test(integrity ?? '') ||
        // absent: the registry that npm is set to, checked by the hash
        !(resolved ?? 'https://registry.npmjs.org/').startsWith('https://registry.npmjs.org/'),
    );
    expect(wrong.map(([place]) => place)).toEqual([]);
  });

  it('is named with exact versions', () => {
    const { dependencies, devDependencies, optionalDependencies, overrides } = manifest;
    const named = Object.entries({
      ...dependencies,
      ...devDependencies,
      ...optionalDependencies,
      ...overrides,
    });
    expect(named.filter(([, version]) => !/^(?:npm:[\w@/.-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]); // prettier-ignore
  });

  it('says of every package that is named why it is here', () => {
    const reasons = read('docs/dependencies.md');
    const named = [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies].flatMap((group) => Object.keys(group)); // prettier-ignore
    const cells = reasons.split('\n').map((line) => line.split('|')[1]?.split(',') ?? []);
    const explainedNames = new Set(cells.flat().map((name) => name.trim()));
    const explained = (name: string) =>
      explainedNames.has(name) || explainedNames.has(`${name.split('/')[0] ?? ''}/*`);
    expect(named.filter((name) => !explained(name))).toEqual([]);
  });

  it('runs a script at installation only where somebody allowed it, and none of what runs Vigie', () => {
    const scripted = lock.filter(([, locked]) => 'hasInstallScript' in locked);
    const names = scripted.map(([place, { dev }]) => ({ name: place.replace(/^.*node_modules\//, ''), dev }));
    const ofProduction = names.filter(({ dev }) => dev !== true).map(({ name }) => name);
    expect(ofProduction.filter((name) => manifest.allowScripts[name] !== false)).toEqual([]);
  });

  it('comes under licences that were looked at, and all are listed', async () => {
    const strange = productionPackages().filter(({ licence }) => !allowed.has(licence));
    expect(strange).toEqual([]);
    expect(await licencesDocument(), 'run "npm run -s licences"').toBe(read('docs/licences.md'));
  });

  it('is said to be free of each advisory that is explained only while it is there', () => {
    const installed = new Set(productionPackages().map(({ name, version }) => `${name} ${version}`));
    const explained = [...read('SECURITY.md').matchAll(/^\| ([\w@/.-]+) (\d[\w.-]*) +\|/gm)];
    expect(explained.length).toBeGreaterThan(0);
    for (const [, name = '', version = ''] of explained) expect(installed).toContain(`${name} ${version}`);
  });
});
