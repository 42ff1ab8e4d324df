import { distance } from 'fastest-levenshtein';
import type { Brand, BrandIndex } from './brands.ts';
import { domainOwner, knownOwner, officialOwner, skeleton } from './brands.ts';
import type { FoundLink } from './links.ts';
import { foldWord } from './tokens.ts';
import type { MessageWords } from './words.ts';

/** Where a host stands: an organisation's own, the State's, a site known to all, or unknown. */
export type HostStanding = 'official' | 'state' | 'known' | 'unknown';

/** What the name of a host says. */
export type HostReading = {
  standing: HostStanding;
  /** Organisation on whose domain it is, which may be open to anybody. */
  owner: string | null;
  /** Name of an organisation inside a host that is not its own. */
  brand: Brand | null;
  brandPlace: 'name' | 'subdomain' | 'path' | 'user-info' | 'same-name' | null;
  /** Organisation that the name almost spells. */
  lookalike: Brand | null;
  /** `gouv` in a host that is not under gouv.fr. */
  falseState: boolean;
  /** Words of the name that are typical of such sites. */
  typicalWords: readonly string[];
};

type KnownNames = {
  /** Shapes of the domains of public bodies. */
  shapes: readonly RegExp[];
  freeHosting: readonly string[];
  domainWords: readonly string[];
  ordinaryDomainWords: ReadonlySet<string>;
  words: MessageWords;
  /** Words of the language, which do not imitate a name. */
  vocabulary: ReadonlySet<string>;
};

const strictKinds = new Set([
  'health',
  'social',
  'tax',
  'fine',
  'id',
  'employment',
  'police',
  'operator',
  'insurer',
  'parcel',
]);

function nameOf(link: FoundLink, registrable: string): string {
  const suffix = link.suffix ?? '';
  return suffix !== '' && registrable.endsWith(`.${suffix}`)
    ? registrable.slice(0, -suffix.length - 1)
    : registrable;
}

/** Finds a brand written out in a label such as `mon-colissimo-suivi`, longest first. */
function brandIn(label: string, index: BrandIndex, words: MessageWords): Brand | null {
  const parts = label.split(/[-_.\d]+/).filter((part) => part !== '');
  for (let size = Math.min(4, parts.length); size >= 1; size -= 1) {
    for (let at = 0; at + size <= parts.length; at += 1) {
      const brand = index.byCompact.get(parts.slice(at, at + size).join(''));
      if (brand) return brand;
    }
  }
  for (const part of parts) {
    if (part.length > 40) continue;
    for (let size = part.length - 1; size >= 5; size -= 1) {
      for (let at = 0; at + size <= part.length; at += 1) {
        const brand = index.byCompact.get(part.slice(at, at + size));
        if (brand && !brand.ambiguous) return brand;
      }
    }
    const prefixed = words.hostPrefix.exec(part);
    const short = index.byCompact.get(prefixed?.[1] ?? '');
    if (short && !short.ambiguous) return short;
  }
  return null;
}

function lookalikeIn(label: string, index: BrandIndex, ordinary: ReadonlySet<string>): Brand | null {
  const whole = label.replace(/[-_.]/g, '');
  const candidates = [...new Set([whole, ...label.split(/[-_.]+/)])].filter(
    (part) => part.length >= 4 && part.length <= 40 && !ordinary.has(part),
  );
  for (const part of candidates) {
    const shape = skeleton(part);
    for (let length = part.length - 2; length <= part.length + 2; length += 1) {
      for (const brand of index.byLength.get(length) ?? []) {
        if (brand.compact === part || brand.compact.length < 4) continue;
        if (brand.shape === shape) return brand;
        const allowed =
          brand.compact.length >= 10 ? 2 : brand.compact.length >= 6 && !brand.ambiguous ? 1 : 0;
        if (
          allowed > 0 &&
          Math.abs(length - part.length) <= allowed &&
          distance(brand.compact, part) <= allowed
        )
          return brand;
      }
    }
  }
  return null;
}

/** An official domain written in front of the real one, as in `antai.gouv.fr-paiement.example`. */
function officialBefore(before: string, index: BrandIndex): string | undefined {
  const labels = before.split('.').slice(0, 12);
  for (let start = 0; start < labels.length - 1; start += 1) {
    for (let end = start + 2; end <= Math.min(labels.length, start + 4); end += 1) {
      const domain = labels.slice(start, end).join('.');
      if (index.officialDomains.has(domain)) return domain;
    }
  }
  return undefined;
}

