/* The page opens: asks where it stands, then is WhatsApp Web. */
/* global EventSource, location, window */
import * as account from './account.js';
import * as chats from './chats.js';
import { sendingModules } from './sending.js';
import { ask, token } from './server.js';

const modules = { ...account.accountModules, ...chats.chatModules, ...sendingModules };
window.require = (name) => {
  if (name in modules) return modules[name];
  void ask('lacking', { module: name });
  throw new Error(`the stand-in lacks the module ${name}`);
};

const handlers = {
  async welcome(event) {
    chats.begin(event);
    await account.begin(event);
    window.Debug = { VERSION: '2.3000.1' }; // what the library waits for
  },
  ref: ({ ref }) => account.showRef(ref),
  async paired(event) {
    chats.begin(event);
    await account.paired(event.token);
  },
  'logged-out': () => account.loggedOut(),
  state: ({ state }) => account.setState(state),
  reload: () => location.reload(),
  contact: ({ contact }) => chats.learn(contact),
  message: (event) => chats.received(event),
  unread: (event) => chats.setUnread(event),
  edited: (event) => chats.edited(event),
  revoked: (event) => chats.revoked(event),
  reacted: (event) => chats.reacted(event),
  called: (event) => chats.called(event),
};
const stream = new EventSource(`/events?token=${encodeURIComponent(await token.read())}`);
stream.onmessage = ({ data }) => {
  const event = JSON.parse(data);
  handlers[event.name]?.(event);
};
window.addEventListener('beforeunload', () => stream.close());
/* The network went away, and came back. */
stream.onerror = () => {
  if (account.Socket.state === 'CONNECTED') account.setState('TIMEOUT');
};
stream.onopen = () => {
  if (account.Socket.state === 'TIMEOUT') account.setState('CONNECTED');
};
