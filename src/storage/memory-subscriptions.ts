import type { Address, Subscription, Subscriptions } from './subscriptions.ts';

type Subscriber = { readonly address: Address; readonly told: Map<string, string>; at: number };
type Waiting = { due: number; tries: number };

const day = 24 * 60 * 60 * 1000;

/** Subscriptions that end with the process. */
export function createMemorySubscriptions(): Subscriptions & { forget: (id: string) => void } {
  const subscribers = new Map<string, Subscriber>();
  const line = new Map<string, Waiting>();
  const forget = (id: string) => {
    subscribers.delete(id);
    line.delete(id);
  };
  const inLine = (channel: string) =>
    [...line].filter(([id]) => subscribers.get(id)?.address.channel === channel);
  const toldThis = ({ subject, told }: Subscription) =>
    [...subscribers].filter(([, subscriber]) => subscriber.told.get(subject) === told);
  return {
    forget,
    of: (id) => Promise.resolve([...(subscribers.get(id)?.told.keys() ?? [])]),
    add(id, address, subscriptions, at) {
      const told = subscribers.get(id)?.told ?? new Map<string, string>();
      for (const one of subscriptions) if (!told.has(one.subject)) told.set(one.subject, one.told);
      if (told.size > 0) subscribers.set(id, { address, told, at: at.getTime() });
      return Promise.resolve();
    },
    remove(id, subjects) {
      const subscriber = subscribers.get(id);
      for (const subject of subjects) subscriber?.told.delete(subject);
      if (subscriber?.told.size === 0) forget(id);
      return Promise.resolve();
    },
    seen(id, at) {
      const subscriber = subscribers.get(id);
      if (subscriber && subscriber.at < at.getTime() - day) subscriber.at = at.getTime();
      return Promise.resolve();
    },
    states() {
      const all = [...subscribers.values()].flatMap(({ told }) => [...told]);
      const distinct = new Map(all.map(([subject, told]) => [`${subject}\0${told}`, { subject, told }]));
      return Promise.resolve([...distinct.values()]);
    },
    renew(subscription, told) {
      for (const [, subscriber] of toldThis(subscription)) subscriber.told.set(subscription.subject, told);
      return Promise.resolve();
    },
    queue(subscription, at) {
      for (const [id] of toldThis(subscription))
        if (!line.has(id)) line.set(id, { due: at.getTime(), tries: 0 });
      return Promise.resolve();
    },
    next(channel, at) {
      const [found] = inLine(channel).filter(([, { due }]) => due <= at.getTime());
      const subscriber = found && subscribers.get(found[0]);
      if (!subscriber) return Promise.resolve(null);
      const subscriptions = [...subscriber.told].map(([subject, told]) => ({ subject, told }));
      return Promise.resolve({
        id: found[0],
        address: subscriber.address.id,
        subscriptions,
        tries: found[1].tries,
      });
    },
    nextTime(channel) {
      const times = inLine(channel).map(([, { due }]) => due);
      return Promise.resolve(times.length > 0 ? new Date(Math.min(...times)) : null);
    },
    told(id, subscriptions) {
      const subscriber = subscribers.get(id);
      for (const { subject, told } of subscriptions)
        if (subscriber?.told.has(subject)) subscriber.told.set(subject, told);
      line.delete(id);
      return Promise.resolve();
    },
    putOff(id, until) {
      const waiting = line.get(id);
      if (waiting) line.set(id, { due: until.getTime(), tries: waiting.tries + 1 });
      return Promise.resolve();
    },
    endUnusedSince(before) {
      const unused = [...subscribers].filter(([, { at }]) => at < before.getTime());
      for (const [id] of unused) forget(id);
      return Promise.resolve(unused.length);
    },
  };
}
