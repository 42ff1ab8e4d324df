import type { Analyser, Mention, Reading } from './message.ts';
import { fragmentOf } from './message.ts';
import { brandName } from './signals/links.ts';
import { isSender } from './signals/senders.ts';
import type { MessageChannel } from './verdict.ts';

/** Who the message claims to come from. */
export type ClaimedSender = { id: string; name: string };

const institutionVoice = new Set([
  'votre',
  'vos',
  'vous',
  'client',
  'cliente',
  'adherent',
  'abonne',
  'contribuable',
  'usager',
  'beneficiaire',
]);
const headLine = /(?:^|\n)\s{0,3}(?:de|from|objet|sujet|expéditeur|subject)\s?:/iu;

/**
 * The organisation that the message speaks for: named in the sender's line, at the head of the text, or
 * anywhere in a text that addresses its reader as a customer. A name only spoken of between friends is none.
 */
export function claimedSender(reading: Reading, analyser: Analyser): ClaimedSender | null {
  const { mentions, text, tokens } = reading;
  const named = (mention: Mention): ClaimedSender => ({
    id: mention.brand.organisation,
    name: brandName(mention.brand.organisation, text.slice(mention.start, mention.end), analyser),
  });
  const sender = reading.links.find((link) => isSender(link, reading));
  if (sender) {
    const line = text.lastIndexOf('\n', sender.start) + 1;
    const inLine = mentions.find((mention) => mention.start >= line && mention.end <= sender.start);
    if (inLine) return named(inLine);
  }
  const first = mentions[0];
  if (first === undefined) return null;
  const head = tokens.slice(0, 4).some((token) => token.start === first.start);
  const marked = /^\s{0,2}(?:[:!–—\n-]|vous |te )/.test(text.slice(first.end, first.end + 6));
  if ((head && marked) || headLine.test(text)) return named(first);
  const official = first.brand.ambiguous ? mentions.find((mention) => !mention.brand.ambiguous) : first;
  if (tokens.some((token) => institutionVoice.has(token.word))) return named(official ?? first);
  if (
    /(?:équipe|service|communauté|support|team)\s{1,2}[\p{L} ]{0,12}$/iu.test(
      text.slice(Math.max(0, first.start - 30), first.start),
    )
  )
    return named(first);
  return null;
}

/** Whether the message speaks as a company or a public body about money, rights, parcels or accounts. */
export function speaksAsInstitution(reading: Reading, claimed: ClaimedSender | null): boolean {
  if (claimed !== null) return true;
  if (reading.matches('theme-sensitive').length === 0) return false;
  return reading.tokens.some((token) => token.word === 'votre' || token.word === 'vos');
}

const callWords =
  /\b(?:au téléphone|appel(?:é|ée)? vocal|messagerie vocale|ne raccrochez pas|restez en ligne|vous allez recevoir|à l'appareil|je vous appelle)\b/iu;

/** How the message seems to have come, from its form alone. */
export function channelOf(reading: Reading): MessageChannel {
  const { text, links, tokens } = reading;
  if (headLine.test(text) || links.some((link) => isSender(link, reading))) return 'email';
  const only = links.length === 1 && tokens.length <= 2;
  if (only) return links[0]?.kind === 'email' ? 'email' : 'site';
  if (callWords.test(text.slice(0, 4000))) return 'call';
  if (text.length > 700 || /\n\s*\n/.test(text)) return 'email';
  return links.length > 0 || reading.numbers.length > 0 || text.length > 0 ? 'sms' : 'unknown';
}

/** The stretches of the text that stand between quotation marks. */
export function quotedParts(text: string): { start: number; end: number }[] {
  const parts: { start: number; end: number }[] = [];
  for (const match of text.matchAll(/«[^«»]{8,1000}»|“[^“”]{8,1000}”|"[^"]{8,1000}"/g))
    parts.push({ start: match.index, end: match.index + match[0].length });
  return parts;
}

const strongWarning =
  /arnaqu|escroc|escroquerie|hame?connage|hameçonnage|phishing|smishing|faux (?:sms|mails?|courriels?|messages?|appels?|conseillers?|banquiers?|policiers?|agents?|techniciens?|livreurs?|coursiers?|sites?|colis)|fausses? |fraudeurs?|fraude au|(?:ne |on ne |n'y )?cliquez? (?:pas|surtout)|ne clique|bidon|fake|piège/iu;

/**
 * Whether the text talks about scams (a warning, a newspaper) outside of what it quotes, and gives no unknown
 * link, address or number through which it could do harm.
 */
export function talksAboutScams(reading: Reading, harmless: boolean): boolean {
  if (
    !harmless ||
    reading.matches('talk-warning').length === 0 ||
    reading.matches('talk-speaker').length === 0
  )
    return false;
  const quoted = quotedParts(reading.text);
  return reading.matches('talk-warning').some((hit) => {
    const start = reading.tokens[hit.start]?.start ?? 0;
    return (
      strongWarning.test(fragmentOf(reading, hit)) &&
      !quoted.some((part) => start > part.start && start < part.end)
    );
  });
}
