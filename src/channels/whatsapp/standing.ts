import type { ChannelError, ChannelHealth } from '../channel.ts';
import type { Life } from './life-types.ts';
import { describeOffline, type Loss } from './loss.ts';
import type { SessionState } from './session-types.ts';

export type Standing = {
  /** The life of this moment. */
  readonly life: Pick<Life, 'phase' | 'state'> | null;
  /** Null: none since it was last ready. */
  readonly lastLoss: Loss | null;
  readonly failure: ChannelError | null;
  readonly isStopped: boolean;
  /** Whether this Vigie has been ready with the login there is. */
  readonly wasLoggedIn: boolean;
};

export function stateOf({ life, lastLoss, failure, isStopped, wasLoggedIn }: Standing): SessionState {
  if (failure) return 'failed';
  if (isStopped) return 'stopped';
  const phase = life?.phase() ?? 'over';
  if (phase === 'ready' || phase === 'waiting-for-login') return phase;
  if (wasLoggedIn || lastLoss) return 'recovering';
  return phase === 'connecting' ? phase : 'starting';
}

/** What /healthz says. */
export function healthOf(standing: Standing): ChannelHealth {
  const state = stateOf(standing);
  return state === 'ready' ? { up: true } : { up: false, reason: reasonOf(state, standing) };
}

function reasonOf(state: SessionState, { life, lastLoss, failure }: Standing): string {
  if (failure) return failure.message;
  if (state === 'stopped') return 'is stopped';
  if (state === 'waiting-for-login')
    return lastLoss?.login
      ? 'is logged out on the phone: link it again as the terminal shows'
      : 'waits for the login that the terminal shows';
  if (life?.phase() === 'offline') return describeOffline(life.state());
  return lastLoss?.reason ?? (state === 'starting' ? 'is starting' : 'is connecting');
}
