import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';

const root = join(import.meta.dirname, '../..');
const target = join(root, 'docs/licences.md');

type Locked = {
  readonly version: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
};
export type Package = { readonly name: string; readonly version: string; readonly licence: string };

/** Its package.json is older than the field that the lock file takes the licence from; it says MIT. */
const said: Readonly<Record<string, string>> = { 'async@0.2.10': 'MIT' };

/** What the lock file pins, by place in node_modules. */
export function readLock(): Record<string, Locked> {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>;
  };
  return Object.fromEntries(Object.entries(packages).filter(([place]) => place !== ''));
}

/** Every package that an installation to run Vigie can hold, on any system, each version once, by name. */
export function productionPackages(): Package[] {
  const found = new Map<string, Package>();
  for (const [place, { version, license, dev }] of Object.entries(readLock())) {
    if (dev === true) continue;
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const key = `${name}@${version}`;
    found.set(key, { name, version, licence: license ?? said[key] ?? 'unknown' });
  }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, locked]) => locked);
}

/** What docs/licences.md must say. */
export function licencesDocument(): Promise<string> {
  const packages = productionPackages();
  const counts = new Map<string, number>();
  for (const { licence } of packages) counts.set(licence, (counts.get(licence) ?? 0) + 1);
  const byCount = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const text = `# Licences

Written by \`npm run -s licences\` from package-lock.json; a test holds it to be current, and lets no licence in that nobody
looked at. Every package that an installation to run Vigie can hold, for every system it runs on. Vigie itself is under
Apache 2.0; words taken from elsewhere: [dependencies.md](dependencies.md).

What asks for more than to be named:

- **LGPL-3.0-or-later**: libvips, which sharp loads as a library of its own, and node-webpmux, which whatsapp-web.js loads for
  stickers. Both are used as they are and can be replaced in node_modules. Whoever hands Vigie on with them, as a built image is,
  hands on their licences and says where their sources are: https://github.com/lovell/sharp-libvips and
  https://github.com/ApeironTsuka/node-webpmux.
- **Apache-2.0**: what its NOTICE files say goes with a copy; they stand in node_modules.

An image made with Debian's Chromium holds Debian's packages too, each with its licence in /usr/share/doc.

| licence | packages |
| --- | --- |
${byCount.map(([licence, count]) => `| ${licence} | ${count} |`).join('\n')}

| package | version | licence |
| --- | --- | --- |
${packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`).join('\n')}
`;
  return format(text, { parser: 'markdown', singleQuote: true, printWidth: 110 });
}

if (import.meta.main) writeFileSync(target, await licencesDocument());
