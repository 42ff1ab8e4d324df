import type { ReadContent } from '../src/assistant/answering.ts';
import type { ReadLine, ReadPicture } from '../src/pictures/reading.ts';
import type { Random } from './random.ts';

const colours = ['#ffffff', '#000000', '#dcf8c6', '#e5e5ea', '#0b93f6'];
const refusals = ['not-a-picture', 'too-large', 'broken', 'too-slow', 'busy', 'unreadable-document', 'other-document'] as const; // prettier-ignore
const heads = ['9:41', '< Ameli', '+33 6 39 98 14 27', 'De : Ameli <a@ameli.top>', 'WhatsApp', 'SMS', `${'- '.repeat(40)}abc`, `${'!'.repeat(90)}abc`, `${'a '.repeat(60)}abc`, 'https://ameli-suivi.top']; // prettier-ignore
const codes = ['http://a.top/x', 'WIFI:T:WPA;S:mairie;P:x;;', 'tel:0639981427', 'SMSTO:0639981427:oui', 'mailto:a@b.top', 'bitcoin:x?amount=1', 'BCD\n001', 'BEGIN:VCARD\nTEL:06']; // prettier-ignore
const cardWords = ['MGEN', 'Viamedis', 'almerys', 'Tiers payant', 'N° AMC 00999017', 'Dupont Camille', 'Hospitalisation', 'PHAR', 'Valable du 01/01/2026 au 31/12/2026', 'N° adhérent 12345678']; // prettier-ignore

/** Pictures and documents as they were read, with what stood in them; nothing is drawn and nothing read from pixels. */
export function pictures(text: () => string, caption: string, random: Random): ReadContent {
  const readings = random.times(random.chance(0.1) ? 2 + random.below(9) : 1, () => {
    const kind = random.below(10);
    if (kind === 0) return { kind: 'refused', reason: random.pick(refusals) } as const;
    if (kind < 3)
      return { kind: 'document', text: text().slice(0, 12_000), pages: 1, truncated: false } as const;
    return picture(text, random);
  });
  return { kind: 'read', caption, forwarded: random.chance(0.5), readings };
}

function picture(text: () => string, random: Random): ReadPicture {
  const width = 200 + random.below(1200);
  const height = 200 + random.below(2000);
  const card = random.chance(0.3);
  const contents = [
    ...random.times(random.below(4), () => random.pick(heads)),
    ...(card ? random.times(3 + random.below(10), () => random.pick(cardWords)) : linesOf(text(), random.chance(0.1) ? 1_000 : 60)),
  ].slice(0, 400); // prettier-ignore
  const photo = random.chance(0.3);
  const regions = random.times(random.below(4), () => ({
    box: box(random, width, height),
    colour: random.pick(colours),
  }));
  const step = Math.max(1, Math.floor(height / (contents.length + 1)));
  return {
    kind: 'picture',
    width,
    height,
    lines: contents.map((content, index) =>
      line(content, index * step, random, { width, regions: regions.length }),
    ),
    regions,
    codes: random.times(random.chance(0.2) ? 1 + random.below(5) : 0, () => ({
      format: random.pick(['qr', 'barcode'] as const),
      text: random.chance(0.5) ? random.pick(codes) : text().slice(0, 3000),
      box: box(random, width, height),
    })),
    confidence: random.below(101),
    photo,
  };
}

function linesOf(text: string, longest: number): string[] {
  return text.match(new RegExp(`.{1,${longest}}`, 'gs')) ?? [];
}

function line(
  text: string,
  top: number,
  random: Random,
  page: { readonly width: number; readonly regions: number },
): ReadLine {
  const left = random.pick([0, 10, 20, random.below(page.width)]);
  const letterHeight = 6 + random.below(30);
  const confidence = random.pick([95, 92, 80, random.below(101)]);
  const words = [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    text: word,
    confidence,
    box: {
      left: left + index * 8,
      top,
      right: left + (index + word.length) * 8,
      bottom: top + letterHeight,
    },
  }));
  return {
    text,
    confidence,
    box: { left, top, right: left + text.length * 8, bottom: top + letterHeight },
    letterHeight,
    words,
    background: random.pick(colours),
    ink: random.pick(colours),
    region: page.regions > 0 && random.chance(0.5) ? random.below(page.regions) : null,
  };
}

function box(random: Random, width: number, height: number): ReadLine['box'] {
  const left = random.below(width);
  const top = random.below(height);
  return { left, top, right: left + 1 + random.below(width), bottom: top + 1 + random.below(300) };
}
