import type { Client, Message } from 'whatsapp-web.js';
import type { ChannelHealth, Pause } from '../channel.ts';
import type { LifeLimits } from './life-types.ts';

export type SessionSettings = {
  /** CHROMIUM_PATH; null: looked for in the usual places. */
  readonly chromiumPath: string | null;
  /** CHROMIUM_ARGS: added to our own. */
  readonly chromiumArguments: readonly string[];
  /** Holds the login: `STATE_DIR/whatsapp`. */
  readonly directory: string;
  /** WHATSAPP_PAIRING_NUMBER, digits alone; null: login by QR. */
  readonly pairingNumber: string | null;
  /** Other limits than the usual ones. */
  readonly limits?: Partial<SessionLimits>;
};

/** Milliseconds and bytes. */
export type SessionLimits = LifeLimits & {
  readonly call: number;
  /** Between two looks at the browser's memory. */
  readonly memoryWatch: number;
  /** Above this the browser is exchanged at a quiet moment. */
  readonly browserMemory: number;
  /** Without a call for so long, the moment is quiet. */
  readonly quiet: number;
};
/** What the session tells; none of these may throw. */
export type SessionEvents = {
  /** A message of somebody else came. */
  onMessage(message: Message): void;
  /** A message of somebody else was edited; it is as it is now. */
  onEdit(message: Message): void;
  /** A message was deleted for everyone. */
  onDelete(message: Message): void;
  /** Each time the session becomes ready, also after a page reload: look for what was missed. */
  onReady(): void;
};

export type SessionDependencies = {
  readonly pause: Pause;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Told what an operator should know; never a code, a number or a text. */
  readonly onTrouble: (code: string, error?: unknown) => void;
  /** Shows lines to the operator (the QR, the pairing code). */
  readonly show: (lines: string) => void;
};

export type SessionState =
  'starting' | 'waiting-for-login' | 'connecting' | 'ready' | 'recovering' | 'stopped' | 'failed';

export type SessionFigures = {
  readonly state: SessionState;
  /** Lives of the browser after the first. */
  readonly restarts: number;
  /** Of all processes of the browser; 0 when none runs. */
  readonly browserMemoryBytes: number;
};

/** One life of the library's client after another. */
export type WhatsappSession = {
  /** Begins; fulfilled when the first life has been launched (QR shown or ready). Rejects with a ChannelError when none ever can be (no browser). Comes back to service by itself afterwards. */
  start(): Promise<void>;
  /** Closes the browser, leaving no process behind. */
  stop(): Promise<void>;
  /** Fulfilled once stopped; rejects with a ChannelError when it failed for good. */
  readonly ended: Promise<void>;
  health(): ChannelHealth;
  figures(): SessionFigures;
  /** Fulfilled when the session is ready (at once when it is); rejects when stopped. */
  untilReady(): Promise<void>;
  /**
   * Runs against the library with a time limit (milliseconds). Rejects with a SessionLostError when the session is lost or
   * the limit passes: then nobody knows whether it took effect. A call that hangs makes the session start anew.
   */
  call<T>(run: (client: Client) => Promise<T>, limit?: number): Promise<T>;
  /** The browser is exchanged for memory's sake only while this says so (besides no call being open). */
  recycleWhen(isQuiet: () => boolean): void;
};
