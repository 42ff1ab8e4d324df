import { describe, expect, it } from 'vitest';
import library, { type Message } from 'whatsapp-web.js';
import { unansweredOf } from '../../../src/channels/whatsapp/unanswered.ts';

const person = '33600000001@c.us';
const group = '120363000000000001@g.us';
const { Message: LibraryMessage } = library as unknown as {
  Message: new (client: null, data: object) => Message; // not among the library's types
};

/** A line of a chat: "me", "me:document", or what somebody else wrote; "me>B" quotes B. */
function messageOf(line: string, chat: string): Message {
  const [, own, quoted, type] = /^(me)?(?:>(\w+))?(?::(\w+))?/.exec(line) ?? [];
  const fromMe = own !== undefined;
  const id = fromMe ? `answer ${line}` : line;
  return new LibraryMessage(null, {
    id: { fromMe, remote: chat, id, _serialized: id },
    type: type ?? 'chat',
    body: line,
    t: 1,
    from: fromMe ? '33700000000@c.us' : chat,
    to: fromMe ? chat : '33700000000@c.us',
    ...(chat === group && { author: person }),
    ...(quoted !== undefined && { quotedStanzaID: quoted, quotedMsg: { type: 'chat', body: '' } }),
  });
}
/** What is left of a chat of which only these were noted. */
function unanswered(lines: string, noted: string, chat = person): string {
  const messages = lines.split(' ').map((line) => messageOf(line, chat));
  return unansweredOf(messages, new Set(noted.split(' ')))
    .map(({ id }) => id.id)
    .join(' ');
}

describe('of what was not noted before a kill', () => {
  it.each([
    ['waits without an answer', 'A me B C', 'A', 'B C'],
    ['was read with the message before it, whose answer follows it', 'A B me', 'A', 'B'],
    ['came while two others were answered', 'A B me C me', 'A B', 'C'],
    ['follows one that was answered but not noted', 'A me B C me', 'A', 'C'],
    ['follows the first of all, answered but not noted', 'A B me', '', 'B'],
    ['was answered but not noted: nothing', 'A me B me', 'A', ''],
    ['came between the text and the document of another answer', 'A me B me:document', 'A', 'B'],
    ['came in a row that was answered as one and quoted: nothing', 'A me B C D me>D', 'A', ''],
    ['follows such a row', 'A me B C E me>C', 'A', 'E'],
  ])('what %s', (_, lines, noted, left) => {
    expect(unanswered(lines, noted)).toBe(left);
  });

  it('what no answer quotes is left in a group', () => {
    expect(unanswered('A B C me>A me>C', 'A', group)).toBe('B');
  });
});
