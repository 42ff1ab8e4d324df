import type { Channel, Pause } from '../channels/channel.ts';
import { alertOf } from '../core/alerts/alert-message.ts';
import { alertState, meansTheSame } from '../core/alerts/alert-state.ts';
import { subjectOfKey } from '../core/alerts/alert-subject.ts';
import type { Brain } from '../core/brain.ts';
import { mapReply } from '../core/reply.ts';
import type { Translate } from '../rendering/translator.ts';
import type { Elections } from '../storage/coordination.ts';
import type { DueAlert, Subscription, Subscriptions } from '../storage/subscriptions.ts';
import { waitFor, type Hours } from './hours.ts';
import { officeOf } from './office.ts';

type Send = NonNullable<Channel['send']>;

export type AlertsOptions = {
  readonly subscriptions: Subscriptions;
  /** The words for a chat, by its pseudonym. */
  readonly wordsFor: (id: string) => Promise<Translate>;
  /** Left out where this process is the only one. */
  readonly elections?: Elections | undefined;
  readonly hours: Hours;
  readonly pause: Pause;
  readonly now: () => Date;
  /** Told the code of what went wrong, and the error when it is a fault of ours; never a text or an id. */
  readonly onTrouble: (code: string, error?: unknown) => void;
};

export type Alerts = {
  /** Takes up changed facts: whoever follows what changed in meaning is put into the line. */
  use(brain: Brain): void;
  /** Begins to write through the channels that can write first, also what changed while nothing ran. */
  start(channels: readonly Channel[]): void;
  /** Writes nobody any more; what is on its way may still arrive. */
  stop(): void;
  /** Fulfilled when nothing is on its way. */
  ended(): Promise<void>;
};

/** An alert that failed is tried again after so long, doubling each time, in milliseconds. */
const firstDelay = 10 * 60_000;
/** Then it is dropped: the next change of the facts is told as usual, together with this one. */
const mostTries = 5;
/** A wait is looked at again now and then: clocks are set, laptops sleep. In milliseconds. */
const longestWait = 15 * 60_000;
/** While the state cannot be written, in milliseconds. */
const recordDelay = 30_000;

/**
 * Writes to those who follow what changed. The line is kept on the disk before anything is sent, and a chat leaves it
 * once its channel has taken the message: a kill doubles the one message of each channel that was on its way, at most.
 */
export function createAlerts(initial: Brain, options: AlertsOptions): Alerts {
  const { subscriptions, hours, now, onTrouble } = options;
  const stopping = new AbortController();
  let brain = initial;
  let scanning = Promise.resolve();
  let running: Promise<unknown> = Promise.resolve();
  /** Channels that it is for this worker to write through. */
  let offices = 0;
  let wakeAll = Promise.withResolvers<undefined>();

  const stopped = () => stopping.signal.aborted;
  const rest = (milliseconds: number, signal = stopping.signal) =>
    options.pause(Math.min(milliseconds, longestWait), signal).catch(() => undefined);

  /** Puts into the line whoever was told something else than the facts say now. */
  async function scan(): Promise<void> {
    const { knowledge } = brain;
    for (const subscription of await subscriptions.states()) {
      if (stopped()) return;
      const subject = subjectOfKey(subscription.subject);
      const state = subject && alertState(subject, knowledge);
      if (!subject || state === null || state === subscription.told) continue;
      if (meansTheSame(subject, subscription.told, state) === false)
        await subscriptions.queue(subscription, now());
      else await subscriptions.renew(subscription, state);
    }
    wakeAll.resolve(undefined);
    wakeAll = Promise.withResolvers();
  }
  function scanAgain(): void {
    if (offices === 0 || stopped()) return; // the worker that holds one looks for itself
    scanning = scanning.then(scan).catch((error: unknown) => {
      if (!stopped()) onTrouble('alerts-not-queued', error);
    });
  }

  async function record(work: () => Promise<void>): Promise<void> {
    // nobody else is written to before this is noted: a full disk must not make one message many
    for (;;) {
      try {
        await work();
        return;
      } catch (error) {
        onTrouble('alerts-not-noted', error);
        if (stopped()) return;
        await rest(recordDelay);
      }
    }
  }

  async function tell(send: Send, due: DueAlert): Promise<void> {
    const facts = brain;
    const { reply, told } = alertOf(due.subscriptions, facts.knowledge);
    const noted = (states: readonly Subscription[]) => record(() => subscriptions.told(due.id, states));
    if (!reply) return noted(told);
    const words = await options.wordsFor(due.id);
    const outcome = await send(due.address, mapReply(reply, words));
    if (outcome === 'sent') await noted(told);
    else if (outcome === 'gone') {
      // the channel has forgotten the chat; should that have failed, it at least leaves the line
      await noted(due.subscriptions);
    } else if (due.tries + 1 >= mostTries) await noted(due.subscriptions);
    else
      await record(() =>
        subscriptions.putOff(due.id, new Date(now().getTime() + firstDelay * 2 ** due.tries)),
      );
    if (facts !== brain) scanAgain(); // they changed while this was on its way
  }

  async function run(channel: Channel, send: Send, over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      const news = wakeAll.promise;
      const quiet = waitFor(hours, now());
      const due = quiet === 0 ? await subscriptions.next(channel.name, now()) : null;
      if (due) {
        await tell(send, due);
        continue;
      }
      const next = await subscriptions.nextTime(channel.name);
      const wait = next ? Math.max(quiet, next.getTime() - now().getTime(), 1) : longestWait;
      const waiting = new AbortController();
      await Promise.race([news, rest(wait, AbortSignal.any([over, waiting.signal]))]);
      waiting.abort();
    }
  }
  /** Writes whenever this worker is the one that may, until the channel ends. */
  async function runAgain(channel: Channel, send: Send): Promise<void> {
    const ended = new AbortController();
    const end = () => {
      ended.abort();
    };
    channel.ended.then(end, end);
    const signal = AbortSignal.any([stopping.signal, ended.signal]);
    const over = () => signal.aborted;
    while (!over()) {
      try {
        const office = await officeOf(channel, options.elections, signal);
        offices++;
        try {
          scanAgain(); // what changed while nobody held it
          await run(channel, send, office.over);
        } finally {
          offices--;
          await office.leave();
        }
      } catch (error) {
        if (over()) return;
        onTrouble('alerts-interrupted', error);
        await rest(recordDelay, signal);
      }
    }
  }

  return {
    use(next) {
      brain = next;
      scanAgain();
    },
    start(channels) {
      running = Promise.all(
        channels.flatMap((channel) => (channel.send ? [runAgain(channel, channel.send)] : [])),
      );
    },
    stop() {
      stopping.abort();
    },
    async ended() {
      await Promise.all([scanning, running]);
    },
  };
}
