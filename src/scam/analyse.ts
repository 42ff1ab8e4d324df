import { channelOf, claimedSender, quotedParts, speaksAsInstitution, talksAboutScams } from './context.ts';
import { defang, defangText } from './defang.ts';
import { readMessage, type Analyser, type Reading } from './message.ts';
import { contradictsFacts, insurerNamed } from './signals/breach.ts';
import { combinedSignals } from './signals/combined.ts';
import { hiddenSignals } from './signals/hidden.ts';
import { linkSignals, readLinks, shownLink, type ReadLink } from './signals/links.ts';
import { numberSignals, senderNumberSignals } from './signals/numbers.ts';
import { isSender, senderSignals } from './signals/senders.ts';
import { sign } from './signals/sign.ts';
import { wordingSignals } from './signals/wording.ts';
import type { AnalysisContext, Signal, Verdict } from './verdict.ts';
import { explainable } from './weights.ts';
import { reported } from './report.ts';
import { shinglesOf } from './shingles.ts';
import { weigh, type Standing } from './weigh.ts';
import { wordingPoints, wordingScore } from './wording-score.ts';
import { foldText } from './words.ts';

const alarms = new Set([
  'story-purchase',
  'story-account-alert',
  'story-adviser',
  'story-safe-account',
  'threat-suspension',
  'threat-fine',
  'threat-legal',
  'threat-virus',
  'breach-request',
  'breach-bank-claim',
  'promise-prize',
  'story-card-renewal',
]);

/**
 * Judges one message. Pure and synchronous; nothing is fetched, resolved or remembered.
 *
 * @param text the message as received, or several received in a row, joined by line breaks
 */
export function analyseMessage(text: string, analyser: Analyser, context: AnalysisContext): Verdict {
  const verdict = judgeMessage(text, analyser, context);
  const alarm = verdict.level === 'scam' || verdict.level === 'suspicious';
  return {
    ...verdict,
    signals: reported(verdict),
    ...(alarm ? { shingles: () => shinglesOf(text) } : {}),
  };
}

/** The same with every sign that counted, also the weak ones that are not reported. */
export function judgeMessage(text: string, analyser: Analyser, context: AnalysisContext): Verdict {
  const reading = readMessage(withTargets(text, context), analyser);
  const links = readLinks(reading, analyser);
  const claimed = claimedSender(reading, links, analyser);
  const institution = speaksAsInstitution(reading, analyser, claimed);
  const knownOrganisation = claimed !== null && analyser.index.organisations.has(claimed.id);

  let wording = wordingSignals(reading, analyser).filter(
    (signal) =>
      signal.id !== 'breach-bank-claim' ||
      (reading.matches('breach-mention').length > 0 && contradictsFacts(signal.fragment, analyser, context)),
  );
  const isVerified = (standing: string): boolean => standing === 'official' || standing === 'state';
  const unverified = links.some(({ link, host }) => link.kind === 'link' && host.standing === 'unknown');
  const placeholder = reading.links.some((link) => link.kind === 'placeholder');
  const doubtfulNumber = reading.numbers.some(
    (number) => !['official', 'short', 'free'].includes(number.kind),
  );
  const harmless =
    !unverified &&
    !placeholder &&
    !doubtfulNumber &&
    !links.some(({ link, host }) => link.kind === 'email' && host.standing === 'unknown');
  if (talksAboutScams(reading, analyser, harmless)) {
    const quoted = quotedParts(reading.text).map((part) =>
      defangText(reading.text.slice(part.start, part.end)),
    );
    wording = wording.filter(
      (signal) =>
        (isWayIn(signal, analyser) || !explainable.has(signal.id)) &&
        !quoted.some((part) => part.includes(signal.fragment)),
    );
    if (!wording.some((signal) => signal.id.startsWith('ask-'))) wording = [];
  }
  const alarming = wording.some((signal) => alarms.has(signal.id));
  const signals: Signal[] = [
    ...linkSignals(reading, links, analyser),
    ...senderSignals(reading, links, analyser, claimed, institution),
    ...numberSignals(reading, analyser, institution, alarming),
    ...senderNumberSignals(context.sender, analyser, institution),
    ...hiddenSignals(reading),
    ...wording,
    ...combinedSignals(reading, analyser, links, wording, claimed),
  ];
  const notice =
    isBreachNotice(wording, signals) &&
    reading.matches('breach-mention').length > 0 &&
    reading.matches('breach-notice').length > 0 &&
    harmless;
  if (signals.some((signal) => signal.weight >= 12))
    signals.push(...insurerNamed(reading, analyser, context));

  const verifiedLink = links.find(({ link, host }) => link.kind === 'link' && isVerified(host.standing));
  const sender = links.find(({ link }) => isSender(link, reading, analyser));
  const verifiedSender = sender !== undefined && isVerified(sender.host.standing);
  const trickyLink = signals.some((signal) =>
    ['link-user-info', 'link-mismatch', 'link-redirect'].includes(signal.id),
  );
  const clean = !unverified && !placeholder && !doubtfulNumber && !trickyLink;
  let explained = 1;
  if (clean && verifiedLink !== undefined && (sender === undefined || verifiedSender)) explained = 0;
  else if (clean && (verifiedSender || isOneKnownOwner(links, sender))) explained = 0.5;
  if (harmless && !wording.some((signal) => isWayIn(signal, analyser))) explained = Math.min(explained, 0.5);
  if (notice) explained = 0;
  if (verifiedLink)
    signals.push({
      ...sign('official-link', shownLink(verifiedLink.link), {
        domain: defang(verifiedLink.link.registrable ?? ''),
      }),
      legitimate: true,
    });
  if (verifiedSender)
    signals.push({ ...sign('official-sender', defang(sender.link.text)), legitimate: true });

  const known = links.some(({ host }) => host.standing === 'known');
  const standing = { explained, open: unverified || (placeholder && !known), honest: 0 };
  const strongest = withWording(signals, standing, reading, links, analyser);
  return {
    level: strongest.level,
    score: strongest.score,
    signals: strongest.signals,
    channel: channelOf(reading, analyser),
    claimedSender: knownOrganisation ? claimed.id : null,
    breachNotice: notice && strongest.level === 'no-sign',
    links: reading.links
      .filter((link) => link.kind === 'link' || link.kind === 'email')
      .map((link) => shownLink(link)),
  };
}

