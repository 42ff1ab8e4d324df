import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadSecretKey } from '../../src/storage/secret-key.ts';
import { temporaryDirectory } from '../support/state.ts';

it('is made at the first start, for its user alone, and stays', async () => {
  const directory = join(temporaryDirectory(), 'state');
  const key = await loadSecretKey(directory);
  expect(key).toHaveLength(32);
  expect(new Set(key).size).toBeGreaterThan(8);
  expect(await loadSecretKey(directory)).toEqual(key);
  expect(readdirSync(directory)).toEqual(['secret.key']);
  expect((statSync(directory).mode & 0o777).toString(8)).toBe('700');
  expect((statSync(join(directory, 'secret.key')).mode & 0o777).toString(8)).toBe('600');
});

it('is one, when two processes start for the first time at once', async () => {
  const directory = temporaryDirectory();
  const keys = await Promise.all(Array.from({ length: 8 }, () => loadSecretKey(directory)));
  expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
  expect(readdirSync(directory)).toEqual(['secret.key']);
});

it('is taken back from others who could read it', async () => {
  const directory = temporaryDirectory();
  await loadSecretKey(directory);
  chmodSync(join(directory, 'secret.key'), 0o644);
  await loadSecretKey(directory);
  expect((statSync(join(directory, 'secret.key')).mode & 0o777).toString(8)).toBe('600');
});

it('that is damaged is named and never replaced: every chat would be a stranger', async () => {
  const directory = temporaryDirectory();
  const file = join(directory, 'secret.key');
  writeFileSync(file, 'c0ffee');
  await expect(loadSecretKey(directory)).rejects.toThrow(`${file}: does not hold a key: restore it`);
  await expect(loadSecretKey(directory)).rejects.not.toThrow('c0ffee');
  expect(readFileSync(file, 'utf8')).toBe('c0ffee');
});

it('in a place that cannot be used is named with the mend', async () => {
  const file = join(temporaryDirectory(), 'file');
  writeFileSync(file, '');
  await expect(loadSecretKey(file)).rejects.toThrow(/secret\.key: cannot be written: .*STATE_DIR/);
});
