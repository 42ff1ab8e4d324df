/** A text as WhatsApp shows it, without its bold: marks that mark something are not seen, nor are the thinnest spaces. */
export function shownAsText(body: string): string {
  return body
    .replace(/(?<=^|[\s("«])\*(?=\S)([^*\n]*[^\s*])\*(?=$|[\s.,;:!?)"»…])/gm, '$1')
    .replaceAll('\u200A', '');
}
