import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const source = join(root, 'src');

/** What each folder may import from src/, and which libraries. "types" of a folder are import type only. */
const rules: Record<string, { folders: string[]; types?: string[]; libraries: string[]; pure: boolean }> = {
  understanding: { folders: [], libraries: ['zod'], pure: true },
  insurers: {
    folders: ['understanding'],
    types: ['knowledge'],
    libraries: ['zod', 'fuse.js', 'fastest-levenshtein'],
    pure: true,
  },
  scam: {
    folders: ['understanding'],
    types: ['knowledge'],
    libraries: ['zod', 'tldts', 'libphonenumber-js', 'fastest-levenshtein'],
    pure: true,
  },
  privacy: { folders: [], libraries: ['node:crypto'], pure: true },
  core: {
    folders: ['understanding', 'knowledge/exposure.ts', 'knowledge/schema.ts'],
    types: ['knowledge', 'insurers', 'scam', 'screen', 'pictures'],
    libraries: ['zod'],
    pure: true,
  },
  screen: {
    folders: ['understanding', 'privacy', 'scam/defang.ts'],
    types: ['pictures'],
    libraries: ['zod', 'tldts', 'fastest-levenshtein'],
    pure: true,
  },
  rendering: { folders: [], types: ['core'], libraries: ['i18next'], pure: true },
  knowledge: { folders: ['understanding'], libraries: ['zod', 'lowdb', 'node:'], pure: false },
  channels: {
    folders: ['core/action.ts', 'core/reply.ts', 'storage/rate-limit.ts', 'storage/storage-error.ts'],
    types: ['core', 'assistant', 'rendering', 'storage'],
    libraries: ['node:', 'fflate', 'grammy', 'puppeteer-core', 'qrcode', 'whatsapp-web.js'],
    pure: false,
  },
  pictures: {
    folders: [],
    libraries: ['node:', 'file-type', 'pdfjs-dist', 'sharp', 'tesseract.js', 'zxing-wasm'],
    pure: false,
  },
  storage: { folders: ['core', 'privacy'], libraries: ['zod', 'node:', 'pg'], pure: false },
  assistant: {
    folders: [
      'core',
      'rendering',
      'privacy',
      'knowledge',
      'insurers',
      'scam',
      'screen',
      'understanding',
      'storage/storage-error.ts',
    ],
    types: ['ops', 'pictures', 'storage'],
    libraries: ['zod', 'node:'],
    pure: false,
  },
  alerts: {
    folders: ['core'],
    types: ['channels', 'storage', 'rendering'],
    libraries: [],
    pure: false,
  },
  evaluation: {
    folders: ['core', 'assistant', 'channels', 'privacy'],
    types: ['pictures', 'rendering'],
    libraries: ['zod', 'fastest-levenshtein', 'node:'],
    pure: false,
  },
  ops: {
    folders: [],
    types: ['assistant', 'channels', 'pictures', 'storage'],
    libraries: ['zod', 'node:', 'fastest-levenshtein', 'pino', 'pino-pretty', 'prom-client'],
    pure: false,
  },
};

type Import = { readonly file: string; readonly target: string; readonly typeOnly: boolean };

function importsOf(file: string): Import[] {
  const text = readFileSync(join(source, file), 'utf8');
  return [...text.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gms)].map(
    ([, type, specifier = '']) => ({
      file,
      target: specifier.startsWith('.')
        ? relative(source, resolve(source, dirname(file), specifier))
        : specifier,
      typeOnly: type !== undefined,
    }),
  );
}

const files = globSync('**/*.ts', { cwd: source }).sort();
const within = (target: string, places: readonly string[]) =>
  places.some((place) => target === place || target.startsWith(`${place}/`));
const outsideSource = (target: string) => target.startsWith('..');

describe('the import rule', () => {
  it('finds the source files', () => {
    expect(files).toContain('main.ts');
  });

  for (const [folder, rule] of Object.entries(rules)) {
    it(`holds in src/${folder}`, () => {
      const wrong = files
        .filter((file) => file.startsWith(`${folder}/`))
        .flatMap(importsOf)
        .filter(({ target, typeOnly }) => {
          if (outsideSource(target)) return !typeOnly; // the types of the phrase keys
          if (target.endsWith('.ts')) {
            if (within(target, [folder])) return false;
            return !within(target, rule.folders) && !(typeOnly && within(target, rule.types ?? []));
          }
          return !rule.libraries.some(
            (library) =>
              target === library ||
              target.startsWith(`${library}/`) ||
              (library === 'node:' && target.startsWith('node:')),
          );
        })
        .map(({ file, target }) => `${file} imports ${target}`);
      expect(wrong).toEqual([]);
    });
  }

  it('lets nobody import main.ts', () => {
    expect(files.flatMap(importsOf).filter(({ target }) => target === 'main.ts')).toEqual([]);
  });

  it('keeps the pure folders free of clocks, randomness, the environment and asynchrony', () => {
    const impure =
      /\b(?:Date\.now|new Date\(\)|Math\.random|process\.|setTimeout|setInterval|async |await |console\.)/;
    const pure = Object.entries(rules)
      .filter(([, { pure: isPure }]) => isPure)
      .map(([folder]) => folder);
    const wrong = files.filter(
      (file) =>
        pure.some((folder) => file.startsWith(`${folder}/`)) &&
        impure.test(readFileSync(join(source, file), 'utf8')),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps French out of the code', () => {
    const accented = /[éèêëàâîïôûùçœÉÈÊÀÂÎÔÛÙÇŒ]/;
    const comment = /^\s*(?:\/\/|\*|\/\*)/;
    const wrong = files.flatMap((file) =>
      readFileSync(join(source, file), 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          accented.test(line.replace(/\/\/.*$/, '').replace(/\/\*\*.*\*\//, '')) && !comment.test(line)
            ? [`${file}:${index + 1}`]
            : [],
        ),
    );
    expect(wrong).toEqual([]);
  });
});
