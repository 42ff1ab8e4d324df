import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);

export type Theme = 'light' | 'dark';
/** A page to draw. Elements marked `data-m` hold the message, all other text is the screen's own. */
export type Drawing = {
  readonly html: string;
  /** CSS pixels; the height is the least, a longer page makes a longer picture. */
  readonly width: number;
  readonly height: number;
};

export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}

const link = /(?:https?:\/\/|www\.)\S*[^\s.,;:!?)»]|(?:\+\d{2} ?|0)\d(?:[  .]?\d{2}){4}/g;

/** Escaped text with its links and numbers underlined, as phones show them. */
export function linked(text: string, style: string): string {
  let html = '';
  let from = 0;
  for (const { 0: found, index } of text.matchAll(link)) {
    html += `${escaped(text.slice(from, index))}<span style="${style}">${escaped(found)}</span>`;
    from = index + found.length;
  }
  return html + escaped(text.slice(from));
}

function fontFile(name: string, file: string): string {
  return pathToFileURL(join(dirname(require.resolve(`@fontsource/${name}/package.json`)), file)).href;
}

/** A whole page. `font` is a family of CSS; the colour of emojis is loaded only where there are some: it is large. */
export function page(body: string, style: string, families: readonly string[]): string {
  const fonts = families.flatMap((family) =>
    ['400', '500', '700']
      .filter((weight) => family !== 'lato' || weight !== '500')
      .map((weight) => fontFile(family, `${weight}.css`)),
  );
  if (/\p{Extended_Pictographic}/u.test(body.replace(/[©®™]/g, '')))
    fonts.push(fontFile('noto-color-emoji', 'emoji-400.css'));
  return `<!doctype html><html lang="fr"><meta charset="utf-8">${fonts.map((href) => `<link rel="stylesheet" href="${href}">`).join('')}
<style>*{box-sizing:border-box;margin:0;padding:0}html,body{height:100%}body{-webkit-font-smoothing:antialiased;overflow-wrap:anywhere}
svg{display:block}${style}</style><body>${body}</body></html>`;
}

/** Text that belongs to the message. */
export function told(html: string, tag = 'div', attributes = ''): string {
  return `<${tag} data-m ${attributes}>${html}</${tag}>`;
}
