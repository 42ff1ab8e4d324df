import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTelegram, type Harness } from '../../support/telegram-harness.ts';
import { wordText } from '../../support/word-text.ts';

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
const labelled = (message: Awaited<ReturnType<typeof shown>>[number] | undefined, label: RegExp) => {
  const button = message?.keyboard.flat().find(({ text }) => label.test(text));
  if (!button || !('callback_data' in button)) throw new Error(`no button ${String(label)}`);
  return button.callback_data;
};

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

  it('takes a link with a start word as a question about that insurer', async () => {
    telegram.person().say('/start mgen');
    const [message] = await shown(1);
    expect(message?.text).toContain('MGEN');
  });

  it('replaces the question by the answer when a choice is made', async () => {
    const person = telegram.person();
    person.say('la mutuelle des militaires');
    const [asked] = await shown(1);
    if (!asked) throw new Error('nothing shown');
    person.press(labelled(asked, /MCDef/), asked);
    await telegram.api.until(() => asked.edits > 0, 'the edit');
    expect(asked.text).toContain('MCDef');
    expect(asked.keyboard.flat().length).toBeGreaterThan(0);
    expect(telegram.api.chat(7)).toHaveLength(1);
    await telegram.api.until(
      () => telegram.api.callsOf('answerCallbackQuery').length > 0,
      'the acknowledgement',
    );
  });

  it('answers a new subject below, and leaves what was answered in place', async () => {
    const person = telegram.person();
    person.say('MGEN');
    const [first] = await shown(1);
    if (!first) throw new Error('nothing shown');
    const before = first.text;
    person.press(labelled(first, /Que faire/), first);
    await shown(2);
    expect(first).toMatchObject({ text: before, edits: 0 });
  });

  it('understands the button of an old message, and answers it where it is seen', async () => {
    const person = telegram.person();
    person.say('la mutuelle des militaires');
    const [asked] = await shown(1);
    if (!asked) throw new Error('nothing shown');
    person.say('c’est quoi viamedis ?');
    await shown(2);
    person.press(labelled(asked, /MCDef/), asked);
    const messages = await shown(3);
    expect(messages[2]?.text).toContain('MCDef');
    expect(asked.edits).toBe(0);
  });

  it('answers a button that no version knows any more with what it can do', async () => {
    const person = telegram.person();
    person.say('/aide');
    const [help] = await shown(1);
    if (!help) throw new Error('nothing shown');
    person.press('zz:gone', help);
    const messages = await shown(2);
    expect(messages[1]?.text).toBe(help.text);
  });

  it('sends a letter as a file', async () => {
    telegram.person().say('écris la lettre à ma mutuelle, la MGEN');
    const messages = await telegram.api.until(() => {
      const all = telegram.api.chat(7);
      return all.some(({ document }) => document !== null) ? all : null;
    }, 'a document');
    const file = messages.find(({ document }) => document !== null)?.document;
    expect(file?.name).toMatch(/\.docx$/);
    const text = wordText(file?.content ?? new Uint8Array());
    expect(text).toContain('[');
    expect(text).not.toContain('**');
  });

  it.each([
    '<b>MGEN</b> <script>alert(1)</script> &lt; & > "',
    '*MGEN* _x_ [a](http://b.example) `c` ~d~ ||e||',
    'MGEN \uFDD0gras\uFDD1 **gras** {{name}} ',
    'MGEN \u0000\u202E\uD83D',
  ])('is not broken by what people write: %j', async (text) => {
    telegram.person().say(text);
    await shown(1);
  });

  it('does not show that it writes while an answer takes no time', async () => {
    telegram.person().say('MGEN');
    await shown(1);
    expect(telegram.api.callsOf('sendChatAction')).toEqual([]);
  });

  it('sets the French command menu for private chats and for groups, and its descriptions', async () => {
    await telegram.api.until(
      () => telegram.api.callsOf('setMyShortDescription').length > 0,
      'the descriptions',
    );
    const menus = telegram.api.callsOf('setMyCommands').map(({ params }) => params);
    expect(menus.map(({ scope }) => scope)).toEqual([
      { type: 'default' },
      { type: 'all_private_chats' },
      { type: 'all_group_chats' },
    ]);
    expect(menus[1]?.['commands']).toContainEqual({
      command: 'urgence',
      description: expect.stringContaining('cliqué') as string,
    });
    expect(telegram.api.callsOf('setMyDescription').map(({ refused }) => refused)).toEqual([null]);
  });

  it('knows every command of its menu', async () => {
    await telegram.api.until(() => telegram.api.callsOf('setMyCommands').length === 3, 'the menus');
    const [menu] = telegram.api.callsOf('setMyCommands');
    const commands = (menu?.params['commands'] ?? []) as { command: string }[];
    expect(commands.length).toBeGreaterThan(8);
    for (const [index, { command }] of commands.entries()) {
      telegram.person(100 + index).say(`/${command}`);
      const [message] = await shown(1, 100 + index);
      expect(message?.text).not.toMatch(/pas compris/);
    }
  });
});

describe('work that lasts', () => {
  it('shows that the bot is writing until the answer is there', async () => {
    let goOn: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const slow = await startTelegram({
      around: (answer) => async (message) => {
        await waiting;
        return answer(message);
      },
    });
    slow.person().say('MGEN');
    const action = await slow.api.until(() => slow.api.callsOf('sendChatAction')[0], 'the sign');
    expect(action.params).toMatchObject({ chat_id: 7, action: 'typing' });
    goOn();
    await slow.api.until(() => slow.api.chat(7).length === 1, 'the answer');
    await slow.stop();
  });
});
