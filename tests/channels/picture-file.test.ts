import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { loadFile, pictureFileIn } from '../../src/channels/picture-file.ts';

const directory = mkdtempSync(join(tmpdir(), 'vigie-pictures-'));
afterAll(() => {
  rmSync(directory, { recursive: true });
});
const file = join(directory, 'une capture (1).PNG');
writeFileSync(file, 'x');
mkdirSync(join(directory, 'folder.png'));
writeFileSync(join(directory, 'notes.txt'), 'x');

it.each([
  file,
  `  ${file} `,
  `"${file}"`,
  `'${file}'`,
  file.replace(/([ ()])/g, '\\$1'),
  pathToFileURL(file).href,
])('the path of a picture stands for it: %s', (line) => {
  expect(pictureFileIn(line)).toBe(file);
});

it.each([
  '/aide',
  'voici ma photo.png',
  join(directory, 'folder.png'),
  join(directory, 'notes.txt'),
  join(directory, 'missing.png'),
  'file:///%00.png',
  'file://elsewhere/x.png',
  `${'x'.repeat(5000)}.png`,
  'https://exemple.fr/x.png',
])('other text is text: %s', (line) => {
  expect(pictureFileIn(line)).toBeNull();
});

it('a file that is too large is not read', async () => {
  const large = join(directory, 'large.png');
  writeFileSync(large, '');
  truncateSync(large, 60 * 1024 * 1024);
  await expect(loadFile(large)()).rejects.toMatchObject({ code: 'too-large' });
  expect(await loadFile(file)()).toHaveLength(1);
});
