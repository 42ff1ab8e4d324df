/** The hash of no text: the start of FNV-1a. */
const start = 0x811c9dc5 | 0;

/** 32-bit FNV-1a over UTF-16 units, signed, which the engine keeps as a small integer. */
export function hash(text: string): number {
  return hashOn(start, text);
}

/** Goes on where `before` ended: `hashOn(hash('a'), 'b') === hash('ab')`. A part of the text may be read alone. */
export function hashOn(before: number, text: string, from = 0, to = text.length): number {
  let value = before;
  for (let index = from; index < to; index++) {
    value ^= text.charCodeAt(index);
    value = Math.imul(value, 0x01000193);
  }
  return value;
}
