import type { BrandIndex } from '../brands.ts';
import type { HostReading } from '../hosts.ts';
import type { Analyser, Reading } from '../message.ts';
import type { Signal } from '../verdict.ts';
import { shownLink, type ReadLink } from './links.ts';
import { sign } from './sign.ts';

const hardRequests = new Set([
  'ask-card',
  'ask-bank-details',
  'ask-code',
  'ask-password',
  'ask-nir',
  'ask-identity',
  'ask-payment-details',
  'ask-fee',
  'ask-remote-access',
  'ask-validation',
  'ask-cancel',
  'ask-transfer',
  'ask-payment',
  'ask-data',
  'ask-form',
]);
const pressure = new Set([
  'deadline',
  'urgency',
  'threat-suspension',
  'threat-fine',
  'threat-loss',
  'threat-legal',
  'story-account-alert',
]);
const light = new Set([
  'deadline',
  'urgency',
  'ask-click',
  'ask-reply',
  'greeting-anonymous',
  'ask-callback',
]);

/**
 * Whether a host is none of an organisation's. Can only be said where its domains are known, and not of a host that
 * bears just its name, since nobody's list of domains is complete.
 */
export function isForeign(host: HostReading, organisation: string, index: BrandIndex): boolean {
  return (
    index.withDomains.has(organisation) && host.owner !== organisation && host.brandPlace !== 'same-name'
  );
}

/** Signs that come from two things standing together. */
export function combinedSignals(
  reading: Reading,
  analyser: Analyser,
  links: readonly ReadLink[],
  wording: readonly Signal[],
  claimed: { id: string; name: string } | null,
): Signal[] {
  const signals: Signal[] = [];
  const strange = links.filter(({ link, host }) => link.kind === 'link' && host.standing === 'unknown');
  const unknown = strange[0]?.link ?? reading.links.find((link) => link.kind === 'placeholder');
  const themed = reading.matches('theme-sensitive').length > 0;
  const serious = wording.find((signal) => !light.has(signal.id));
  const params = { brand: claimed?.name ?? '' };
  if (unknown !== undefined) {
    const fragment = unknown.kind === 'placeholder' ? unknown.text : shownLink(unknown);
    // small French companies, which are on no list, are mostly under .fr
    const common = unknown.kind === 'placeholder' || unknown.suffix === 'fr';
    const unlisted = (id: string): Signal => {
      const signal = sign(id, fragment, params);
      return common ? { ...signal, weight: Math.round(signal.weight / 2) } : signal;
    };
    if (themed) signals.push(unlisted('link-with-theme'));
    if (claimed !== null || reading.tokens.some((token) => analyser.words.anyYour.has(token.word)))
      signals.push(unlisted('link-addressed'));
    if (serious) signals.push(sign('combined-link-request', fragment, params));
  }
  const foreign = claimed && strange.find(({ host }) => isForeign(host, claimed.id, analyser.index));
  if (foreign) signals.push(sign('link-foreign-to-sender', shownLink(foreign.link), params));
  const request = wording.find((signal) => hardRequests.has(signal.id));
  // a form to hand back by some day is what schools and town halls ask for
  const pressing = wording.find(
    ({ id }) => hardRequests.has(id) && (id !== 'ask-form' || unknown !== undefined),
  );
  const pressed = wording.find((signal) => pressure.has(signal.id));
  if (
    pressed &&
    (pressing ?? wording.find((signal) => ['ask-callback', 'ask-click', 'ask-reply'].includes(signal.id))) !==
      undefined
  )
    signals.push(sign('combined-pressure', pressed.fragment, params));
  if (request && claimed !== null) signals.push(sign('combined-sender-request', request.fragment, params));
  const story = wording.find((signal) =>
    ['story-family', 'story-romance', 'story-kidnap'].includes(signal.id),
  );
  const money = wording.find((signal) =>
    ['story-family-money', 'ask-transfer', 'ask-gift-card', 'ask-crypto', 'ask-payment'].includes(signal.id),
  );
  if (story && money) signals.push(sign('combined-story-money', money.fragment, params));
  return signals;
}
