import { markupText } from './markup.ts';

type Part = { readonly headers: ReadonlyMap<string, string>; readonly body: string };

/** Parts within parts that are looked into. */
const deepest = 5;
/** Characters of a mail that are looked at; what people read comes before its attachments. */
const longest = 1_000_000;

export function looksLikeMail(text: string): boolean {
  const head = /^(?:[A-Za-z][\w-]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){3,}/.exec(
    text.slice(0, 20_000).replace(/\r\n?/g, '\n'),
  );
  return (
    head !== null &&
    /^from:/im.test(head[0]) &&
    /^(?:received|message-id|mime-version|return-path|date):/im.test(head[0])
  );
}

/** Who a saved mail is from, its subject, and what it shows. */
export function mailText(source: string): string {
  const mail = partOf(source.slice(0, longest).replace(/\r\n?/g, '\n'));
  const head = ['From', 'Reply-To', 'Subject'].flatMap((name) => {
    const value = mail.headers.get(name.toLowerCase());
    return value === undefined ? [] : [`${name}: ${words(value)}`];
  });
  return `${head.join('\n')}\n\n${shownBy(mail, 0).text}`;
}

function partOf(source: string): Part {
  const end = source.indexOf('\n\n');
  const head = end === -1 ? source : source.slice(0, end);
  const lines = head.replace(/\n[ \t]+/g, ' ').split('\n');
  const headers = new Map(
    lines.flatMap((line): [string, string][] => {
      const colon = line.indexOf(':');
      return colon < 1 ? [] : [[line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]];
    }),
  );
  return { headers, body: end === -1 ? '' : source.slice(end + 2) };
}

/** What mail programs show of a part: the page rather than the plain text beside it. */
function shownBy({ headers, body }: Part, depth: number): { readonly text: string; readonly rank: number } {
  const type = headers.get('content-type') ?? 'text/plain';
  const boundary = /boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/i.exec(type);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (/^multipart\//i.test(type) && mark !== undefined && depth < deepest) {
    const parts = body
      .split(`--${mark}`)
      .slice(1, 30)
      .filter((part) => !part.startsWith('--'))
      .map((part) => shownBy(partOf(part.replace(/^\n/, '')), depth + 1));
    const best = Math.max(0, ...parts.map(({ rank }) => rank));
    if (/^multipart\/alternative/i.test(type))
      return parts.findLast(({ rank }) => rank === best) ?? { text: '', rank: 0 };
    return { text: parts.map(({ text }) => text).join('\n\n'), rank: best };
  }
  if (/attachment/i.test(headers.get('content-disposition') ?? '')) return { text: '', rank: 0 };
  const charset = /charset\s*=\s*"?([\w.-]+)/i.exec(type)?.[1] ?? 'utf-8';
  const decoded = () => decodedBody(body, headers.get('content-transfer-encoding') ?? '', charset);
  if (/^text\/html/i.test(type)) return { text: markupText(decoded()), rank: 2 };
  if (/^text\//i.test(type)) return { text: decoded(), rank: 1 };
  return { text: '', rank: 0 };
}

function decodedBody(body: string, encoding: string, charset: string): string {
  if (/base64/i.test(encoding)) return inCharset(Buffer.from(body, 'base64'), charset);
  if (/quoted-printable/i.test(encoding)) return inCharset(quoted(body.replace(/=[ \t]*\n/g, '')), charset);
  return body;
}

function quoted(text: string): Buffer {
  const parts = text.split(/((?:=[\dA-F]{2})+)/i);
  return Buffer.concat(
    parts.map((part, index) =>
      index % 2 === 1 ? Buffer.from(part.replaceAll('=', ''), 'hex') : Buffer.from(part),
    ),
  );
}

function inCharset(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder('utf-8').decode(bytes);
  }
}

/** A header with the words in it that were encoded. */
function words(value: string): string {
  return value
    .replace(/(\?=)\s+(=\?)/g, '$1$2')
    .replace(/=\?([\w-]{1,40})\?([bq])\?([^?\s]*)\?=/gi, (_, charset: string, kind: string, text: string) =>
      inCharset(/b/i.test(kind) ? Buffer.from(text, 'base64') : quoted(text.replace(/_/g, ' ')), charset),
    );
}
