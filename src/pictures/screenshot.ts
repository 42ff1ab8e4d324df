import { removeFrames } from './frames.ts';
import { inkOf } from './ink.ts';
import type { Colours, Greys } from './pixels.ts';
import { regionsOf, type Regions } from './region-list.ts';
import { surfacesOf } from './regions.ts';

/** JPEG keeps flat colours within this. */
const tolerance = { whole: 7, edge: 0 };

/** A picture as dark text on white, pixel by pixel, with its bubbles, cards and fields. */
export type Prepared = Regions & { readonly picture: Colours; readonly ink: Greys };

/** Makes a picture drawn by a screen ready to be read. */
export function prepareScreenshot(picture: Colours): Prepared {
  const surfaces = surfacesOf(picture, tolerance);
  const ink = inkOf(picture, surfaces);
  removeFrames(ink);
  return { picture, ink, ...regionsOf(surfaces, 1) };
}
