// What `npm start` runs. JavaScript, because a first file in TypeScript loads the stripper of types, 20 MiB, before
// the cache can make it needless: from the second start on, nothing is stripped or compiled again.
import { enableCompileCache } from 'node:module';

enableCompileCache();
await import('./main.ts');
