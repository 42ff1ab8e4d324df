/* Chats, messages and contacts. */
/* global setTimeout */
import { Collection, Model, MsgKey, wid } from './models.js';
import { ask } from './server.js';

export class Msg extends Model {
  unsafe() {
    return this;
  }
  canReply() {
    return true;
  }
  msgContextInfo() {
    return {
      quotedMsg: { type: this.type, body: this.body },
      quotedStanzaID: this.id.id,
      quotedParticipant: this.author ?? this.from,
    };
  }
  async downloadMedia() {
    this.mediaData.mediaStage = 'RESOLVED';
  }
}
class Chat extends Model {
  constructor(fields) {
    super(fields);
    Object.defineProperty(this, 'msgs', { value: new Collection() });
  }
  serialize() {
    return { ...super.serialize(), msgs: this.msgs.getModelsArray().map(({ id }) => id._serialized) };
  }
}

const wids = ['from', 'to', 'author', 'quotedParticipant'];
/** A message of the server as WhatsApp Web holds it. */
export function revive(stored) {
  const fields = { ...stored };
  for (const name of wids) if (stored[name]) fields[name] = wid(stored[name]);
  if (stored.mentionedJidList) fields.mentionedJidList = stored.mentionedJidList.map(wid);
  fields.id = keyOf(stored.id);
  if (stored.protocolMessageKey) fields.protocolMessageKey = keyOf(stored.protocolMessageKey);
  return new Msg(fields);
}
function keyOf({ fromMe, remote, id, participant }) {
  return new MsgKey({ from: remote, to: remote, id, participant, selfDir: fromMe ? 'out' : 'in' });
}
/** The reverse. */
export function stored(message) {
  const plain = { ...message.serialize(), id: flatKey(message.id) };
  for (const name of wids) if (message[name]) plain[name] = String(message[name]);
  if (message.mentionedJidList) plain.mentionedJidList = message.mentionedJidList.map(String);
  return plain;
}
function flatKey({ fromMe, remote, id, participant, _serialized }) {
  return {
    fromMe,
    remote: String(remote),
    id,
    ...(participant && { participant: String(participant) }),
    _serialized,
  };
}

let missed = () => {};
export const Msgs = Object.assign(new Collection(), {
  modelClass: Msg,
  /** What came while nobody was there is told once somebody listens. */
  on(names, handler) {
    Collection.prototype.on.call(Msgs, names, handler);
    if (names === 'add') setTimeout(missed, 0);
  },
  async getMessagesById(ids) {
    const messages = await Promise.all(
      ids.map(async (id) => Msgs.get(id) ?? load(await ask('message', { id }))),
    );
    return { messages: messages.filter(Boolean) };
  },
});
export const Chats = new Collection();
export const Newsletters = new Collection();
export const Contacts = new Collection();
Contacts.find = async (id) => contactOf(id);

export function chatOf(id) {
  const chats = wid(id).server === 'newsletter' ? Newsletters : Chats;
  return chats.get(id) ?? chats.add(newChat({ id: String(wid(id)), name: wid(id).user, unread: 0 }));
}
function newChat({ id, name, unread, t = 0 }) {
  return new Chat({
    id: wid(id),
    name,
    formattedTitle: name,
    unreadCount: unread,
    t,
    archive: false,
    mute: { expiration: 0 },
    ...(wid(id).isGroup() && { groupMetadata: new Model({ id: wid(id), participants: [] }) }),
    ...(wid(id).server === 'newsletter' && { newsletterMetadata: new Model({ id: wid(id) }) }),
  });
}
function contactOf(id) {
  return (
    Contacts.get(id) ?? Contacts.add(new Model({ id: wid(id), pushname: wid(id).user, isBusiness: false }))
  );
}

/** Takes in a message that nobody is told of. */
function load(message) {
  if (!message) return undefined;
  return Msgs.get(message.id._serialized) ?? Msgs.add(revive(message));
}
export async function loadEarlier(chat) {
  const [oldest] = chat.msgs.getModelsArray();
  const before = oldest ? oldest.id._serialized : null;
  const found = (await ask('earlier', { chat: String(chat.id), before })).map(load);
  chat.msgs.prepend(found);
  return found;
}

/** All that is known when the page opens: of each chat, the last message alone. */
export function begin({ chats, contacts }, tellMissed) {
  missed = tellMissed;
  for (const contact of contacts) learn(contact);
  for (const { last, ...fields } of chats) {
    const chat = newChat(fields);
    (chat.newsletterMetadata ? Newsletters : Chats).add(chat);
    const msg = load(last);
    if (!msg) continue;
    chat.msgs.add(msg);
    if (!msg.id.fromMe) chat.lastReceivedKey = msg.id;
  }
}
export function learn({ id, phoneNumber, ...fields }) {
  Object.assign(contactOf(id), fields, phoneNumber && { phoneNumber: wid(phoneNumber) });
}
