import { strToU8, zipSync } from 'fflate';
import type { Block, Document } from '../core/reply.ts';

export type DocumentFile = { readonly name: string; readonly mime: string; readonly bytes: Uint8Array };

const mime = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const namespaces = 'http://schemas.openxmlformats.org';
/** The first day that a ZIP archive can name: the same letter is the same file on any day. */
const fixedDate = new Date(1980, 0, 1);
/** In half points: 12 points, read without glasses. */
const letterSize = 24;
/** After a paragraph, in twentieths of a point. */
const spacing = 200;

/** A letter as a Word document (ECMA-376), which phones open and in which blanks can be filled in. */
export function documentFile({ name, blocks }: Document<string>): DocumentFile {
  const paragraphs = blocks.flatMap(linesOf).map(paragraph).join('');
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${namespaces}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${mime}.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${namespaces}/package/2006/relationships"><Relationship Id="rId1" Type="${namespaces}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document xmlns:w="${namespaces}/wordprocessingml/2006/main"><w:body>${paragraphs}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>`,
  };
  const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const files = Object.entries(parts).map(([path, xml]) => [path, strToU8(declaration + xml)] as const);
  return { name, mime, bytes: zipSync(Object.fromEntries(files), { mtime: fixedDate }) };
}

function linesOf(block: Block<string>): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
      return block.text.split('\n');
    case 'list':
      return block.items.map((item, index) => `${block.ordered ? `${index + 1}.` : '•'} ${item}`);
    case 'link':
      return [`${block.label} ${block.url}`];
  }
}

/** A line with its `**bold**` parts. */
function paragraph(line: string): string {
  const runs = line
    .split('**')
    .map((text, index) => (text === '' ? '' : run(text, index % 2 === 1)))
    .join('');
  return `<w:p><w:pPr><w:spacing w:after="${spacing}"/></w:pPr>${runs}</w:p>`;
}
function run(text: string, bold: boolean): string {
  return `<w:r><w:rPr>${bold ? '<w:b/>' : ''}<w:sz w:val="${letterSize}"/><w:lang w:val="fr-FR"/></w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
}
/** XML knows neither the marks of its own nor most control characters inside a text. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replace(/[<>&]/g, (mark) => ({ '<': '&lt;', '>': '&gt;' })[mark] ?? '&amp;');
}
