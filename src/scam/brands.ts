import type { Organisation } from '../knowledge/schema.ts';
import type { ScamLists } from './lists.ts';
import { foldWord, phraseWords } from './tokens.ts';

/** A name under which an organisation is known. */
export type Brand = {
  organisation: string;
  /** Folded words. */
  words: readonly string[];
  /** The words run together, as in a domain name. */
  compact: string;
  /** The compact name with letters that are taken for one another made one. */
  shape: string;
  /** Also a common word: counted in running text only with a capital letter. */
  ambiguous: boolean;
};

/** The shape of a name: letters that are taken for one another are one. */
export function skeleton(name: string): string {
  return foldWord(name)
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
    .replace(/cl/g, 'd')
    .replace(/[1il|]/g, 'l')
    .replace(/0/g, 'o')
    .replace(/3/g, 'e')
    .replace(/4/g, 'a')
    .replace(/5/g, 's')
    .replace(/(.)\1+/g, '$1');
}

/** Everything that is looked up by name or domain. */
export type BrandIndex = {
  readonly organisations: ReadonlyMap<string, Organisation>;
  readonly byFirstWord: ReadonlyMap<string, readonly Brand[]>;
  readonly byCompact: ReadonlyMap<string, Brand>;
  /** Compact names by length, for spelling differences. */
  readonly byLength: ReadonlyMap<number, readonly Brand[]>;
  /** Official domain to organisation. */
  readonly officialDomains: ReadonlyMap<string, string>;
  /** Well-known domain to whose it is: not invented, which proves nothing more. */
  readonly knownDomains: ReadonlyMap<string, string>;
  /** Whose domains are known at all: of others no address can be called foreign. */
  readonly withDomains: ReadonlySet<string>;
  readonly userContent: ReadonlySet<string>;
};

/**
 * Builds the index of names and domains.
 *
 * @param genericNames words that name no organisation by themselves
 */
export function indexBrands(
  organisations: readonly Organisation[],
  lists: ScamLists,
  genericNames: readonly string[],
): BrandIndex {
  const genericWords = new Set(genericNames);
  const byFirstWord = new Map<string, Brand[]>();
  const byCompact = new Map<string, Brand>();
  const byLength = new Map<number, Brand[]>();
  const officialDomains = new Map<string, string>();
  const userContent = new Set<string>();
  const ambiguous = new Set(lists.ambiguousNames.values.map((name) => phraseWords(name).join('')));
  const add = (organisation: string, name: string): void => {
    const words = phraseWords(name);
    const compact = words.join('');
    if (words.length === 0 || compact.length < 3 || words.every((word) => genericWords.has(word))) return;
    if (byCompact.has(compact)) return;
    const brand: Brand = {
      organisation,
      words,
      compact,
      shape: skeleton(compact),
      ambiguous: ambiguous.has(compact),
    };
    byCompact.set(compact, brand);
    const first = words[0] ?? '';
    byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), brand]);
    byLength.set(compact.length, [...(byLength.get(compact.length) ?? []), brand]);
  };
  for (const organisation of organisations) {
    for (const name of lists.brandNames.values[organisation.id] ?? []) add(organisation.id, name);
    add(organisation.id, organisation.name.replace(/\(.*?\)/g, ''));
    for (const domain of organisation.officialDomains) {
      officialDomains.set(domain.toLowerCase(), organisation.id);
      const label = foldWord(
        domain
          .replace(/\.gouv\.fr$/, '')
          .split('.')
          .at(-2) ??
          domain.split('.')[0] ??
          '',
      );
      if (label.length >= 5) add(organisation.id, label.replaceAll('-', ' '));
    }
    for (const address of organisation.emailSenders ?? []) {
      const domain = address.slice(address.indexOf('@') + 1).toLowerCase();
      if (!officialDomains.has(domain)) officialDomains.set(domain, organisation.id);
    }
    for (const domain of organisation.userContentDomains ?? []) userContent.add(domain.toLowerCase());
  }
  for (const [organisation, names] of Object.entries(lists.brandNames.values))
    for (const name of names) add(organisation, name);
  const knownDomains = new Map(
    Object.entries(lists.knownDomains.values).flatMap(([owner, domains]) =>
      domains.map((domain) => [domain, owner] as const),
    ),
  );
  for (const list of byFirstWord.values()) list.sort((a, b) => b.words.length - a.words.length);
  return {
    organisations: new Map(organisations.map((organisation) => [organisation.id, organisation])),
    byFirstWord,
    byCompact,
    byLength,
    officialDomains,
    knownDomains,
    withDomains: new Set([...officialDomains.values(), ...knownDomains.values()]),
    userContent,
  };
}

/** The organisation whose official domain a host is or is under; null when none. */
export function officialOwner(host: string, index: BrandIndex): string | null {
  if (domainsAbove(host).some((domain) => index.userContent.has(domain))) return null;
  return ownerIn(index.officialDomains, host);
}

/** Whose well-known domain a host is or is under; null when none. */
export function knownOwner(host: string, index: BrandIndex): string | null {
  return ownerIn(index.knownDomains, host);
}

/** Whose domain a host is on in any way, also where anybody may put pages or have a mailbox. */
export function domainOwner(host: string, index: BrandIndex): string | null {
  return ownerIn(index.officialDomains, host) ?? ownerIn(index.knownDomains, host);
}

function ownerIn(domains: ReadonlyMap<string, string>, host: string): string | null {
  for (const domain of domainsAbove(host)) {
    const owner = domains.get(domain);
    if (owner !== undefined) return owner;
  }
  return null;
}

/** A host and the domains that it is under, without the last label alone. */
function domainsAbove(host: string): string[] {
  const labels = host.split('.').slice(-12);
  return labels.slice(0, -1).map((_, at) => labels.slice(at).join('.'));
}
