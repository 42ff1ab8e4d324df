import { enableCompileCache } from 'node:module';

// from the second start on, nothing is stripped of its types or compiled again: half the time and a fifth of the memory
enableCompileCache();
await import('./start.ts');
