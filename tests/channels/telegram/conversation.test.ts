import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTelegram, type Harness } from '../../support/telegram-harness.ts';

let telegram: Harness;
beforeEach(async () => {
  telegram = await startTelegram();
});
afterEach(async () => {
  expect(telegram.troubles).toEqual([]);
  await telegram.stop();
});

const shown = (count: number, chat = 7) =>
  telegram.api.until(() => {
    const messages = telegram.api.chat(chat);
    return messages.length >= count ? messages : null;
  }, `${count} messages`);

describe('a conversation on Telegram', () => {
  it('answers a question with buttons that carry whole actions, without a preview of links', async () => {
    telegram.person().say('ma mutuelle est la MGEN, je suis concerné ?');
    const [message] = await shown(1);
    expect(message?.text).toContain('MGEN');
    expect(message?.keyboard.flat()).not.toEqual([]);
    const [call] = telegram.api.callsOf('sendMessage');
    expect(call?.params).toMatchObject({ link_preview_options: { is_disabled: true } });
  });

  it('shows what is bold by entities, and leaves the marks out', async () => {
    telegram.person().say('/start');
    const [message] = await shown(1);
    expect(message?.text).not.toContain('**');
    const [bold] = message?.entities ?? [];
    expect(bold?.type).toBe('bold');
    expect(message?.text.slice(bold?.offset, (bold?.offset ?? 0) + (bold?.length ?? 0))).toMatch(/^Bonjour/);
  });
});
