import { describe, expect, it } from 'vitest';
import { createDialogue, type MessageContent } from '../../src/assistant/answering.ts';
import { blocksText } from '../../src/channels/plain-text.ts';
import { redact } from '../../src/privacy/redact.ts';
import { redactRead } from '../../src/privacy/misread.ts';
import { namedSender } from '../../src/screen/sender.ts';
import { parts, talk } from '../support/assistant.ts';
import { processorTime } from '../support/processor-time.ts';
import { picture } from '../screen/support.ts';

/** Twice the aim, since test machines are noisy. */
const longestMilliseconds = 100;

/** Time of the processor, the quickest of three: what else the machine does counts for nothing. */
function quickest(act: () => void): number {
  const times = [1, 2, 3].map(() => processorTime(act));
  return Math.min(...times);
}
function timeOf(content: MessageContent, before: readonly string[] = []): number {
  return quickest(() => {
    const chat = createDialogue(parts.brain, parts.translate);
    for (const text of before) chat.answer({ kind: 'text', text, forwarded: false });
    chat.answer(content);
  });
}
const typed = (text: string): MessageContent => ({ kind: 'text', text, forwarded: false });

describe('is answered in a moment:', () => {
  it('thousands of commands, of which the last counts', () => {
    const chat = talk();
    expect(chat.say(`${'/aide '.repeat(1_500)}/sources`).text).toBe(talk().say('/sources').text);
    expect(timeOf(typed('/aide '.repeat(2_000)))).toBeLessThan(longestMilliseconds);
  });

  it('a long story where an insurer was to be chosen', () => {
    const story = Array.from({ length: 1_500 }, (_, index) => `mutuelle${index.toString(36)}`).join(' ');
    expect(timeOf(typed(story), ['une mutuelle étudiante'])).toBeLessThan(longestMilliseconds);
  });

  it('characters that stand for eighteen others', () => {
    expect(timeOf(typed('\ufdfa'.repeat(12_000)))).toBeLessThan(longestMilliseconds);
    expect(timeOf(typed('\ufdfa'.repeat(60_000)))).toBeLessThan(longestMilliseconds);
  });

  it('more than a channel lets through', () => {
    const text = 'the message, and my insurer\n'.repeat(3_000);
    expect(timeOf(typed(text))).toBeLessThan(longestMilliseconds);
  });

  it('an album of ten full pages', () => {
    const line = 'votre dossier est incomplet, réglez 1,95 € sur ameli-suivi.top';
    const page = picture({ loose: [{ at: [10, 40], lines: Array.from({ length: 300 }, () => line) }] });
    const document = { kind: 'document', text: `${line}\n`.repeat(190), pages: 3, truncated: false } as const;
    for (const reading of [page, document]) {
      const readings = Array.from({ length: 10 }, () => reading);
      const album: MessageContent = { kind: 'read', caption: 'c’est vrai ?', forwarded: false, readings };
      expect(timeOf(album), reading.kind).toBeLessThan(longestMilliseconds);
    }
  });

  it('a picture with a long caption', () => {
    const readings = [picture({ loose: [{ at: [10, 40], lines: ['MGEN', 'Tiers payant'] }] })];
    const content: MessageContent = {
      kind: 'read',
      caption: 'mot '.repeat(16_000),
      forwarded: false,
      readings,
    };
    expect(timeOf(content)).toBeLessThan(longestMilliseconds);
  });

  it.each(['!'.repeat(90), '- '.repeat(60), 'a '.repeat(60), '- a '.repeat(30)])(
    'signs in the place of a sender: %s',
    (signs) => {
      expect(quickest(() => namedSender(`${signs}abc`))).toBeLessThan(longestMilliseconds);
    },
  );

  it('words that begin as an IBAN does', () => {
    const words = `AB12${'c'.repeat(37)}é `.repeat(300);
    expect(quickest(() => redact(words))).toBeLessThan(longestMilliseconds);
    const misread = `FR7O${'ABCDE'.repeat(8)}é `.repeat(270);
    expect(quickest(() => redactRead(misread))).toBeLessThan(longestMilliseconds);
  });
});

it.each([
  'http://a.-.0.top http://suivi-colis.top/x',
  'WIFI:T:WPA;S:www.suivi-colis.top;P:x;;',
  'tel:www.suivi-colis.top',
  'smsto:suivi-colis.top:oui',
  'mailto:a@suivi-colis.top www.suivi-colis.top',
  'bitcoin:x?amount=www.suivi-colis.top',
  'BCD\n001\n1\nSCT\nX\nhttp://suivi-colis.top\nFR\nEURwww.suivi-colis.top',
])('what is said of the code %j holds no link that can be followed', (code) => {
  const readings = [picture({ codes: [code] })];
  const chat = createDialogue(parts.brain, parts.translate);
  const { reply } = chat.answer({ kind: 'read', caption: '', forwarded: false, readings });
  expect(blocksText(reply.blocks)).not.toMatch(/suivi-colis\.top/);
});
