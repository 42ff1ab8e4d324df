// Compiles what Vigie loads only when a channel needs it, so that NODE_COMPILE_CACHE holds it. src/start.js does the rest.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const source = join(import.meta.dirname, '../src');
// commands of their own start when they are loaded
const files = globSync('**/*.ts', { cwd: source, exclude: (name) => name === 'cli' });
const later = files.flatMap((file) =>
  [...readFileSync(join(source, file), 'utf8').matchAll(/\bimport\('(\.[^']+)'\)/g)].map(([, target]) =>
    join(source, dirname(file), target),
  ),
);
for (const file of new Set(later)) await import(file);
