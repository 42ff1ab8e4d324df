import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createWorker, OEM, PSM, type Line } from 'tesseract.js';
import type { Greys } from './pixels.ts';

/** Lines as they were found, in pixels of the picture given. */
export type FoundLine = Line;

export type Recogniser = {
  /** The lines of dark text on white. */
  recognise(grey: Greys): Promise<readonly FoundLine[]>;
};

const data = join(
  dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/fra/package.json')),
  '4.0.0_best_int',
);

/** Loads the French letters from this machine; nothing is fetched, nothing is written. */
export async function startRecogniser(): Promise<Recogniser> {
  const worker = await createWorker('fra', OEM.LSTM_ONLY, {
    langPath: data,
    gzip: true,
    cacheMethod: 'none',
    // without one an image it cannot open ends the process
    errorHandler: () => undefined,
  });
  await worker.setParameters({
    tessedit_pageseg_mode: PSM.AUTO,
    user_defined_dpi: '300',
  });
  return {
    recognise: async (grey) => {
      const { data: page } = await worker.recognize(asPgm(grey), {}, { text: false, blocks: true });
      return (page.blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines));
    },
  };
}

/** The plainest of all formats of pictures: nothing is compressed between two threads of one process. */
function asPgm({ width, height, data }: Greys): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), data]);
}
