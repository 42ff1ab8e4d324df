import type { Message } from 'whatsapp-web.js';
import { receivedOf } from './received.ts';

/**
 * What people wrote in a chat that was neither noted nor answered. An answer is noted before the next one of its chat is
 * given, so that one at most (or what came in a row) was answered and not noted when the process was killed.
 *
 * @param messages those of one chat, the oldest first
 * @param noted keys of those that were dealt with, or are in hand
 */
export function unansweredOf(messages: readonly Message[], noted: ReadonlySet<string>): Message[] {
  const written = messages.filter((message) => message.fromMe || receivedOf(message) !== null);
  const open = written.filter(({ fromMe, id }) => !fromMe && !noted.has(id._serialized));
  const quoted = new Set(written.filter(({ fromMe }) => fromMe).map(quotedBy));
  const isQuoted = ({ id }: Message) => quoted.has(id.id);
  const [first] = open;
  if (!first || first.from.endsWith('@g.us')) return open.filter((message) => !isQuoted(message));
  const answered = Math.max(
    open.findLastIndex(isQuoted),
    isFollowedByItsAnswer(written, written.indexOf(first)) ? 0 : -1,
  );
  return open.slice(answered + 1);
}

/** Every answer begins with one text. When none of those before was owed, a text that follows is the answer to this one. */
function isFollowedByItsAnswer(written: readonly Message[], place: number): boolean {
  const isAnswer = ({ fromMe, type }: Message) => fromMe && type.toString() === 'chat';
  let owed = 0;
  for (const message of written.slice(0, place))
    if (!message.fromMe) owed++;
    else if (isAnswer(message)) owed = Math.max(0, owed - 1);
  return owed === 0 && written.slice(place + 1).some(isAnswer);
}

function quotedBy({ rawData }: Message): unknown {
  return (rawData as Readonly<Record<string, unknown>>)['quotedStanzaID'];
}
