import { createLazyPictureReader } from '../../src/pictures/lazy-reader.ts';

/** The real reader, which one test file shares. */
export const pictureReader = createLazyPictureReader();
