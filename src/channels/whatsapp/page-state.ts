import type { Client } from 'whatsapp-web.js';
import type { Phase } from './life-types.ts';

/**
 * When nobody scans for some minutes WhatsApp draws no more QR codes. The library would ask for more, but does so outside
 * the page, where it fails.
 */
const refreshLogin = `if (Socket.state === 'UNPAIRED_IDLE') window.require('WAWebCmd').Cmd.refreshQR();`;
/** WhatsApp may have synchronised before the library listened for it: then it waits for ever. */
const sayIsSynchronised = `if (Socket.hasSynced && !window.WWebJS) window.onAppStateHasSyncedEvent();`;

/**
 * Asks the page how WhatsApp stands, and helps along what the library leaves waiting.
 *
 * @param looks how often it was looked in this phase before
 */
export async function readState({ pupPage }: Client, phase: Phase, looks: number): Promise<string> {
  let help = '';
  if (phase === 'waiting-for-login') help = refreshLogin;
  // the first look may come in the very moment
  if (phase === 'connecting' && looks > 0) help = sayIsSynchronised;
  const state = await pupPage?.evaluate(
    `(() => { const { Socket } = window.require('WAWebSocketModel'); ${help} return Socket.state; })()`,
  );
  return typeof state === 'string' ? state : '';
}
