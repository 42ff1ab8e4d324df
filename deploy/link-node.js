// After an installation: npm 10 removes the link to Node 24 together with the package for the other processor. It is made anew.
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { arch, platform } from 'node:process';
import { fileURLToPath, URL } from 'node:url';

const libraries = fileURLToPath(new URL('../node_modules', import.meta.url));
const program = join(`node-${platform}-${arch}`, 'bin/node');
const link = join(libraries, '.bin/node');

if (existsSync(join(libraries, program)) && !existsSync(link)) symlinkSync(join('..', program), link);
