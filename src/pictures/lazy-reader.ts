import type { PictureReader } from './reading.ts';

/** A reader that is loaded with the first picture, so that whoever sends none waits for nothing. */
export function createLazyPictureReader(): PictureReader {
  let loading: Promise<PictureReader> | undefined;
  const load = () =>
    (loading ??= import('./reader.ts').then(({ createPictureReader }) => createPictureReader()));
  return {
    async read(bytes) {
      const reader = await load();
      return reader.read(bytes);
    },
    async close() {
      const reader = await loading;
      await reader?.close();
    },
  };
}
