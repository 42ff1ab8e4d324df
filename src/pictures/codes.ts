import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { prepareZXingModule, readBarcodes, type ReadResult } from 'zxing-wasm/reader';
import type { Colours } from './pixels.ts';
import type { Box, ReadCode } from './reading.ts';

export type CodeFinder = {
  /** The codes of a picture, in its pixels. */
  find(picture: Colours): Promise<readonly ReadCode[]>;
};

const squares = ['QRCode', 'MicroQRCode', 'DataMatrix', 'Aztec'] as const;
const stripes = ['Code128', 'EAN13', 'PDF417'] as const;
const most = 10;

/** Loads the program that reads codes from this machine. */
export async function startCodeFinder(): Promise<CodeFinder> {
  const file = await readFile(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
  await prepareZXingModule({
    overrides: { wasmBinary: new Uint8Array(file).buffer },
    fireImmediately: true,
  });
  return {
    find: async (picture) => {
      const found = await readBarcodes(asImage(picture), {
        formats: [...squares, ...stripes],
        tryHarder: true,
        tryRotate: true,
        tryInvert: true,
        maxNumberOfSymbols: most,
      });
      return found.filter(({ isValid, text }) => isValid && text !== '').map(asCode);
    },
  };
}

function asCode({ format, text, position }: ReadResult): ReadCode {
  return { format: /QR/i.test(format) ? 'qr' : 'barcode', text, box: boxOf(Object.values(position)) };
}

function boxOf(points: readonly { x: number; y: number }[]): Box {
  const across = points.map(({ x }) => x);
  const down = points.map(({ y }) => y);
  return {
    left: Math.min(...across),
    top: Math.min(...down),
    right: Math.max(...across),
    bottom: Math.max(...down),
  };
}

function asImage({ width, height, data }: Colours): {
  width: number;
  height: number;
  data: Uint8ClampedArray<ArrayBuffer>;
  colorSpace: 'srgb';
} {
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let from = 0, to = 0; from < data.length; from += 3, to += 4) {
    pixels[to] = data[from] as number;
    pixels[to + 1] = data[from + 1] as number;
    pixels[to + 2] = data[from + 2] as number;
  }
  return { width, height, data: pixels, colorSpace: 'srgb' };
}
