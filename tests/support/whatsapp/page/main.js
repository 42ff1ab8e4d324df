/* The page opens: asks where it stands, then is WhatsApp Web. */
/* global EventSource, location, window */
import * as account from './account.js';
import { chatModules } from './chat-modules.js';
import { begin, learn } from './chats.js';
import { freeze, leak } from './faults.js';
import * as happenings from './happenings.js';
import { sendingModules } from './sending.js';
import { ask, token } from './server.js';

const modules = { ...account.accountModules, ...chatModules, ...sendingModules };
window.require = (name) => {
  if (name in modules) return modules[name];
  void ask('lacking', { module: name });
  throw new Error(`the stand-in lacks the module ${name}`);
};

/** What is known of the account, once this device is a part of it. */
function open(event) {
  begin(event, () => event.missed.splice(0).forEach((missed) => happenings.received(missed)));
}

const handlers = {
  async welcome(event) {
    open(event);
    await account.begin(event);
    window.Debug = { VERSION: '2.3000.1' }; // what the library waits for
  },
  ref: ({ ref }) => account.showRef(ref),
  async paired(event) {
    open(event);
    await account.paired(event.token);
  },
  'logged-out': () => account.loggedOut(),
  state: ({ state }) => account.setState(state),
  reload: () => location.reload(),
  contact: ({ contact }) => learn(contact),
  message: happenings.received,
  unread: happenings.setUnread,
  edited: happenings.edited,
  decrypted: happenings.decrypted,
  revoked: happenings.revoked,
  reacted: happenings.reacted,
  called: happenings.called,
  freeze,
  leak,
};
const stream = new EventSource(`/events?token=${encodeURIComponent(await token.read())}`);
let done = Promise.resolve(); // one after the other
stream.onmessage = ({ data }) => {
  const event = JSON.parse(data);
  done = done.then(() => handlers[event.name]?.(event));
};
window.addEventListener('beforeunload', () => stream.close());
/* The network went away, and came back. */
stream.onerror = () => {
  if (account.Socket.state === 'CONNECTED') account.setState('TIMEOUT');
};
stream.onopen = () => {
  if (account.Socket.state === 'TIMEOUT') account.setState('CONNECTED');
};
