import { getDocument, OPS, VerbosityLevel, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { asDocument } from './document.ts';
import { longestText, mostPages } from './limits.ts';
import type { Colours } from './pixels.ts';
import type { PictureReading } from './reading.ts';

const unreadable: PictureReading = { kind: 'refused', reason: 'unreadable-document' };
/** Fewer letters than this on all pages: what is to be read stands in a picture. */
const fewestLetters = 12;

/**
 * The text of a PDF with where its links lead. One whose first page is a picture, as a scanned letter is, gives the
 * picture. Nothing in it is run, nothing outside of it is fetched or opened.
 */
export async function readPdf(
  bytes: Uint8Array,
  pixels: number,
): Promise<PictureReading | { readonly scan: Colours }> {
  const task = getDocument({
    data: new Uint8Array(bytes),
    enableXfa: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    maxImageSize: pixels,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const pdf = await task.promise;
    let text = '';
    let number = 0;
    while (number < Math.min(pdf.numPages, mostPages) && text.length <= longestText) {
      number += 1;
      text += `${await textOf(await pdf.getPage(number))}\n`;
    }
    if ((text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < fewestLetters) {
      const scan = await largestPicture(await pdf.getPage(1));
      if (scan) return { scan };
    }
    return asDocument(text, pdf.numPages, number < pdf.numPages);
  } catch {
    return unreadable;
  } finally {
    await task.destroy().catch(() => undefined);
  }
}

async function textOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
  const annotations = (await page.getAnnotations().catch(() => [])) as readonly { url?: unknown }[];
  const links = annotations.flatMap(({ url }) =>
    typeof url === 'string' && !text.includes(url) ? [url] : [],
  );
  return [text, ...new Set(links)].join('\n');
}

type Painted = {
  readonly width: number;
  readonly height: number;
  readonly kind: number;
  readonly data: Uint8Array | Uint8ClampedArray;
};

async function largestPicture(page: PDFPageProxy): Promise<Colours | null> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const names = fnArray.flatMap((operation, index): string[] => {
    const name = (argsArray[index] as readonly unknown[] | null)?.[0];
    return operation === OPS.paintImageXObject && typeof name === 'string' ? [name] : [];
  });
  const painted = names.flatMap((name): Painted[] => {
    const store = name.startsWith('g_') ? page.commonObjs : page.objs;
    const found: unknown = store.has(name) ? store.get(name) : null;
    return isPainted(found) ? [found] : [];
  });
  const [largest] = painted.sort((one, other) => other.width * other.height - one.width * one.height);
  return largest ? asColours(largest) : null;
}

function isPainted(value: unknown): value is Painted {
  if (typeof value !== 'object' || value === null) return false;
  const { width, height, kind, data } = value as Partial<Record<keyof Painted, unknown>>;
  return (
    typeof width === 'number' &&
    typeof height === 'number' &&
    typeof kind === 'number' &&
    (data instanceof Uint8Array || data instanceof Uint8ClampedArray)
  );
}

/** pdf.js gives one bit, three bytes or four bytes for each pixel. */
function asColours({ width, height, kind, data }: Painted): Colours {
  const colours = new Uint8Array(width * height * 3);
  const rowBytes = (width + 7) >> 3;
  for (let pixel = 0; pixel < width * height; pixel += 1)
    for (let part = 0; part < 3; part += 1) {
      const bits = data[Math.floor(pixel / width) * rowBytes + ((pixel % width) >> 3)] ?? 0;
      colours[pixel * 3 + part] =
        kind === 1
          ? ((bits >> (7 - ((pixel % width) & 7))) & 1) * 255
          : (data[pixel * (kind === 2 ? 3 : 4) + part] ?? 0);
    }
  return { width, height, data: colours };
}
