import type { Client, Message } from 'whatsapp-web.js';
import type { Loss } from './loss.ts';

/** Time limits, in milliseconds. */
export type LifeLimits = {
  /** From the start of the browser to the login being asked for or found. */
  readonly launch: number;
  /** From there to ready: WhatsApp loads the chats. */
  readonly connect: number;
  /** Without a new QR or code while the login is waited for. */
  readonly login: number;
  /** Without a connection while WhatsApp looks for one by itself. */
  readonly offline: number;
  /** Opened elsewhere, though the library takes it back after a second. */
  readonly conflict: number;
  /** Between two looks whether the page still lives, and for its answer. */
  readonly watch: number;
  readonly watchAnswer: number;
  /** For the browser to close when asked to. */
  readonly close: number;
};

export type LifeSettings = {
  readonly executable: string;
  readonly chromiumArguments: readonly string[];
  readonly directory: string;
  readonly pairingNumber: string | null;
  readonly limits: LifeLimits;
};

export type LifeHooks = {
  onQr(content: string): void;
  onCode(content: string): void;
  onReady(): void;
  /** WhatsApp looks for a connection by itself. */
  onOffline(state: string): void;
  onMessage(message: Message): void;
  onEdit(message: Message): void;
  onDelete(message: Message): void;
};

export type Phase = 'launching' | 'waiting-for-login' | 'connecting' | 'offline' | 'ready' | 'over';

/** One life of the library's client and its browser: it begins, is ready, and is lost for one reason. */
export type Life = {
  readonly client: Client;
  readonly phase: () => Phase;
  /** WhatsApp's own word for how it is connected; empty before it is known. */
  readonly state: () => string;
  /** How often the page was loaded: what was begun before belongs to another page. */
  readonly pages: () => number;
  /** Whether a browser has ever run. */
  readonly isLaunched: () => boolean;
  readonly browserPid: () => number | null;
  /** Fulfilled with why it was lost; never rejects. */
  readonly over: Promise<Loss>;
  /** Tells of the loss at once; returns what ends that. */
  onLost(listener: (loss: Loss) => void): () => void;
  lose(loss: Loss): void;
  /** Ends the browser and all its processes. */
  close(): Promise<void>;
};
