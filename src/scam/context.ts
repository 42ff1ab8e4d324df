import type { Analyser, Mention, Reading } from './message.ts';
import { fragmentOf } from './message.ts';
import { brandName, type ReadLink } from './signals/links.ts';
import { isSender } from './signals/senders.ts';
import type { MessageChannel } from './verdict.ts';
import { foldWord, phraseWords } from './tokens.ts';
import { foldText } from './words.ts';

/** In UTF-16 units, the blanks before it included. */
const longestHeader = 60;

/** Who the message claims to come from. */
export type ClaimedSender = { id: string; name: string };

/**
 * The organisation that the message speaks for: named in the sender's line, in another header, at the head of the
 * text, or anywhere in a text that addresses its reader as a customer. A name only spoken of between friends is
 * none, nor is one in the body of a mail whose sender gives a name of its own that its domain bears too.
 */
export function claimedSender(
  reading: Reading,
  links: readonly ReadLink[],
  analyser: Analyser,
): ClaimedSender | null {
  const { text, tokens } = reading;
  const { words } = analyser;
  // « WhatsApp : ... » tells how a message came
  const mentions = reading.mentions.filter(({ brand }) => !words.channels.has(brand.compact));
  const first = mentions[0];
  if (first === undefined) return null;
  const named = (mention: Mention): ClaimedSender => ({
    id: mention.brand.organisation,
    name: brandName(mention.brand.organisation, text.slice(mention.start, mention.end), analyser),
  });
  const sender = links.find(({ link }) => isSender(link, reading, analyser));
  if (sender) {
    const line = text.lastIndexOf('\n', sender.link.start) + 1;
    const inLine = mentions.find((mention) => mention.start >= line && mention.end <= sender.link.start);
    if (inLine) return named(inLine);
    if (bearsName(sender, text.slice(line, sender.link.start))) return null;
  }
  const header = mentions.find((mention) => {
    const line = text.lastIndexOf('\n', mention.start) + 1;
    // a header stands at the beginning of its line
    const beginning = text.slice(line, Math.min(mention.start, line + longestHeader));
    return words.isHeader.test(foldText(beginning).trimStart());
  });
  if (header) return named(header);
  const head = tokens.slice(0, 4).some((token) => token.start === first.start);
  const marked = words.nameFollowedBy.test(foldText(text.slice(first.end, first.end + 6)));
  if (head && marked) return named(first);
  // in the body, the operators of third-party payment are spoken of and do not write
  const speaking = mentions.filter(
    ({ brand }) => analyser.index.organisations.get(brand.organisation)?.kind !== 'operator',
  );
  const spoken = speaking[0];
  if (spoken === undefined) return null;
  const official = spoken.brand.ambiguous ? speaking.find((mention) => !mention.brand.ambiguous) : spoken;
  if (tokens.some((token) => words.institutionVoice.has(token.word))) return named(official ?? spoken);
  if (words.team.test(foldText(text.slice(Math.max(0, first.start - 30), first.start)))) return named(first);
  return null;
}

/** « Mairie de Saint-Ban <infos@mairie-saint-ban.fr> »: every word of the domain stands in the name shown. */
function bearsName({ link, host }: ReadLink, shown: string): boolean {
  if (host.typicalWords.length > 0 || host.brand !== null || host.lookalike !== null) return false;
  const label = foldWord((link.registrable ?? link.host).replace(/\.[^.]*$/, ''));
  const names = phraseWords(shown);
  const parts = label.split(/[-_.]/).filter((part) => part.length > 2);
  return label.length > 2 && (parts.every((part) => names.includes(part)) || names.join('').includes(label));
}

/** Whether the message speaks as a company or a public body about money, rights, parcels or accounts. */
export function speaksAsInstitution(
  reading: Reading,
  analyser: Analyser,
  claimed: ClaimedSender | null,
): boolean {
  if (claimed !== null) return true;
  if (reading.matches('theme-sensitive').length === 0) return false;
  return reading.tokens.some((token) => analyser.words.formalYour.has(token.word));
}

/** In UTF-16 units: a telephone number with its spaces, and hardly a word more. */
const longestNumberAlone = 24;

/** How the message seems to have come, from its form alone. */
export function channelOf(reading: Reading, analyser: Analyser): MessageChannel {
  const { text, links, tokens } = reading;
  if (analyser.words.headLine.test(foldText(text)) || links.some((link) => isSender(link, reading, analyser)))
    return 'email';
  const only = links.length === 1 && tokens.length <= 2;
  if (only) return links[0]?.kind === 'email' ? 'email' : 'site';
  if (links.length === 0 && reading.numbers.length === 1 && text.length <= longestNumberAlone) return 'call';
  if (analyser.words.call.test(foldText(text.slice(0, 4000)))) return 'call';
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

/**
 * Whether the text talks about scams (a warning, a newspaper) outside of what it quotes, and gives no unknown
 * link, address or number through which it could do harm.
 */
export function talksAboutScams(reading: Reading, analyser: Analyser, harmless: boolean): boolean {
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
      analyser.words.strongWarning.test(foldText(fragmentOf(reading, hit))) &&
      !quoted.some((part) => start > part.start && start < part.end)
    );
  });
}
