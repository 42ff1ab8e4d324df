import type { Client } from 'whatsapp-web.js';
import type { Life } from './life-types.ts';
import { tookTooLong, withLimit } from './limits.ts';

/** The session was not there, was lost, or a call took too long. */
export class SessionLostError extends Error {
  readonly code = 'whatsapp-session-lost';
  /** Whether the call was begun: then nobody knows whether it took effect. */
  readonly wasBegun: boolean;
  constructor(message: string, wasBegun: boolean, options?: ErrorOptions) {
    super(message, options);
    this.wasBegun = wasBegun;
  }
}

/** How the browser's driver says that the page went away under a call; it has no classes for it. */
const pageIsGone =
  /Execution context was destroyed|Execution context is not available|Cannot find context|detached [Ff]rame|Target closed|Session closed|Connection closed|Page crashed/;

export type Calls = {
  run<T>(life: Life | null, call: (client: Client) => Promise<T>, limit: number): Promise<T>;
  /** Whether no call was open for so many milliseconds. */
  isQuietFor(milliseconds: number): boolean;
};

/** Calls to the library: none outlives its page, none lasts for ever. */
export function createCalls(now: () => number): Calls {
  let open = 0;
  let lastAt = -Infinity;

  async function run<T>(life: Life | null, call: (client: Client) => Promise<T>, limit: number): Promise<T> {
    if (life?.phase() !== 'ready') throw new SessionLostError('not ready', false);
    const page = life.pages();
    const { promise: lost, reject: lose } = Promise.withResolvers<never>();
    const forget = life.onLost(({ reason }) => {
      lose(new SessionLostError(reason, true));
    });
    open++;
    try {
      return await withLimit(Promise.race([call(life.client), lost]), limit);
    } catch (error) {
      if (error === tookTooLong) {
        life.lose({ code: 'whatsapp-call-hangs', reason: 'is being restarted: it did not answer' });
        throw new SessionLostError('a call took too long', true, { cause: error });
      }
      if (error instanceof SessionLostError) throw error;
      const isGone = error instanceof Error && pageIsGone.test(error.message);
      if (isGone || life.pages() !== page || life.phase() === 'over')
        throw new SessionLostError('the page went away', true, { cause: error });
      throw error;
    } finally {
      forget();
      open--;
      lastAt = now();
    }
  }
  return { run, isQuietFor: (milliseconds) => open === 0 && now() - lastAt >= milliseconds };
}