/** A link and a number count as a word each. */
const fewestWords = 4;

/** Weighs the signs together with the wording as a whole, which adds a sign or takes points away. */
function withWording(
  signals: readonly Signal[],
  standing: Standing,
  reading: Reading,
  links: readonly ReadLink[],
  { wording, words }: Analyser,
): ReturnType<typeof weigh> {
  const bySigns = weigh(signals, standing);
  // a link or a number alone has no wording
  if (wording === null || reading.tokens.length < fewestWords) return bySigns;
  const score = wordingScore({ reading, links, signals: bySigns.signals }, wording, words);
  const points = wordingPoints(score);
  if (points <= 0) return weigh(signals, { ...standing, honest: -points });
  return weigh([...signals, { ...sign('wording', score.fragment), weight: points }], standing);
}

/** The sender and everything else in a mail are on well-known domains of one owner, where nobody else is led to. */
function isOneKnownOwner(links: readonly ReadLink[], sender: ReadLink | undefined): boolean {
  const owner = sender?.host.owner ?? null;
  return (
    owner !== null &&
    sender?.host.standing === 'known' &&
    links.every(
      ({ host }) => host.standing !== 'unknown' && (host.owner === owner || host.standing === 'state'),
    )
  );
}

/** Stories that are themselves a way in: somebody is on the line, or waits for what the reader does next. */
const openStories = new Set([
  'breach-request',
  'promise-free',
  'promise-prize',
  'story-adviser',
  'story-advance',
  'story-cpf',
  'story-overpayment',
  'story-safe-account',
  'story-sale',
  'threat-virus',
]);

/** Whether the words give a way to be harmed: something to hand over, a hidden link, a number to call. */
function isWayIn(signal: Signal, analyser: Analyser): boolean {
  if (signal.id === 'ask-click') return analyser.words.wayIn.test(foldText(signal.fragment));
  return signal.id.startsWith('ask-') || openStories.has(signal.id);
}

function isBreachNotice(wording: readonly Signal[], signals: readonly Signal[]): boolean {
  if (
    wording.some(
      (signal) =>
        (signal.id.startsWith('ask-') && !['ask-click', 'ask-callback'].includes(signal.id)) ||
        signal.id === 'breach-request' ||
        signal.id === 'breach-bank-claim',
    )
  )
    return false;
  return !signals.some((signal) => /^(?:link|sender|number|hidden)-/.test(signal.id));
}

/** So many links, each of so many UTF-16 units, and all of them together: a browser shows no more of an address. */
const mostTargets = 50;
const longestTarget = 2_048;
const longestTargets = 12_000;

/** Adds links that the channel gave apart, as HTML, so that text and target are compared. */
function withTargets(text: string, context: AnalysisContext): string {
  let joined = text;
  for (const link of (context.linkTargets ?? []).slice(0, mostTargets)) {
    const shown = link.text.slice(0, longestTarget).replace(/[<>]/g, ' ');
    const anchor = `\n<a href="${link.target.slice(0, longestTarget)}">${shown}</a>`;
    if (joined.length + anchor.length > text.length + longestTargets) break;
    joined += anchor;
  }
  return joined;
}
