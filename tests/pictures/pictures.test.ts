import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPictureReader } from '../../src/pictures/reader.ts';
import type { ReadPicture } from '../../src/pictures/reading.ts';
import { openPainter, type Painter } from '../support/pictures/browser.ts';
import { darkChat, photoOf, sheet } from './drawn.ts';

const received = 'Votre colis attend. Payez 1,99 € ici : https://colis-en-attente.example/suivi';
const sent = 'Qui êtes-vous ? Je n’ai rien commandé.';
const paragraphs = [
  'Madame, monsieur, votre dossier reste incomplet.',
  'Merci de nous appeler avant le 12 mars au sujet de vos remboursements.',
  'Sans réponse, vos droits seront suspendus pendant six mois.',
];

describe('a picture', () => {
  const reader = createPictureReader();
  let painter: Painter;
  beforeAll(async () => {
    painter = await openPainter();
  }, 60_000);
  afterAll(async () => {
    await reader.close();
    await painter.close();
  });

  const read = async (bytes: Uint8Array): Promise<ReadPicture> => {
    const reading = await reader.read(bytes);
    if (reading.kind !== 'picture') throw new Error(`not read: ${JSON.stringify(reading)}`);
    return reading;
  };
  const textOf = ({ lines }: ReadPicture): string =>
    lines
      .map(({ text }) => text)
      .join(' ')
      .replaceAll('’', "'");

  describe('of a dark conversation', () => {
    let chat: ReadPicture;
    beforeAll(async () => {
      const { png } = await painter.draw(darkChat([{ text: received }, { text: sent, sent: true }]), 3);
      chat = await read(png);
    });

    it('is read whole, the coloured bubble too', () => {
      expect(textOf(chat)).toContain('Votre colis attend. Payez 1,99 € ici');
      expect(textOf(chat)).toContain("Qui êtes-vous ? Je n'ai rien commandé.");
      expect(chat).toMatchObject({ width: 1170, height: 2532, photo: false });
      expect(chat.confidence).toBeGreaterThan(85);
    });

    it('tells its bubbles apart, by place and colour', () => {
      const bubbleOf = (start: string) =>
        chat.regions[chat.lines.find(({ text }) => text.startsWith(start))?.region ?? -1];
      expect(bubbleOf('Votre colis')).toMatchObject({ colour: '#26252a' });
      expect(bubbleOf('Qui')).toMatchObject({ colour: '#0a84ff' });
      expect(bubbleOf('Qui')?.box.left).toBeGreaterThan(bubbleOf('Votre colis')?.box.left ?? Infinity);
    });

    it('gives the colours and the height of letters', () => {
      const line = chat.lines.find(({ text }) => text.startsWith('Votre colis'));
      expect(line?.background).toMatch(/^#2[5-9]/);
      expect(line?.ink).toMatch(/^#f/);
      expect(line?.letterHeight).toBeGreaterThan(30);
      expect(line?.letterHeight).toBeLessThan(46);
    });
  });

  it('that was made small and pressed hard is read', async () => {
    const { png } = await painter.draw(darkChat([{ text: received }, { text: sent, sent: true }]), 1);
    const small = await read(await sharp(png).jpeg({ quality: 45 }).toBuffer());
    expect(textOf(small)).toContain('Votre colis attend.');
    expect(textOf(small)).toContain("Je n'ai rien commandé.");
  });

  it.each([0, 9, -12, 90, 175, 270])('photographed at %i degrees is read', async (degrees) => {
    const photo = await read(await photoOf(painter, await sheet(paragraphs), degrees));
    expect(photo.photo).toBe(true);
    for (const paragraph of paragraphs) expect(textOf(photo)).toContain(paragraph);
  });

  it('gives the codes on it, and no letters in their place', async () => {
    const code = 'https://colis-en-attente.example/qr?x=1';
    const { png } = await painter.draw(await sheet(paragraphs, code), 2);
    const drawn = await read(png);
    expect(drawn.codes).toMatchObject([{ format: 'qr', text: code }]);
    expect(drawn.lines).toHaveLength(paragraphs.length);
    const photo = await read(await photoOf(painter, await sheet(paragraphs, code), 11));
    expect(photo.codes).toMatchObject([{ format: 'qr', text: code }]);
  });

  it('is turned as its camera says', async () => {
    const { png } = await painter.draw(await sheet(paragraphs), 1);
    const lying = await sharp(png).rotate(-90).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const upright = await read(lying);
    expect(upright).toMatchObject({ width: 700, height: 560 });
    expect(textOf(upright)).toContain(paragraphs[0]);
  });

  it('that moves is read by its first frame', async () => {
    const { png } = await painter.draw(await sheet(paragraphs), 1);
    const frames = await Promise.all(
      ['#ffffff', '#000000'].map((background, index) =>
        index === 0
          ? sharp(png).toBuffer()
          : sharp({ create: { width: 700, height: 560, channels: 3, background } })
              .png()
              .toBuffer(),
      ),
    );
    const moving = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    expect(textOf(await read(moving))).toContain(paragraphs[1]);
  });

  it('without letters gives none', async () => {
    const plain = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#3366aa' } })
      .png()
      .toBuffer();
    expect(await read(plain)).toMatchObject({ lines: [], codes: [], confidence: 0 });
  });
});
