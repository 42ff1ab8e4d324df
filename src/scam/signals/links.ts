import { defang, defangText } from '../defang.ts';
import { domainOwner } from '../brands.ts';
import { readHost, type HostReading } from '../hosts.ts';
import type { FoundLink } from '../links.ts';
import type { Analyser, Reading } from '../message.ts';
import { unicodeHost } from '../punycode.ts';
import type { Signal } from '../verdict.ts';
import { sign } from './sign.ts';

/** A link or address with what its host says. */
export type ReadLink = { link: FoundLink; host: HostReading };

/** Reads the hosts of all links and addresses; at most 60, the rest are counted as unknown. */
export function readLinks(reading: Reading, analyser: Analyser): ReadLink[] {
  const known = {
    shapes: analyser.knownShapes,
    freeHosting: analyser.freeHosting,
    domainWords: analyser.domainWords,
    ordinaryDomainWords: analyser.ordinaryDomainWords,
    words: analyser.words,
    vocabulary: analyser.book.vocabulary,
  };
  return reading.links
    .filter((link) => link.kind === 'link' || link.kind === 'email')
    .slice(0, 60)
    .map((link) => ({ link, host: readHost(link, analyser.index, known) }));
}

/** A link as the person may see it: never clickable. */
export function shownLink(link: FoundLink): string {
  return defangText(defang(link.text));
}

/** Name of an organisation for the explanations. */
export function brandName(id: string, fallback: string, analyser: Analyser): string {
  return analyser.index.organisations.get(id)?.name.replace(/ ?\(.*?\)/g, '') ?? fallback;
}

/** Signs in the addresses of links: who they imitate and how they hide where they lead. */
export function linkSignals(reading: Reading, links: readonly ReadLink[], analyser: Analyser): Signal[] {
  const signals: Signal[] = [];
  for (const { link, host } of links) {
    if (link.kind !== 'link') continue;
    const fragment = shownLink(link);
    const domain = defang(link.registrable ?? link.host);
    const brand = host.lookalike ?? host.brand;
    const name = brand === null ? '' : brandName(brand.organisation, brand.words.join(' '), analyser);
    const add = (id: string, at = domain): void => {
      signals.push(sign(id, fragment, { domain: at, brand: name }));
    };
    if (link.userInfo !== '') add('link-user-info');
    if (link.shown !== null && differs(link.shown, link, analyser)) add('link-mismatch');
    if (redirectsAway(link, analyser)) add('link-redirect');
    if (host.standing === 'official' || host.standing === 'state') continue;
    const registrable = (link.registrable ?? link.host).toLowerCase();
    if (link.isIp) add('link-ip');
    if (link.port !== '') add('link-port');
    if (analyser.shorteners.has(registrable) || analyser.shorteners.has(link.host)) {
      add('link-shortener');
      continue;
    }
    if (host.standing === 'known') continue;
    if (link.readsAs !== link.host || (/[^\u0000-\u007f]/.test(link.host) && (host.lookalike ?? host.brand)))
      add('link-letters', defang(asciiHost(link.host)));
    else if (host.lookalike) add('link-lookalike');
    else if (host.brand && host.brandPlace === 'same-name')
      signals.push(brandEnding(link, fragment, { domain, brand: name }));
    else if (host.brand && host.brandPlace === 'name') add('link-brand');
    else if (host.brand) add('link-brand-elsewhere');
    if (host.falseState) add('link-false-state');
    if (analyser.freeHosting.some((suffix) => link.host === suffix || link.host.endsWith(`.${suffix}`)))
      add('link-free-hosting');
    const ending = link.host.slice(link.host.lastIndexOf('.') + 1);
    if (analyser.riskyEndings.has(ending)) add('link-ending');
    if (host.typicalWords.length > 0 && !host.brand && !host.lookalike) add('link-words');
  }
  for (const file of reading.links.filter((link) => link.kind === 'file')) {
    signals.push(sign('file-dangerous', file.text));
  }
  if (reading.disguisedLink !== null) {
    const at = reading.links.find((link) =>
      link.text.toLowerCase().includes((reading.disguisedLink ?? '').toLowerCase()),
    );
    if (at) signals.push(sign('link-disguised', shownLink(at)));
  }
  return signals;
}

/** A host as it is sent over the network, where a letter of another alphabet cannot hide. */
function asciiHost(host: string): string {
  try {
    return new URL(`http://${host}`).hostname;
  } catch {
    return host;
  }
}

function differs(shown: string, link: FoundLink, analyser: Analyser): boolean {
  const host = /(?:https?:\/\/)?([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)/iu
    .exec(shown.slice(0, 300))?.[1]
    ?.toLowerCase();
  if (host === undefined || !/\.[a-z]{2,}$/.test(host)) return false;
  const target = unicodeHost(link.host.toLowerCase());
  const registrable = link.registrable?.toLowerCase() ?? target;
  if (host === target || host.endsWith(`.${registrable}`) || host === registrable) return false;
  const owner = domainOwner(host, analyser.index);
  return owner === null || owner !== domainOwner(registrable, analyser.index);
}

function redirectsAway(link: FoundLink, analyser: Analyser): boolean {
  const query = link.path.slice(0, 1000);
  for (const match of query.matchAll(/[?&#]([a-z_]{1,20})=(https?:)?\/\/([^/?&#]{3,200})/gi)) {
    const target = (match[3] ?? '').toLowerCase();
    if (
      analyser.redirectParameters.has((match[1] ?? '').toLowerCase()) &&
      !target.endsWith(link.registrable ?? '\u0000')
    )
      return true;
  }
  return false;
}

/** A site that bears exactly the name of an organisation; under .fr it is more often its own. */
export function brandEnding(
  link: FoundLink,
  fragment: string,
  params: Readonly<Record<string, string>>,
): Signal {
  const signal = sign('link-brand-ending', fragment, params);
  return link.suffix === 'fr' ? { ...signal, weight: Math.round(signal.weight / 2) } : signal;
}
