/* What happens to chats and messages, and who is told of it. */
/* global crypto */
import { Chats, Msgs, chatOf, revive } from './chats.js';
import { MsgKey, wid } from './models.js';

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
/** A message that could not be read before. */
export function decrypted({ message }) {
  const msg = Msgs.get(message.id._serialized);
  if (msg?.type !== 'ciphertext') return;
  delete msg.subtype;
  Object.assign(msg, revive(message), { isNewMsg: true });
  changedType(msg);
}
function changedType(msg) {
  Msgs.trigger('change:type', msg, msg.type);
  msg.trigger('change:type', msg, msg.type);
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
  changedType(msg);
}

export const reactionTableMode = { bulkUpsert: async (reactions) => reactions };
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
export const calls = { on() {}, calls: new Map() };
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
