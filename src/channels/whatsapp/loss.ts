import { ChannelError } from '../channel.ts';
import type { Phase } from './life-types.ts';

/** Why a life of the browser ended. */
export type Loss = {
  /** For the operator's log. */
  readonly code: string;
  /** Continues "WhatsApp": what /healthz says until it is ready again. */
  readonly reason: string;
  readonly error?: unknown;
  /** The phone has ended the login; "forget" when the page has left nothing of it. */
  readonly login?: 'lost' | 'forget';
  /** No fault: the next life begins at once. */
  readonly isPlanned?: true;
  /** The next life begins no earlier than after so many milliseconds. */
  readonly leastPause?: number;
  /** No life can ever be. */
  readonly end?: ChannelError;
};

const blocked = 'has blocked the number: see docs/whatsapp.md';
/** States in which WhatsApp serves this login no more, in words. */
const states: Readonly<Record<string, string>> = {
  CONFLICT: 'is open elsewhere with the same login',
  DEPRECATED_VERSION: 'takes this version of its page no more: the page is loaded anew',
  PROXYBLOCK: 'is blocked by the proxy of this network',
  SMB_TOS_BLOCK: blocked,
  TOS_BLOCK: blocked,
};

/** The library gives the login up in a state of WhatsApp ("LOGOUT" is one of its own). */
export function lossByState(state: string): Loss {
  if (state === 'LOGOUT')
    return { code: 'whatsapp-logged-out', reason: 'is logged out on the phone', login: 'forget' };
  if (state === 'UNPAIRED' || state === 'UNPAIRED_IDLE')
    return { code: 'whatsapp-logged-out', reason: 'is logged out on the phone', login: 'lost' };
  const known = Object.hasOwn(states, state) ? states[state] : undefined;
  return {
    code: `whatsapp-state-${/^[A-Z_]{1,30}$/.test(state) ? state.toLowerCase().replaceAll('_', '-') : 'unknown'}`,
    reason: `${known ?? 'has ended the connection'} (${state.slice(0, 30)})`,
  };
}

/** How a page that is ready but not connected stands, continuing "WhatsApp". */
export function describeOffline(state: string): string {
  return state === 'CONFLICT' ? lossByState(state).reason : `cannot be reached (${state.slice(0, 30)})`;
}

/** A phase lasted too long. */
export function lossByLimit(phase: Phase, state: string): Loss {
  switch (phase) {
    case 'offline':
      return state === 'CONFLICT'
        ? lossByState(state)
        : { code: 'whatsapp-offline', reason: describeOffline(state) };
    case 'waiting-for-login':
      return { code: 'whatsapp-login-stale', reason: 'waits for the login', isPlanned: true };
    case 'launching':
      return { code: 'whatsapp-launch-hangs', reason: 'is being restarted: its page did not load' };
    case 'connecting':
    case 'ready':
    case 'over':
      return { code: 'whatsapp-connecting-hangs', reason: 'is being restarted: it did not become ready' };
  }
}

/** What the library's start failed with. It throws bare strings too. */
export function lossByStart(error: unknown): Loss {
  if (error instanceof ChannelError) return { code: error.code, reason: error.message, end: error };
  if (error === 'auth timeout')
    return { code: 'whatsapp-page-unknown', reason: 'cannot be opened: its page does not show up' };
  const network = error instanceof Error ? /net::(ERR_[A-Z_]+)/.exec(error.message)?.[1] : undefined;
  if (network !== undefined)
    return { code: 'whatsapp-unreachable', reason: `cannot be reached (${network})` };
  return {
    code: 'whatsapp-start-failed',
    reason: 'does not start; when that lasts, its page has changed and whatsapp-web.js must be updated',
    error,
  };
}
