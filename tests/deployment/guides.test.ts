import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './dockerfile.ts';

const guides = ['SECURITY.md', ...globSync('docs/operations/*.md', { cwd: root })].sort();
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

describe.each(guides)('%s', (guide) => {
  const text = readFileSync(join(root, guide), 'utf8');

  it('leads only to what is there', () => {
    const links = [...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, link = '']) => link);
    const inside = links.filter((link) => !/^https?:/.test(link));
    expect(inside.filter((link) => !existsSync(join(root, dirname(guide), link)))).toEqual([]);
  });

  it('names only files and commands that are there', () => {
    const files = [...text.matchAll(/(?<![\w./])(?:deploy|src|tests)\/[\w./-]+\.(?:ts|js|sh|conf)\b/g)].map(([file]) => file); // prettier-ignore
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
    const commands = [...text.matchAll(/npm run (?:-s )?([\w-]+)/g)].map(([, command = '']) => command);
    expect(commands.filter((command) => !Object.hasOwn(scripts, command))).toEqual([]);
  });
});
