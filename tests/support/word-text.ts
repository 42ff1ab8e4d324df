import { strFromU8, unzipSync } from 'fflate';

/** The text of a Word document as somebody who opens it reads it, a line each paragraph. */
export function wordText(bytes: Uint8Array): string {
  const xml = strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array());
  return [...xml.matchAll(/<w:p>(.*?)<\/w:p>/gs)]
    .map(([, paragraph = '']) =>
      [...paragraph.matchAll(/<w:t[^>]*>(.*?)<\/w:t>/gs)]
        .map(([, text = '']) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'))
        .join(''),
    )
    .join('\n');
}
