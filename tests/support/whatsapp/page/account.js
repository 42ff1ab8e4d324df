/* The connection and the account: state, QR, pairing code, logout. */
/* global btoa, location, setTimeout */
import { Emitter, wid } from './models.js';
import { ask, token } from './server.js';

export const me = {};

export const Conn = Object.assign(new Emitter(), {
  ref: '',
  platform: 'android',
  serialize: () => ({ pushname: 'Assistant', platform: 'android' }),
});
export function showRef(ref) {
  Conn.ref = ref;
  Conn.trigger('change:ref', Conn, ref);
}

let synchronises = true;
class SocketModel extends Emitter {
  state = 'UNLAUNCHED';
  hasSynced = false;
  /** The library listens once it is there; before, it would miss it. */
  on(names, handler) {
    super.on(names, handler);
    if (names === 'change:hasSynced' && this.state === 'CONNECTED') setTimeout(synced, 0);
  }
  async logout() {
    await ask('logout');
    await token.clear();
    setState('UNPAIRED');
  }
  takeover() {
    setState('CONNECTED');
  }
}
export const Socket = new SocketModel();
export function setState(state) {
  if (Socket.state === state) return;
  Socket.state = state;
  Socket.trigger('change:state', Socket, state);
}
function synced() {
  if (!synchronises) return;
  Socket.hasSynced = true;
  Socket.trigger('change:hasSynced', Socket, true);
}

export const Cmd = Object.assign(new Emitter(), {
  async refreshQR() {
    await ask('refresh-qr');
    setState('UNPAIRED');
  },
  sendRevokeMsgs: (_chat, { list }) =>
    Promise.all(list.map(({ id }) => ask('revoke', { id: id._serialized }))),
  sendDeleteMsgs: (_chat, { list }) =>
    Promise.all(list.map(({ id }) => ask('revoke', { id: id._serialized }))),
});

export async function begin(welcome) {
  me.phone = wid(welcome.me);
  me.lid = wid(welcome.meLid);
  synchronises = welcome.synchronises;
  Conn.ref = welcome.ref;
  if (!welcome.paired) await token.clear();
  Socket.state = welcome.paired ? 'CONNECTED' : 'UNPAIRED';
}
export async function paired(value) {
  await token.write(value);
  setState('PAIRING');
  setState('CONNECTED');
  synced();
}
/** The phone has unlinked this device. */
export async function loggedOut() {
  await token.clear();
  Cmd.trigger('logout');
  location.assign('/?post_logout=1&logout_reason=0');
}

const encode = (bytes) => btoa(String.fromCharCode(...bytes));
const key = (fill) => ({ pubKey: new Uint8Array(32).fill(fill) });
export const accountModules = {
  WAWebSocketModel: { Socket },
  WAWebCmd: { Cmd },
  WAWebConnModel: { Conn },
  WAWebLaunchSocketUtils: { refreshQR: () => Cmd.refreshQR() },
  WAWebOfflineHandler: { OfflineMessageHandler: { getOfflineDeliveryProgress: () => 100 } },
  WAWebAltDeviceLinkingApi: {
    setPairingType() {},
    async initializeAltDeviceLinking() {},
    startAltLinkingFlow: (phone) => ask('pairing-code', { phone }),
    async initializeQRLinking() {},
  },
  WABase64: { encodeB64: encode },
  WAWebCompanionRegClientUtils: { DEVICE_PLATFORM: '1' },
  WAWebAdvSignatureApi: {},
  WAWebUserPrefsInfoStore: { waNoiseInfo: { get: async () => ({ staticKeyPair: key(1) }) } },
  WAWebSignalStoreApi: {
    waSignalStore: { getRegistrationInfo: async () => ({ identityKeyPair: key(2) }) },
  },
  WAWebUserPrefsMultiDevice: { getADVSecretKey: () => 'c2VjcmV0' },
  WAWebUserPrefsMeUser: { getMaybeMePnUser: () => me.phone, getMaybeMeLidUser: () => me.lid },
  WAWebStreamModel: { Stream: { markAvailable() {}, markUnavailable() {} } },
  WAWebMiscBrowserUtils: { info: () => ({}) },
};
