/** Pixels of the picture as it was given, upright; of a photo, once it is level and cut to the screen or sheet it shows. */
export type Box = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

/** One word as it was read. `confidence` is 0 to 100. */
export type ReadWord = { readonly text: string; readonly confidence: number; readonly box: Box };

/** One line of text, in reading order within its picture. */
export type ReadLine = {
  readonly text: string;
  /** 0 to 100. */
  readonly confidence: number;
  readonly box: Box;
  /** Height of the letters in pixels. */
  readonly letterHeight: number;
  readonly words: readonly ReadWord[];
  /** Colour around the letters, '#rrggbb'. */
  readonly background: string;
  /** Colour of the letters, '#rrggbb'. */
  readonly ink: string;
  /** The bubble, card or field of one colour that the line stands in, when there is one: its index in `regions`. */
  readonly region: number | null;
};

/** A bubble, card, button or field of one colour. */
export type ReadRegion = { readonly box: Box; readonly colour: string };

export type ReadCode = { readonly format: 'qr' | 'barcode'; readonly text: string; readonly box: Box };

export type ReadPicture = {
  readonly kind: 'picture';
  /** In the same pixels as all boxes. */
  readonly width: number;
  readonly height: number;
  readonly lines: readonly ReadLine[];
  readonly regions: readonly ReadRegion[];
  readonly codes: readonly ReadCode[];
  /** Mean confidence of the words, 0 to 100, weighted by length; 0 without words. */
  readonly confidence: number;
  /** Taken with a camera (of a letter, a card, another screen), not drawn by a screen. */
  readonly photo: boolean;
};

export type ReadDocument = {
  readonly kind: 'document';
  readonly text: string;
  readonly pages: number;
  readonly truncated: boolean;
};

export type RefusalReason =
  'not-a-picture' | 'too-large' | 'broken' | 'too-slow' | 'busy' | 'unreadable-document' | 'other-document';

export type RefusedReading = { readonly kind: 'refused'; readonly reason: RefusalReason };

export type PictureReading = ReadPicture | ReadDocument | RefusedReading;

export type PictureReader = {
  /** What stands in the file given as bytes. Never rejects: what cannot be read is 'refused', with the reason. */
  read(bytes: Uint8Array): Promise<PictureReading>;
  /** Ends the reading process; readings under way are answered 'busy'. */
  close(): Promise<void>;
};
