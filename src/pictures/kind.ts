import { fileTypeFromBuffer } from 'file-type';

/** What a file is by its content; its name is not asked. */
export type FileKind = 'picture' | 'pdf' | 'text' | 'other' | 'unknown';

const pictures = new Set([
  'image/jpeg',
  'image/png',
  'image/apng',
  'image/webp',
  'image/gif',
  'image/tiff',
  'image/avif',
  'image/heic',
  'image/heif',
]);
/** How much of a file its kind is told by; the end of an archive never. */
const beginning = 64 * 1024;

export async function kindOf(bytes: Uint8Array): Promise<FileKind> {
  const head = bytes.subarray(0, beginning);
  const mime = await fileTypeFromBuffer(head).then(
    (type) => type?.mime,
    () => undefined,
  );
  if (mime !== undefined && pictures.has(mime)) return 'picture';
  if (mime === 'application/pdf') return 'pdf';
  if (mime === 'image/svg+xml') return 'unknown';
  if (mime === undefined || /^(?:text\/|application\/(?:xml|json))/.test(mime)) {
    const text = textOf(head);
    if (text === null) return 'unknown';
    return /<svg[\s>]/i.test(text) ? 'unknown' : 'text';
  }
  return /^(?:image|audio|video|font)\//.test(mime) ? 'unknown' : 'other';
}

/** The text of bytes that hold nothing but text, or null. */
export function textOf(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return printable(decode(bytes, 'utf-16le'));
  if (first === 0xfe && second === 0xff) return printable(decode(bytes, 'utf-16be'));
  return printable(decode(whole(bytes), 'utf-8') ?? decode(bytes, 'windows-1252'));
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Bytes without the beginning of a character that was cut at their end. */
function whole(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && end > bytes.length - 3 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  return (bytes[end - 1] ?? 0) >= 0xc0 ? bytes.subarray(0, end - 1) : bytes;
}

/** Text that somebody wrote: no control characters, and letters or digits in it. */
function printable(text: string | null): string | null {
  if (text === null || /[\0-\x08\x0e-\x1a\x1c-\x1f\x7f\u0080-\u009f]/.test(text)) return null;
  return /[\p{L}\p{N}]/u.test(text) ? text : null;
}
