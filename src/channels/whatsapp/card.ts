/** A contact card as text: its name, numbers, addresses of mail and links, a line each; and its numbers in digits. */
export type Card = { readonly text: string; readonly numbers: readonly string[] };

const shown: readonly string[] = ['FN', 'ORG', 'TEL', 'EMAIL', 'URL'];
const mostFields = 20;

/** Reads a vCard (RFC 6350 and 2426) as WhatsApp sends it. What is broken in it is left out. */
export function readCard(card: string): Card {
  const unfolded = card.replace(/\r?\n[ \t]/g, '');
  const fields = unfolded
    .split(/\r?\n/)
    .flatMap(fieldOf)
    .filter(({ name }) => shown.includes(name));
  const texts = fields.slice(0, mostFields).map(({ value }) => value);
  return {
    text: [...new Set(texts)].join('\n'),
    numbers: fields
      .filter(({ name }) => name === 'TEL')
      .map(({ parameters, value }) => /waid=(\d+)/i.exec(parameters)?.[1] ?? value.replace(/\D/g, '')),
  };
}

type Field = { readonly name: string; readonly parameters: string; readonly value: string };

/** `item1.TEL;type=CELL;waid=33600000001:+33 6 00 00 00 01` */
function fieldOf(line: string): Field[] {
  const parsed = /^(?:[\w-]+\.)?([A-Z-]+)((?:;[^:]*)?):(.*)$/i.exec(line);
  const [, name = '', parameters = '', value = ''] = parsed ?? [];
  const text = value
    .replace(/\\n/gi, ' ')
    .replace(/\\([,;:\\])/g, '$1')
    .trim();
  return text === '' ? [] : [{ name: name.toUpperCase(), parameters, value: text.replace(/;+$/, '') }];
}
