import { startCodeFinder } from './codes.ts';
import { kindOf } from './kind.ts';
import { readTextFile } from './document.ts';
import { wholePicture } from './decode.ts';
import { readDecoded, readPicture } from './picture.ts';
import type { PictureReading } from './reading.ts';
import { startRecogniser } from './recognise.ts';

export type Opener = {
  /** What stands in a file. `pixels`: the most that a picture may have. */
  open(bytes: Uint8Array, pixels: number): Promise<PictureReading>;
};

/** Opens files of any kind; letters and codes are loaded at once, while the first file is decoded. */
export function createOpener(): Opener {
  const recogniser = startRecogniser();
  const codes = startCodeFinder();
  return {
    open: async (bytes, pixels) => {
      switch (await kindOf(bytes)) {
        case 'picture':
          return readPicture(bytes, pixels, await recogniser, await codes);
        case 'pdf': {
          // loaded when the first one comes: most people send pictures
          const { readPdf } = await import('./pdf.ts');
          const pdf = await readPdf(bytes, pixels);
          if (!('scan' in pdf)) return pdf;
          return readDecoded(wholePicture(pdf.scan), await recogniser, await codes);
        }
        case 'text':
          return readTextFile(bytes);
        case 'other':
          return { kind: 'refused', reason: 'other-document' };
        case 'unknown':
          return { kind: 'refused', reason: 'not-a-picture' };
      }
    },
  };
}
