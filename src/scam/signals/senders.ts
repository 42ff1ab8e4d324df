import { defang } from '../defang.ts';
import type { FoundLink } from '../links.ts';
import type { Analyser, Reading } from '../message.ts';
import type { Signal } from '../verdict.ts';
import { foldText } from '../words.ts';
import { isForeign } from './combined.ts';
import { brandEnding, brandName, type ReadLink } from './links.ts';
import { sign } from './sign.ts';

/** Whether an address stands as the sender of the message. */
export function isSender(link: FoundLink, reading: Reading, analyser: Analyser): boolean {
  const before = reading.text.slice(Math.max(0, link.start - 160), link.start);
  return link.kind === 'email' && analyser.words.senderHeader.test(foldText(before));
}

/**
 * Signs in e-mail addresses: imitation, a free mailbox or a foreign domain under an organisation's name.
 *
 * @param claimed organisation that the message claims to come from, if any
 * @param institution the message speaks as a company or public body
 */
export function senderSignals(
  reading: Reading,
  links: readonly ReadLink[],
  analyser: Analyser,
  claimed: { id: string; name: string } | null,
  institution: boolean,
): Signal[] {
  const signals: Signal[] = [];
  for (const { link, host } of links) {
    if (link.kind !== 'email' || host.standing === 'official' || host.standing === 'state') continue;
    const fragment = defang(link.text);
    const brand = host.lookalike ?? host.brand;
    const params = {
      domain: defang(link.registrable ?? link.host),
      brand: brand ? brandName(brand.organisation, brand.words.join(' '), analyser) : (claimed?.name ?? ''),
    };
    const sender = isSender(link, reading, analyser);
    const freeMail = analyser.freeMail.has(link.registrable ?? '') || analyser.freeMail.has(link.host);
    if (freeMail) {
      // a telecom operator writes from the domain on which its customers have their mailboxes
      if (claimed !== null && host.owner === claimed.id) continue;
      if (claimed === null && !institution) continue;
      const signal = sign('sender-free-mail', fragment, params);
      // craftsmen and small associations write from such mailboxes
      signals.push(claimed === null ? { ...signal, weight: signal.weight / 2 } : signal);
      continue;
    }
    if (host.lookalike || link.readsAs !== link.host)
      signals.push(sign('sender-lookalike', fragment, params));
    else if (host.brand && host.brandPlace === 'name') signals.push(sign('sender-brand', fragment, params));
    else if (
      sender &&
      claimed !== null &&
      host.standing === 'unknown' &&
      isForeign(host, claimed.id, analyser.index)
    )
      signals.push(sign('sender-foreign', fragment, { ...params, brand: claimed.name }));
    else if (host.brandPlace === 'same-name') signals.push(brandEnding(link, fragment, params));
    if (host.falseState) signals.push(sign('sender-false-state', fragment, params));
    if (sender && host.typicalWords.length >= 2 && !host.brand && !host.lookalike)
      signals.push(sign('link-words', fragment, params));
    const ending = link.host.slice(link.host.lastIndexOf('.') + 1);
    if (sender && analyser.riskyEndings.has(ending)) signals.push(sign('link-ending', fragment, params));
  }
  return signals;
}
