import type { ReadCode } from '../pictures/reading.ts';
import { defang, defangText } from '../scam/defang.ts';
import { shortened } from './excerpt.ts';
import { isHost } from './mend.ts';
import type { CodeMeaning } from './seen.ts';

const longest = 300;
const longestShown = 120;

/** What each code does when a phone scans it. Codes of goods and parcels lead nowhere and are left out. */
export function codesIn(codes: readonly ReadCode[]): CodeMeaning[] {
  const texts = codes.filter(({ format }) => format === 'qr').map(({ text }) => text.trim());
  return [...new Set(texts)].filter((text) => text !== '').map(meaningOf);
}

function meaningOf(text: string): CodeMeaning {
  const scheme = /^([a-z][a-z0-9+.-]{1,20}):/i.exec(text)?.[1]?.toLowerCase() ?? '';
  const rest = text.slice(scheme.length + 1);
  const [target = '', query = ''] = rest.replace(/^\/\//, '').split('?');
  switch (scheme) {
    case 'http':
    case 'https':
      return linkTo(text);
    case 'urlto':
      return linkTo(rest);
    case 'wifi':
      return { kind: 'wifi', network: defangText(field(rest, 'S')) };
    case 'tel':
      return { kind: 'call', number: numberIn(target) };
    case 'sms':
    case 'smsto':
    case 'mms':
    case 'mmsto': {
      const [number = '', ...words] = target.split(':');
      return {
        kind: 'sms',
        number: numberIn(number),
        text: cut(words.join(':') || parameter(query, 'body')),
      };
    }
    case 'mailto':
    case 'matmsg':
      return mailTo({
        address: cut(scheme === 'mailto' ? target : field(rest, 'TO')),
        text: cut(scheme === 'mailto' ? parameter(query, 'body') : field(rest, 'BODY')),
      });
    case 'mecard':
      return {
        kind: 'contact',
        text: cut(`${field(rest, 'N')} ${field(rest, 'TEL')} ${field(rest, 'URL')}`),
      };
    case 'geo':
      return { kind: 'place' };
    case 'bitcoin':
    case 'ethereum':
    case 'litecoin':
    case 'lightning':
    case 'monero':
    case 'solana':
    case 'tron':
    case 'dogecoin':
      return { kind: 'payment', payee: '', amount: amountIn(parameter(query, 'amount')), crypto: true };
    case 'paylib':
    case 'wero':
    case 'paypal':
    case 'upi':
      return { kind: 'payment', payee: '', amount: amountIn(parameter(query, 'amount')), crypto: false };
  }
  const lines = text.split(/\r?\n/);
  if (lines[0] === 'BCD')
    return {
      kind: 'payment',
      payee: cut(lines[5] ?? ''),
      amount: amountIn((lines[7] ?? '').replace(/^EUR/, '').replace('.', ',')),
      crypto: false,
    };
  if (/^begin:vcard/i.test(text)) return { kind: 'contact', text: contactText(lines) };
  if (/^begin:v(?:event|calendar)/i.test(text)) return { kind: 'event' };
  if (/^\S+$/.test(text) && isHost(text) && !text.includes('@')) return linkTo(text);
  return { kind: 'text', text: text.slice(0, longest) };
}

function linkTo(link: string): CodeMeaning {
  return { kind: 'link', link, shown: unclickable(link) };
}

function mailTo({ address, text }: { address: string; text: string }): CodeMeaning {
  return { kind: 'email', address, shown: unclickable(address), text };
}

function cut(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, longest);
}

/** A field of "WIFI:T:WPA;S:name;;" with its escapes undone. */
function field(text: string, name: string): string {
  const match = new RegExp(`(?:^|;)${name}:((?:\\\\.|[^;\\\\])*)`, 'i').exec(text)?.[1] ?? '';
  return cut(match.replace(/\\(.)/g, '$1'));
}

function parameter(query: string, name: string): string {
  return new URLSearchParams(query).get(name) ?? '';
}

/** What is said of a code may hold nothing that can be followed: of a number its digits, of a sum its figures. */
function numberIn(text: string): string {
  return cut(text.replace(/[^\d\s+*#()-]/g, ' '));
}
function amountIn(text: string): string {
  return cut(text.replace(/[^\d\s,.]/g, ' '));
}

/** A link as it may be shown; what stands behind a space in it may be another. */
function unclickable(link: string): string {
  return shortened(defangText(defang(link)), longestShown);
}

/** The numbers and sites of a contact: what somebody could be led to. */
function contactText(lines: readonly string[]): string {
  const values = lines.flatMap((line) => /^(?:FN|ORG|TEL|URL|EMAIL)[^:]*:(.+)$/i.exec(line)?.[1] ?? []);
  return cut(values.join(' '));
}
