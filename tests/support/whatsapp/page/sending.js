/* What this device sends: messages, media, reactions, signs of typing. */
/* global crypto, fetch */
import { Msgs, stored } from './chats.js';
import { setAck } from './happenings.js';
import { Model } from './models.js';
import { ask } from './server.js';

const never = new Promise(() => {});

/**
 * Two promises, as WhatsApp Web gives: the message stands in the chat; the servers have it. The server of the
 * stand-in decides what becomes of it.
 */
function addAndSend(chat, fields) {
  const asked = ask('send', { message: stored(new Msgs.modelClass(fields)) });
  const added = asked.then(async ({ outcome }) => {
    if (outcome === 'thrown') throw new Error('the message was not added');
    if (outcome === 'hanging') await never;
    const msg = new Msgs.modelClass(fields);
    chat.msgs.add(msg);
    return Msgs.add(msg);
  });
  const finished = added.then(async (msg) => {
    const { outcome, ack } = await asked;
    if (outcome === 'clock') await never;
    setAck(msg, ack);
    return { messageSendResult: ack < 0 ? 'ERROR_UNKNOWN' : 'OK', t: msg.t };
  });
  finished.catch(() => {}); // whoever does not wait for it is not to be told
  return [added, finished];
}

async function edit(msg, text) {
  await ask('edit', { id: msg.id._serialized, text });
}

class OpaqueData {
  constructor(file) {
    this.file = file;
    this.type = file.type;
  }
  static async createFromData(data) {
    return data instanceof OpaqueData ? data : new OpaqueData(data);
  }
  url() {
    return '';
  }
  autorelease() {}
  formData() {
    return this.file;
  }
}
class MediaData extends Model {
  set(fields) {
    Object.assign(this, fields);
  }
  toJSON() {
    return Object.fromEntries(Object.entries(this).filter(([name]) => name !== 'mediaBlob'));
  }
}
const mediaObjects = new Map();
function prepare(opaque, { asDocument, isPtt }) {
  const { file } = opaque;
  const kind = file.type.split('/')[0];
  const data = new MediaData({
    mediaBlob: opaque,
    filehash: crypto.randomUUID(),
    mimetype: file.type,
    size: file.size,
    ...(file.name && { filename: file.name }),
    preview: '/9j/',
    type: asDocument || !['image', 'video', 'audio'].includes(kind) ? 'document' : isPtt ? 'ptt' : kind,
  });
  mediaObjects.set(data.filehash, {
    file,
    filehash: data.filehash,
    type: data.type,
    size: file.size,
    contentInfo: {},
    consolidate() {},
  });
  return { waitForPrep: async () => data };
}
async function upload({ mediaObject }) {
  const response = await fetch('/upload', { method: 'POST', body: mediaObject.file });
  return {
    mediaEntry: {
      mmsUrl: 'https://mmg.whatsapp.net/stand-in',
      directPath: await response.json(),
      mediaKey: 'a2V5',
      mediaKeyTimestamp: 1,
      encFilehash: mediaObject.filehash,
      uploadHash: mediaObject.filehash,
    },
  };
}
async function download({ directPath }) {
  const response = await fetch(directPath);
  if (!response.ok) throw Object.assign(new Error('media not found'), { status: response.status });
  return response.arrayBuffer();
}

const typing = (state) => (id) => ask('typing', { chat: String(id), state });
export const sendingModules = {
  WAWebSendMsgChatAction: { addAndSendMsgToChat: addAndSend },
  WAWebMsgReply: { canReplyMsg: () => true },
  WAWebGetEphemeralFieldsMsgActionsUtils: { getEphemeralFields: () => ({}) },
  WAWebLinkPreviewChatAction: { getLinkPreview: async () => null },
  WAWebChatStateBridge: {
    sendChatStateComposing: typing('composing'),
    sendChatStateRecording: typing('recording'),
    sendChatStatePaused: typing('paused'),
  },
  WAWebSendReactionMsgAction: {
    sendReactionToMsg: (msg, reaction) => ask('react', { id: msg.id._serialized, reaction }),
  },
  WAWebMsgActionCapability: {
    canEditText: ({ id }) => id.fromMe,
    canEditCaption: ({ id }) => id.fromMe,
    canSenderRevokeMsg: ({ id }) => id.fromMe,
    canAdminRevokeMsg: () => false,
  },
  WAWebSendMessageEditAction: { sendMessageEdit: edit },
  WAWebMediaOpaqueData: OpaqueData,
  WAWebPrepRawMedia: { prepRawMedia: prepare },
  WAWebMediaStorage: { getOrCreateMediaObject: (hash) => mediaObjects.get(hash) },
  WAWebMmsMediaTypes: { msgToMediaType: ({ type }) => type, castToV4: (type) => type },
  WAWebMediaDataUtils: { shouldUseMediaCache: () => false },
  WAWebMediaMmsV4Upload: { uploadMedia: upload },
  WAWebDownloadManager: { downloadManager: { downloadAndMaybeDecrypt: download } },
};
