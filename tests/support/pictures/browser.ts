import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch, type Page } from 'puppeteer-core';
import { chromiumPath } from '../whatsapp/chromium.ts';
import type { Drawing } from './html.ts';

/** A picture of a page, with what is written on it. */
export type Drawn = { readonly png: Uint8Array; readonly message: string; readonly screen: string[] };
export type Painter = {
  draw(drawing: Drawing, scale: number): Promise<Drawn>;
  close(): Promise<void>;
};

/** Starts a Chromium that draws pages; close() ends it and removes what it needed. */
export async function openPainter(): Promise<Painter> {
  const directory = await mkdtemp(join(tmpdir(), 'vigie-pictures-'));
  const browser = await launch({
    executablePath: await chromiumPath(),
    headless: 'shell',
    args: [
      '--no-sandbox',
      '--hide-scrollbars',
      '--font-render-hinting=none',
      '--allow-file-access-from-files',
    ],
  });
  const tab = await browser.newPage();
  return {
    draw: (drawing, scale) => draw(tab, join(directory, 'page.html'), drawing, scale),
    close: async () => {
      await browser.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

type PageText = { message: string; screen: string[]; bottom: number };

async function draw(
  tab: Page,
  file: string,
  { html, width, height }: Drawing,
  scale: number,
): Promise<Drawn> {
  await writeFile(file, html);
  await tab.setViewport({ width, height, deviceScaleFactor: scale });
  await tab.goto(pathToFileURL(file).href, { waitUntil: 'load' });
  const { message, screen, bottom } = (await tab.evaluate(readPage)) as PageText;
  if (bottom > height) await tab.setViewport({ width, height: bottom, deviceScaleFactor: scale });
  const png = await tab.screenshot({ type: 'png' });
  return { png, message, screen };
}

/** Runs in the page: waits for its fonts, then tells the message from the rest of the text. */
const readPage = `(async () => {
  await document.fonts.ready;
  const message = [...document.querySelectorAll('[data-m]')]
    .map((element) => element.innerText.trim())
    .filter((text) => text !== '')
    .join('\\n');
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const screen = [];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    if (text !== '' && !parent.closest('[data-m],[hidden],style')) screen.push(text);
  }
  return { message, screen, bottom: Math.ceil(document.body.scrollHeight) };
})()`;
