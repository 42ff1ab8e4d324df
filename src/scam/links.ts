import { parse } from 'tldts';
import { unicodeHost } from './punycode.ts';
import { foldText, type MessageWords } from './words.ts';

/** A link or address as it stands in the text. */
export type FoundLink = {
  start: number;
  end: number;
  /** As written, after the text was normalised. */
  text: string;
  kind: 'link' | 'email' | 'file' | 'placeholder';
  /** The host that a browser would go to, in Unicode; empty for a placeholder or file. */
  host: string;
  /** The host as it reads, when letters of another alphabet were seen through. */
  readsAs: string;
  registrable: string | null;
  suffix: string | null;
  isIp: boolean;
  port: string;
  userInfo: string;
  /** Path, query and fragment, as written. */
  path: string;
  /** What the reader sees when it differs from the target: text of a Markdown or HTML link. */
  shown: string | null;
};

const chunkPattern = /[^\s<>"'«»“”()[\]{}|\\^`,;]{3,2048}/g;
const fileEnding = /\.([a-z0-9]{2,5})$/i;

function readUrl(
  source: string,
): Omit<FoundLink, 'start' | 'end' | 'text' | 'kind' | 'readsAs' | 'shown'> | null {
  let url: URL;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(source) ? source : `http://${source}`);
  } catch {
    return null;
  }
  const host = url.hostname.replace(/\.$/, '');
  const parsed = parse(host, { allowPrivateDomains: false });
  const userEnd = source.replace(/^[a-z]+:\/\//i, '').split(/[/?#]/)[0] ?? '';
  return {
    host: unicodeHost(host),
    registrable: parsed.domain === null ? null : unicodeHost(parsed.domain),
    suffix: parsed.publicSuffix,
    isIp: parsed.isIp === true,
    port: url.port,
    userInfo: userEnd.includes('@') ? decode(userEnd.slice(0, userEnd.lastIndexOf('@'))) : '',
    path: decode(`${url.pathname}${url.search}${url.hash}`),
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Whether a bare host is one: letters, a dot, an ending of the public list. */
function isBareHost(chunk: string): boolean {
  const host = chunk.split(/[/?#:]/)[0] ?? '';
  if (!/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(host) || host.length > 253) return false;
  const last = host.slice(host.lastIndexOf('.') + 1);
  if (!/\p{L}/u.test(last)) return false;
  // « gmail.Bonjour »: the next sentence without its space
  if (/^\p{Lu}\p{Ll}{3,}$/u.test(last) && /^\p{Ll}+\.\p{L}+$/u.test(host)) return false;
  const parsed = parse(host, { allowPrivateDomains: false });
  return (
    parsed.isIcann === true &&
    parsed.domain !== null &&
    !(host.split('.').length === 2 && /^\d+$/.test(host.split('.')[0] ?? ''))
  );
}

/**
 * Finds links, bare hosts, e-mail addresses, dangerous file names and placeholders for links taken out.
 * Reads the text once, piece by piece between spaces and brackets. Nothing is fetched or resolved.
 *
 * @param text the normalised text
 * @param raw the same text, same length, before letters of other alphabets were seen through
 */
export function findLinks(
  text: string,
  raw: string,
  fileEndings: ReadonlySet<string>,
  words: MessageWords,
): FoundLink[] {
  const found: FoundLink[] = [];
  const empty = {
    host: '',
    readsAs: '',
    registrable: null,
    suffix: null,
    isIp: false,
    port: '',
    userInfo: '',
    path: '',
    shown: null,
  };
  for (const match of text.matchAll(chunkPattern)) {
    let piece = match[0];
    let start = match.index;
    if (!/[.@:]/.test(piece)) continue; // a plain word, as most are
    const schemeAt = piece.search(/https?:\/\//i);
    if (schemeAt > 0) {
      start += schemeAt;
      piece = piece.slice(schemeAt);
    }
    const lead = /^[^\p{L}\p{N}@]+/u.exec(piece)?.[0].length ?? 0;
    start += lead;
    piece = piece.slice(lead).replace(/[.:!?…*_~–—-]+$/u, '');
    const labelled = /^[\p{L}]{1,20}:(?!\/\/)(?=\p{L})/u.exec(piece)?.[0] ?? '';
    if (labelled && !/^\p{L}+:\d/u.test(piece)) {
      start += labelled.length;
      piece = piece.slice(labelled.length);
    }
    if (piece.length < 4 || !/[.@:]/.test(piece)) continue;
    const end = start + piece.length;
    const common = { start, end, text: piece };
    const original = raw.slice(start, end);
    if (/^https?:\/\//i.test(piece) || isBareHost(piece)) {
      const read = readUrl(original);
      const ending = fileEnding.exec(piece)?.[1]?.toLowerCase();
      if (read !== null && read.host !== '') {
        const readsAs = original === piece ? read.host : (readUrl(piece)?.host ?? read.host);
        if (
          !/^https?:/i.test(piece) &&
          ending !== undefined &&
          fileEndings.has(ending) &&
          !piece.includes('/')
        )
          found.push({ ...empty, ...common, kind: 'file' });
        else found.push({ ...common, kind: 'link', ...read, readsAs, shown: null });
        continue;
      }
    }
    const mailAt = piece.lastIndexOf('@');
    if (mailAt >= 0) {
      const domain = piece.slice(mailAt + 1);
      if (isBareHost(domain)) {
        const rawDomain = original.slice(mailAt + 1);
        const read = readUrl(rawDomain);
        const path = /[/?#]/.test(domain);
        if (read !== null) {
          const readsAs = rawDomain === domain ? read.host : (readUrl(domain)?.host ?? read.host);
          found.push({
            ...common,
            ...read,
            kind: path ? 'link' : 'email',
            userInfo: path ? piece.slice(0, mailAt) : '',
            readsAs,
            shown: null,
          });
          continue;
        }
      }
    }
    const ending = fileEnding.exec(piece)?.[1]?.toLowerCase();
    if (ending !== undefined && fileEndings.has(ending)) found.push({ ...empty, ...common, kind: 'file' });
  }
  const bracketed = /[{[<(]/.test(text) ? foldText(text) : '';
  for (const match of bracketed.matchAll(words.linkPlaceholder)) {
    found.push({
      ...empty,
      start: match.index,
      end: match.index + match[0].length,
      text: text.slice(match.index, match.index + match[0].length),
      kind: 'placeholder',
    });
  }
  return attachShown(text, found).sort((a, b) => a.start - b.start);
}

/** Gives Markdown and HTML links the text under which they are shown. */
function attachShown(text: string, links: FoundLink[]): FoundLink[] {
  for (const link of links) {
    if (link.kind !== 'link') continue;
    const before = text.slice(Math.max(0, link.start - 300), link.start);
    const markdown = before.endsWith('](') ? before.lastIndexOf('[') : -1;
    if (markdown >= 0) link.shown = before.slice(markdown + 1, -2);
    if (/href ?= ?["']?$/i.test(before)) {
      const after = text.slice(link.end, link.end + 400);
      const open = after.indexOf('>');
      const close = after.indexOf('</');
      if (open >= 0 && close > open) link.shown = after.slice(open + 1, close);
    }
  }
  return links;
}