/** Reads the host of a link or of an e-mail address against the known names. */
export function readHost(link: FoundLink, index: BrandIndex, known: KnownNames): HostReading {
  const host = link.host.toLowerCase();
  const reading: HostReading = {
    standing: 'unknown',
    owner: officialOwner(host, index),
    brand: null,
    brandPlace: null,
    lookalike: null,
    falseState: false,
    typicalWords: [],
  };
  if (reading.owner !== null) return { ...reading, standing: 'official' };
  if (host === 'gouv.fr' || host.endsWith('.gouv.fr')) return { ...reading, standing: 'state' };
  const registrable = (link.registrable ?? host).toLowerCase();
  const bare = host.replace(/^www\./, '');
  if (index.userContent.has(registrable) || index.userContent.has(host)) {
    // the front page is the owner's; anything deeper may have been put there by anybody
    const front = link.kind === 'link' && bare === registrable && link.path.length <= 1;
    const owner = domainOwner(host, index);
    if (front) return { ...reading, standing: 'official', owner };
    return { ...reading, owner, standing: isKnown(host, index, known) ? 'known' : 'unknown' };
  }
  if (isKnown(host, index, known)) return { ...reading, standing: 'known', owner: domainOwner(host, index) };
  const read = link.readsAs.toLowerCase();
  const disguised = read !== host;
  const name = disguised ? foldWord(read).replace(/\.[a-z]+$/, '') : nameOf(link, registrable);
  const folded = foldWord(name);
  const before = host.endsWith(registrable) ? host.slice(0, -registrable.length).replace(/\.$/, '') : '';
  reading.falseState = known.words.falseState.test(foldWord(host));
  const official = officialBefore(before, index);
  if (disguised || name !== folded) {
    reading.lookalike = brandIn(folded, index, known.words) ?? lookalikeIn(folded, index, known.vocabulary);
  } else {
    const exact = index.byCompact.get(folded.replace(/-/g, ''));
    const kind = exact ? (index.organisations.get(exact.organisation)?.kind ?? '') : '';
    const french = link.suffix === 'fr';
    if (
      exact &&
      !link.isIp &&
      (link.kind === 'link' || link.kind === 'email') &&
      before.length < 24 &&
      (french || !strictKinds.has(kind))
    ) {
      reading.brand = exact;
      reading.brandPlace = 'same-name';
    } else if (!link.isIp) {
      const inName = brandIn(folded, index, known.words);
      if (inName) {
        reading.brand = inName;
        reading.brandPlace = 'name';
      } else reading.lookalike = lookalikeIn(folded, index, known.vocabulary);
    }
  }
  if (reading.brand === null && reading.lookalike === null) {
    const places: readonly [string, HostReading['brandPlace']][] = [
      [official ?? before, 'subdomain'],
      [link.userInfo, 'user-info'],
      [link.path.slice(0, 200), 'path'],
    ];
    for (const [text, place] of places) {
      if (text === '' || (place === 'user-info' && link.kind === 'email')) continue;
      for (const label of foldWord(text).split(/[/?=&#.@:]+/)) {
        const brand = brandIn(label, index, known.words);
        if (brand && !brand.ambiguous) {
          reading.brand = brand;
          reading.brandPlace = place;
          break;
        }
      }
      if (reading.brand) break;
    }
  }
  reading.typicalWords = typicalWords(foldWord(`${name}.${before}`), known);
  const plain = reading.brand === null && reading.lookalike === null && !reading.falseState;
  if (plain && reading.typicalWords.length === 0 && known.shapes.some((shape) => shape.test(registrable)))
    reading.standing = 'known';
  return reading;
}

/** A well-known domain, without the parts of it where anybody may put pages. */
function isKnown(host: string, index: BrandIndex, { freeHosting }: KnownNames): boolean {
  return (
    knownOwner(host, index) !== null &&
    !freeHosting.some((suffix) => host === suffix || host.endsWith(`.${suffix}`))
  );
}

/** The words in a name that are typical of phishing sites; a single one that any company may bear is none. */
function typicalWords(labels: string, { domainWords, ordinaryDomainWords }: KnownNames): string[] {
  const parts = new Set(labels.split(/[-_.]+/));
  const joined = labels.replaceAll('-', '');
  const found = domainWords.filter((word) => parts.has(word) || (word.length >= 5 && joined.includes(word)));
  const telling = found.some((word) => !ordinaryDomainWords.has(word));
  return telling || found.length > 1 ? found.slice(0, 4) : [];
}
