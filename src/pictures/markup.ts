/** Longer sources are not looked at to their end; a page's text comes long before. */
const longestSource = 1_000_000;

export function looksLikeMarkup(text: string): boolean {
  return /<(?:!doctype html|html|head|body|div|p|a|table|span|br)\b[^>]{0,500}>/i.test(text.slice(0, 5000));
}

/** What a page of HTML shows as text, each link followed by where it leads. */
export function markupText(source: string): string {
  const shown = source
    .slice(0, longestSource)
    .replace(/<!--[^]*?(?:-->|$)/g, ' ')
    .replace(/<(script|style|head|title|template|noscript)\b[^]*?(?:<\/\1\s*>|$)/gi, ' ')
    .replace(/\s+/g, ' ');
  return characters(
    shown
      .replace(/<a\b([^>]*)>([^]{0,2000}?)<\/a\s*>/gi, (_, attributes: string, label: string) =>
        linked(attributes, label),
      )
      .replace(
        /<\/?(?:p|div|br|tr|table|h[1-6]|li|ul|ol|section|article|header|footer|blockquote)\b[^>]*>/gi,
        '\n',
      )
      .replace(/<[^>]*>/g, ' '),
  );
}

function linked(attributes: string, label: string): string {
  const target = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(attributes);
  const link = (target?.[1] ?? target?.[2] ?? target?.[3] ?? '').trim();
  const plain = label.replace(/<[^>]*>/g, ' ').trim();
  return /^(?:https?:|www\.)/i.test(link) && !plain.includes(link) ? `${plain} ${link} ` : plain;
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  euro: '\u20ac',
  rsquo: '\u2019',
  lsquo: '\u2018',
  laquo: '\u00ab',
  raquo: '\u00bb',
  hellip: '\u2026',
  ndash: '\u2013',
  mdash: '\u2014',
  deg: '\u00b0',
  oelig: '\u0153',
};
const marks: Readonly<Record<string, string>> = {
  acute: '\u0301',
  grave: '\u0300',
  circ: '\u0302',
  uml: '\u0308',
  cedil: '\u0327',
};

function characters(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,8}));/gi,
    (whole, decimal?: string, hexadecimal?: string, name?: string) => {
      if (name !== undefined) {
        const accented = /^([a-z])(acute|grave|circ|uml|cedil)$/i.exec(name);
        if (accented) return ((accented[1] ?? '') + (marks[accented[2] ?? ''] ?? '')).normalize('NFC');
        return named[name] ?? whole;
      }
      const code = decimal === undefined ? parseInt(hexadecimal ?? '', 16) : Number(decimal);
      return code >= 32 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
    },
  );
}
