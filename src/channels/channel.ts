import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Assistant } from '../assistant/assistant.ts';
import type { Reply } from '../core/reply.ts';

/** What a channel hands a message to. */
export type Answer = Assistant['answer'];

/** A way in which people write to the assistant. A new one is a folder that implements this and passes the shared conversations. */
export type Channel = {
  readonly name: string;
  /** Begins to take messages; fulfilled when the first can come. Rejects with a ChannelError when none ever can. */
  start(): Promise<void>;
  /** Takes no more messages and lets those in hand be answered; `atOnce` leaves them to whoever goes on. */
  stop(how?: { readonly atOnce: boolean }): Promise<void>;
  /** Fulfilled once stopped; rejects with a ChannelError when the channel failed for good. */
  readonly ended: Promise<void>;
  health(): ChannelHealth;
  /**
   * Writes to a chat first, at the channel's own pace, answers before it. The address is the one that the channel gives
   * with each message (`IncomingMessage.address`). A channel that cannot write first has no such method and gives none.
   * Rejects when the channel ends meanwhile.
   */
  readonly send?: (address: string, reply: Reply<string>) => Promise<Sent>;
  /**
   * Fulfilled when this worker is the one that runs the channel, until it is `lost`; rejects when the signal is aborted
   * before. Left out by a channel that every worker runs.
   */
  readonly elected?: (signal: AbortSignal) => Promise<{ readonly lost: Promise<void> }>;
  /** What the channel takes over HTTP, when it does. */
  readonly route?: Route;
  /** Of the browser that it drives, when it does. */
  readonly browser?: () => BrowserFigures;
};

export type BrowserFigures = {
  /** How often it was started again. */
  readonly restarts: number;
  /** Of all its processes; 0 when none runs. */
  readonly memoryBytes: number;
};

/**
 * Is told of each message that is taken to be answered.
 *
 * @returns what is told whether its answer was delivered; false when it is to come again or is left
 */
export type Taken = () => (delivered: boolean) => void;

/** `gone`: nobody reads there any more, and the channel has forgotten the chat. `failed`: may be tried again later. */
export type Sent = 'sent' | 'gone' | 'failed';

export type Route = {
  readonly path: string;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
};

/** `note`: what an operator may wonder about, such as a worker that only stands by. */
export type ChannelHealth =
  { readonly up: true; readonly note?: string } | { readonly up: false; readonly reason: string };

/** A channel that cannot go on: the message tells the operator what to do. */
export class ChannelError extends Error {
  readonly code: string;
  constructor(message: string, code = 'channel-failed') {
    super(message);
    this.code = code;
  }
}

/** Waits; rejects with the signal's reason when it is aborted meanwhile. */
export type Pause = (milliseconds: number, signal?: AbortSignal) => Promise<void>;
