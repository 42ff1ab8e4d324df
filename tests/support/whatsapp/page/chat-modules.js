/* What the library asks of chats, messages and contacts. */
import { me } from './account.js';
import { Chats, Contacts, Msg, Msgs, Newsletters, chatOf, loadEarlier } from './chats.js';
import { calls, reactionTableMode, setUnread } from './happenings.js';
import { Collection, Model, MsgKey, wid } from './models.js';
import { ask } from './server.js';

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
  WAWebApiContact: {
    getAlternateUserWid: () => null,
    getCurrentLid: () => null,
    getPhoneNumber: (id) => Contacts.get(id)?.phoneNumber ?? null,
  },
  WAWebLidMigrationUtils: { toPn: (id) => Contacts.get(id)?.phoneNumber ?? null },
  WAWebQueryExistsJob: { queryWidExists: async (id) => ({ wid: wid(id) }) },
};
