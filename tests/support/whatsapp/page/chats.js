/* Chats, messages and contacts, and what happens to them. */
/* global crypto */
import { me } from './account.js';
import { Collection, Model, MsgKey, wid } from './models.js';
import { ask } from './server.js';

class Msg extends Model {
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
function revive(stored) {
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

export const Msgs = Object.assign(new Collection(), {
  modelClass: Msg,
  async getMessagesById(ids) {
    const messages = await Promise.all(
      ids.map(async (id) => Msgs.get(id) ?? load(await ask('message', { id }))),
    );
    return { messages: messages.filter(Boolean) };
  },
});
export const Chats = new Collection();
const Newsletters = new Collection();
const Contacts = new Collection();
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
async function loadEarlier(chat) {
  const [oldest] = chat.msgs.getModelsArray();
  const before = oldest ? oldest.id._serialized : null;
  const found = (await ask('earlier', { chat: String(chat.id), before })).map(load);
  chat.msgs.prepend(found);
  return found;
}

/** All that is known when the page opens: of each chat, the last message alone. */
export function begin({ chats, contacts }) {
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
export function learn({ id, ...fields }) {
  Object.assign(contactOf(id), fields);
}

export function received({ message, unread }) {
  if (Msgs.get(message.id._serialized)) return;
  const msg = revive({ ...message, isNewMsg: true });
  const chat = chatOf(msg.id.remote);
  chat.t = msg.t;
  if (!msg.id.fromMe) chat.lastReceivedKey = msg.id;
  chat.msgs.add(msg);
  Msgs.add(msg);
  setUnread({ chat: chat.id, unread });
}
export function setUnread({ chat: id, unread }) {
  const chat = chatOf(id);
  if (chat.unreadCount === unread) return;
  chat.unreadCount = unread;
  Chats.trigger('change:unreadCount', chat, unread);
}
export function setAck(msg, ack) {
  msg.ack = ack;
  Msgs.trigger('change:ack', msg, ack);
  Msgs.trigger('change', msg);
}
export function edited({ id, field, text, at }) {
  const msg = Msgs.get(id);
  if (!msg) return;
  const before = msg[field];
  Object.assign(msg, { [field]: text, latestEditSenderTimestampMs: at, latestEditMsgKey: msg.id });
  Msgs.trigger(`change:${field}`, msg, text, before);
  Msgs.trigger('change', msg);
}
/** The message becomes another, with the id of its revocation; `protocolMessageKey` says which it was. */
export function revoked({ id, message }) {
  const msg = Msgs.get(id);
  if (!msg) return;
  const next = revive(message);
  for (const name of ['body', 'caption', 'directPath', 'mediaData', 'quotedMsg']) delete msg[name];
  Object.assign(msg, {
    id: next.id,
    type: 'revoked',
    subtype: 'sender',
    protocolMessageKey: next.protocolMessageKey,
  });
  Msgs.rekey(id, msg);
  Msgs.trigger('change:type', msg, 'revoked');
  msg.trigger('change:type', msg, 'revoked');
  Msgs.trigger('change', msg);
}

const reactionTableMode = { bulkUpsert: async (reactions) => reactions };
export function reacted({ id, sender, text, t }) {
  const parent = Msgs.get(id);
  if (!parent) return;
  const key = new MsgKey({ from: parent.id.remote, id: crypto.randomUUID(), selfDir: 'in' });
  const reaction = {
    id: key,
    reactionParentKey: parent.id,
    reactionTimestamp: t * 1000,
    reactionText: text,
    from: wid(sender),
  };
  void reactionTableMode.bulkUpsert([reaction]);
}
const calls = { on() {}, calls: new Map() };
export function called({ id, from }) {
  calls.calls.set(id, {
    id,
    peerJid: from,
    isVideo: false,
    isGroup: false,
    canHandleLocally: false,
    outgoing: false,
  });
}

function links(text) {
  return [...String(text ?? '').matchAll(/https?:\/\/\S+/g)].map(([href]) => ({
    href,
    suspiciousCharacters: new Set(),
  }));
}
function quotedMessage({ id, quotedMsg, quotedStanzaID, quotedParticipant }) {
  const fromMe = [me.phone, me.lid].some((own) => String(own) === String(quotedParticipant));
  const participant = id.remote.isGroup() ? quotedParticipant : undefined;
  const key = new MsgKey({
    from: id.remote,
    to: id.remote,
    id: quotedStanzaID,
    participant,
    selfDir: fromMe ? 'out' : 'in',
  });
  return new Msg({ ...quotedMsg, id: key, from: quotedParticipant, to: id.remote, author: participant });
}

const field = (name) => (contact) => contact[name];
export const chatModules = {
  WAWebCollections: {
    Msg: Msgs,
    Chat: Chats,
    Contact: Contacts,
    WAWebNewsletterCollection: Newsletters,
    NewsletterMetadataCollection: { async update() {} },
    Blocklist: new Collection(),
    GroupMetadata: { async update() {} },
    BusinessProfile: { find: async (id) => new Model({ id: wid(id) }) },
  },
  WAWebSyncGatingUtils: {},
  WAWebBackendJobsCommon: {},
  WAWebE2EProtoUtils: {},
  WAWebAddonReactionTableMode: { reactionTableMode },
  WAWebAddonPollVoteTableMode: { pollVoteTableMode: { bulkUpsert: async (votes) => votes } },
  WAWebNonMessageDataRequestPlaceholderMessageResendUtils: { handlePlaceholderMsgsSeen() {} },
  WAWebCallCollection: calls,
  WALinkify: { findLinks: links, findLink: (text) => links(text)[0] },
  WAWebWidFactory: { createWid: wid, asUserWidOrThrow: wid, createWidFromWidLike: wid },
  WAWebMsgKey: MsgKey,
  WAWebChatGetters: {
    getIsNewsletter: ({ id }) => id.server === 'newsletter',
    getIsBroadcast: ({ id }) => id.server === 'broadcast',
  },
  WAWebQuotedMsgModelUtils: { getQuotedMsgObj: quotedMessage },
  WAWebFindChatAction: { findOrCreateLatestChat: async (id) => ({ chat: chatOf(id) }) },
  WAWebLoadNewsletterPreviewChatAction: { loadNewsletterPreviewChat: async (id) => void chatOf(id) },
  WAWebChatLoadMessages: { loadEarlierMsgs: ({ chat }) => loadEarlier(chat) },
  WAWebUpdateUnreadChatAction: {
    async sendSeen({ chat }) {
      await ask('seen', { chat: String(chat.id) });
      setUnread({ chat: chat.id, unread: 0 });
    },
  },
  WAWebContactGetters: {
    getIsMe: ({ id }) => [me.phone, me.lid].some((own) => String(own) === String(id)),
    getIsUser: ({ id }) => id.isUser(),
    getIsGroup: ({ id }) => id.isGroup(),
    getIsWAContact: () => true,
    getUserid: ({ id }) => id.user,
    getVerifiedName: field('verifiedName'),
    getVerifiedLevel: field('verifiedLevel'),
    getStatusMute: () => false,
    getName: field('name'),
    getShortName: field('shortName'),
    getPushname: field('pushname'),
    getIsEnterprise: ({ isEnterprise }) => isEnterprise === true,
  },
  WAWebFrontendContactGetters: { getIsMyContact: () => false },
  WAWebApiContact: { getAlternateUserWid: () => null, getCurrentLid: () => null, getPhoneNumber: () => null },
  WAWebLidMigrationUtils: { toPn: () => null },
  WAWebQueryExistsJob: { queryWidExists: async (id) => ({ wid: wid(id) }) },
};
