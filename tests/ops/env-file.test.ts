import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../src/ops/config.ts';
import { loadEnvironmentFile } from '../../src/ops/env-file.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'vigie-env-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

function loaded(content: string | Uint8Array, environment: Record<string, string> = {}) {
  writeFileSync(join(directory, '.env'), content, { mode: 0o600 });
  loadEnvironmentFile(directory, environment);
  return environment;
}

describe('.env', () => {
  it.each([
    ['as in the example', '# remark\n\nPORT=8080\nHOST=127.0.0.1\n'],
    ['by a shell', 'export PORT=8080\nexport HOST="127.0.0.1"\n'],
    ['on Windows', '\uFEFFPORT=8080\r\nHOST=127.0.0.1\r\n'],
    ['with blanks and remarks', "  PORT = 8080 # where\nHOST='127.0.0.1'"],
  ])('is read as it is written %s', (_how, content) => {
    expect(loaded(content)).toEqual({ PORT: '8080', HOST: '127.0.0.1' });
  });

  it('gives way to the environment, also to an empty value', () => {
    const environment = loaded('PORT=1\nHOST=a\nDATA_DIR=b\n', { PORT: '2', HOST: '' });
    expect(environment).toEqual({ PORT: '2', HOST: '', DATA_DIR: 'b' });
  });

  it('takes a value over several lines in quotes', () => {
    expect(loaded('CHROMIUM_ARGS=\'["--a",\n"--b"]\'\nPORT=1\n')).toMatchObject({ PORT: '1' });
  });

  it('need not be there', () => {
    expect(loadEnvironmentFile(directory, {})).toMatchObject({ variables: null });
  });

  it.each([
    ['PORT: 8080', /line 1: sets no variable/],
    ['PORT=1\n\n= 2', /line 3: sets no variable/],
    ["PORT=1\nHOST='a\nDATA_DIR=b", /line 2: the quote ' is never closed/],
    [Buffer.from([0x50, 0x3d, 0xe9, 0x0a]), /is no plain text: .* UTF-8/],
  ])('that is broken is refused with the place: %j', (content, sentence) => {
    expect(() => loaded(content)).toThrow(ConfigurationError);
    expect(() => loaded(content)).toThrow(sentence);
  });

  it('tells when others can read it', () => {
    loaded('PORT=1\n');
    expect(loadEnvironmentFile(directory, {}).isOpen).toBe(false);
    chmodSync(join(directory, '.env'), 0o644);
    expect(loadEnvironmentFile(directory, {}).isOpen).toBe(true);
  });
});
