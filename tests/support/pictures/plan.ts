import type { Theme } from './html.ts';
import type { Card, Message } from './messages.ts';
import { randomFrom, type Random } from './random.ts';

export type Look =
  'ios-sms' | 'android-sms' | 'whatsapp' | 'email' | 'web' | 'letter' | 'parcel-notice' | 'poster' | 'card';

/** One picture to draw. */
export type Plan = {
  readonly id: string;
  readonly source: Message | Card;
  readonly look: Look;
  readonly theme: Theme;
  readonly photo: boolean;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly zoom: number;
  /** Null for PNG. */
  readonly jpeg: number | null;
  /** The greatest side in pixels, as messengers reduce pictures; null as it is. */
  readonly reducedTo: number | null;
  /** Stored lying on its side with a mark that says so, as cameras do. */
  readonly lying: boolean;
  readonly random: Random;
};

const phones = [
  { width: 360, height: 740 },
  { width: 375, height: 667 },
  { width: 390, height: 844 },
  { width: 412, height: 892 },
  { width: 430, height: 932 },
];
const onPaper: readonly Look[] = ['letter', 'parcel-notice', 'poster', 'card'];

/** Which pictures to draw: each message once, then again in other looks until there are enough. */
export function plansOf(
  messages: readonly Message[],
  cards: readonly Card[],
  seed: number,
  count: number,
): Plan[] {
  const shuffled = randomFrom(seed);
  const sources = [...messages, ...cards];
  return Array.from({ length: count }, (_, index): Plan => {
    const source = sources[index % sources.length];
    if (!source) throw new Error('no messages');
    const random = randomFrom(seed * 7919 + index);
    const look = lookOf(source, random);
    const paper = onPaper.includes(look);
    const photo = shuffled.chance(paper ? 0.6 : 0.18);
    const phone = random.pick(phones);
    const asSent = random.chance(0.35);
    return {
      id: `${source.id}-${Math.floor(index / sources.length) + 1}`,
      source,
      look,
      theme: !paper && random.chance(0.4) ? 'dark' : 'light',
      photo,
      ...phone,
      scale: photo || paper ? 2 : random.pick([1, 2, 2, 3, 3]),
      zoom: random.pick([0.9, 1, 1, 1, 1.15, 1.35, 1.6]),
      jpeg: photo || asSent || random.chance(0.3) ? random.whole(35, 90) : null,
      reducedTo: asSent ? 1600 : null,
      lying: photo && !asSent && random.chance(0.4),
      random,
    };
  });
}

function lookOf(source: Message | Card, random: Random): Look {
  if (!('form' in source)) return 'card';
  return source.form === 'sms' ? random.pick(['ios-sms', 'android-sms'] as const) : source.form;
}
