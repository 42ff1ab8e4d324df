/** Red, green and blue of each pixel, row by row. */
export type Colours = { readonly width: number; readonly height: number; readonly data: Uint8Array };
/** One value of each pixel, row by row. */
export type Greys = { readonly width: number; readonly height: number; readonly data: Uint8Array };

export type Rgb = readonly [red: number, green: number, blue: number];

/** Brightness as the eye sees it, 0 to 255. */
export const brightness = (red: number, green: number, blue: number): number =>
  (red * 77 + green * 151 + blue * 28) >> 8;

/** Colour as '#rrggbb'. */
export const hex = (rgb: Rgb): string =>
  `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
