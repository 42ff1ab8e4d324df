import { describe, expect, it } from 'vitest';
import { newConversation } from '../../src/core/conversation.ts';
import { createSketcher } from '../../src/privacy/sketch.ts';
import { shinglesOf } from '../../src/scam/shingles.ts';
import { cachedConversations } from '../../src/storage/cached-conversations.ts';
import { keepServing } from '../../src/storage/keep-serving.ts';
import { createMemoryState } from '../../src/storage/memory-state.ts';
import type { State } from '../../src/storage/state.ts';
import { openWorker, usePostgres } from '../support/postgres-workers.ts';
import {
  chat,
  conversationAfter,
  daysBefore,
  noon,
  openTestState,
  secretKey,
  temporaryDirectory,
} from '../support/state.ts';

const postgres = usePostgres();
const states: Readonly<Record<string, () => State | Promise<State>>> = {
  'in memory': createMemoryState,
  'in SQLite': () => openTestState(temporaryDirectory()),
  'in SQLite, the last ones at hand': () => {
    const state = openTestState(temporaryDirectory());
    return { ...state, conversations: cachedConversations(state.conversations) };
  },
  'in SQLite, guarded': () => keepServing(openTestState(temporaryDirectory()), () => undefined),
  'in PostgreSQL': async () => (await openWorker(await postgres().database())).state,
};
const talked = conversationAfter('je suis à la MGP', 'et ma femme est chez alan', 'que faire ?');
const greeted = { ...newConversation, greeted: true };

describe.each(Object.entries(states))('the state %s', (_, open) => {
  it('gives back what was kept last, to this conversation alone', async () => {
    const { conversations } = await open();
    expect(await conversations.get(chat('a'))).toBeNull();
    await conversations.set(chat('a'), greeted, noon);
    await conversations.set(chat('a'), talked, noon);
    expect(await conversations.get(chat('a'))).toEqual(talked);
    expect(await conversations.get(chat('b'))).toBeNull();
  });

  it('forgets one conversation, and a stranger without complaint', async () => {
    const { conversations } = await open();
    await conversations.set(chat('a'), talked, noon);
    await conversations.set(chat('b'), greeted, noon);
    await conversations.forget(chat('a'));
    await conversations.forget(chat('nobody'));
    expect(await conversations.get(chat('a'))).toBeNull();
    expect(await conversations.get(chat('b'))).toEqual(greeted);
  });

  it('forgets the conversations that were silent, however many, by their last message', async () => {
    const { conversations } = await open();
    for (let index = 0; index < 4_500; index++) await conversations.set(chat(index), greeted, daysBefore(91));
    await conversations.set(chat(7), greeted, daysBefore(1));
    await conversations.set(chat('on the day'), greeted, daysBefore(90));
    expect(await conversations.forgetSilentSince(daysBefore(90))).toBe(4_499);
    expect(await conversations.get(chat(8))).toBeNull();
    expect(await conversations.get(chat(7))).toEqual(greeted);
    expect(await conversations.get(chat('on the day'))).toEqual(greeted);
    expect(await conversations.forgetSilentSince(daysBefore(90))).toBe(0);
  });

  it('knows a message delivered again, each channel apart', async () => {
    const { processed } = await open();
    expect(await processed.has('telegram', '1')).toBe(false);
    expect(await processed.remember('telegram', '1', noon)).toBe(true);
    expect(await processed.has('telegram', '1')).toBe(true);
    expect(await processed.remember('telegram', '1', noon)).toBe(false);
    expect(await processed.remember('whatsapp', '1', noon)).toBe(true);
  });

  it('forgets messages that are too old to come again', async () => {
    const { processed } = await open();
    await processed.remember('telegram', 'old', daysBefore(8));
    await processed.remember('telegram', 'new', daysBefore(7));
    expect(await processed.forgetBefore(daysBefore(7))).toBe(1);
    expect(await processed.has('telegram', 'old')).toBe(false);
    expect(await processed.has('telegram', 'new')).toBe(true);
  });

  it('keeps settings by channel and name, until they are removed', async () => {
    const { settings } = await open();
    expect(await settings.get('telegram', 'offset')).toBeNull();
    await settings.set('telegram', 'offset', '1');
    await settings.set('telegram', 'offset', '2');
    await settings.set('whatsapp', 'offset', '3');
    expect(await settings.get('telegram', 'offset')).toBe('2');
    await settings.delete('telegram', 'offset');
    await settings.delete('telegram', 'never set');
    expect(await settings.get('telegram', 'offset')).toBeNull();
    expect(await settings.get('whatsapp', 'offset')).toBe('3');
  });

  describe('of subscriptions', () => {
    const telegram = (id: string) => ({ channel: 'telegram', id });
    const mgen = (told: string) => ({ subject: 'insurer:mgen', told });
    const alan = (told: string) => ({ subject: 'insurer:alan', told });

    it('keeps what a chat follows and was told first, until each is ended', async () => {
      const { subscriptions } = await open();
      await subscriptions.add(chat('a'), telegram('7'), [mgen('1')], noon);
      await subscriptions.add(chat('a'), telegram('7'), [mgen('2'), alan('1')], noon);
      expect(await subscriptions.of(chat('a'))).toEqual(['insurer:mgen', 'insurer:alan']);
      expect(await subscriptions.of(chat('b'))).toEqual([]);
      expect(await subscriptions.states()).toEqual(expect.arrayContaining([mgen('1'), alan('1')]));
      await subscriptions.remove(chat('a'), ['insurer:mgen', 'insurer:never']);
      expect(await subscriptions.of(chat('a'))).toEqual(['insurer:alan']);
      await subscriptions.remove(chat('a'), ['insurer:alan']);
      expect(await subscriptions.of(chat('a'))).toEqual([]);
      expect(await subscriptions.states()).toEqual([]);
    });

    it('has each chat that was told something once in the line of its channel, until it is told the new', async () => {
      const { subscriptions } = await open();
      await subscriptions.add(chat('a'), telegram('7'), [mgen('1'), alan('1')], noon);
      await subscriptions.add(chat('b'), telegram('8'), [mgen('0')], noon);
      await subscriptions.add(chat('c'), { channel: 'whatsapp', id: '9' }, [mgen('1')], noon);
      for (const old of [mgen('1'), alan('1'), mgen('1')]) await subscriptions.queue(old, noon);
      expect(await subscriptions.next('telegram', daysBefore(1))).toBeNull();
      expect(await subscriptions.nextTime('telegram')).toEqual(noon);
      expect(await subscriptions.next('telegram', noon)).toEqual({
        id: chat('a'),
        address: '7',
        subscriptions: [mgen('1'), alan('1')],
        tries: 0,
      });
      await subscriptions.told(chat('a'), [mgen('2'), alan('2')]);
      expect(await subscriptions.next('telegram', noon)).toBeNull();
      expect(await subscriptions.nextTime('telegram')).toBeNull();
      expect((await subscriptions.next('whatsapp', noon))?.id).toBe(chat('c'));
      await subscriptions.queue(mgen('1'), noon);
      expect(await subscriptions.next('telegram', noon)).toBeNull();
      await subscriptions.queue(mgen('2'), noon);
      expect((await subscriptions.next('telegram', noon))?.subscriptions).toEqual([mgen('2'), alan('2')]);
    });

    it('tries those again later that were put off', async () => {
      const { subscriptions } = await open();
      await subscriptions.add(chat('a'), telegram('7'), [mgen('1')], noon);
      await subscriptions.queue(mgen('1'), daysBefore(1));
      await subscriptions.putOff(chat('a'), noon);
      expect(await subscriptions.next('telegram', daysBefore(1))).toBeNull();
      expect((await subscriptions.next('telegram', noon))?.tries).toBe(1);
    });

    it('renews a state that means the same', async () => {
      const { subscriptions } = await open();
      await subscriptions.add(chat('a'), telegram('7'), [mgen('1')], noon);
      await subscriptions.renew(mgen('1'), '1 again');
      expect(await subscriptions.states()).toEqual([mgen('1 again')]);
    });

    it('ends with the conversation, wherever the chat stands', async () => {
      const { subscriptions, conversations } = await open();
      await subscriptions.add(chat('a'), telegram('7'), [mgen('1')], noon);
      await subscriptions.queue(mgen('1'), noon);
      await conversations.forget(chat('a'));
      expect(await subscriptions.of(chat('a'))).toEqual([]);
      expect(await subscriptions.next('telegram', noon)).toBeNull();
      expect(await subscriptions.states()).toEqual([]);
    });

    it('ends when the chat was not in use', async () => {
      const { subscriptions } = await open();
      for (const name of ['unused', 'used'])
        await subscriptions.add(chat(name), telegram('7'), [mgen('1')], daysBefore(366));
      await subscriptions.seen(chat('used'), noon);
      await subscriptions.seen(chat('nobody'), noon);
      expect(await subscriptions.endUnusedSince(daysBefore(365))).toBe(1);
      expect(await subscriptions.of(chat('unused'))).toEqual([]);
      expect(await subscriptions.of(chat('used'))).toEqual(['insurer:mgen']);
    });
  });

  describe('of campaigns', () => {
    const message = (text: string) => ({
      sketch: createSketcher(secretKey)(shinglesOf(text)) ?? new Uint8Array(),
      verdict: 'scam',
      signs: ['link-combo', 'ask-pay'],
      sender: 'la-poste',
    });
    const parcel = (link: string, fee: string) =>
      message(
        `La Poste : votre colis attend le paiement des frais de ${fee} euros avant sa livraison, reglez ici ${link}`,
      );
    const other = message(
      'Papa, mon téléphone est cassé, voici mon nouveau numéro, réponds vite sur WhatsApp stp',
    );

    it('counts a chat once for the near-copies of a message, and says how many others sent one', async () => {
      const { campaigns } = await open();
      const report = (name: string, at: Date) =>
        campaigns.report(chat(name), parcel(`http://${name}.example`, '1,99'), at);
      expect((await report('a', daysBefore(3))).others).toBe(0);
      expect((await report('a', daysBefore(2))).others).toBe(0);
      expect((await report('a', noon)).others).toBe(0);
      expect(await report('b', noon)).toEqual({ others: 1, since: new Date('2026-11-21') });
      expect(await report('b', noon)).toMatchObject({ others: 1 });
      expect((await campaigns.report(chat('c'), other, noon)).others).toBe(0);
    });

    it('shows those that grow, without those of one chat', async () => {
      const { campaigns } = await open();
      for (const name of ['a', 'b', 'c'])
        await campaigns.report(chat(name), parcel(`x${name}.example`, '2'), daysBefore(8));
      await campaigns.report(chat('d'), parcel('xd.example', '3'), noon);
      await campaigns.report(chat('a'), other, noon);
      expect(await campaigns.growing(noon, 10)).toEqual([
        {
          chats: 4,
          first: new Date('2026-11-16'),
          last: new Date('2026-11-24'),
          today: 1,
          thisWeek: 1,
          verdict: 'scam',
          signs: ['link-combo', 'ask-pay'],
          sender: 'la-poste',
        },
      ]);
    });

    it('takes a chat that is forgotten out of what it reported', async () => {
      const { campaigns, conversations } = await open();
      for (const name of ['a', 'b']) await campaigns.report(chat(name), other, noon);
      await conversations.forget(chat('a'));
      expect((await campaigns.report(chat('c'), other, noon)).others).toBe(1);
    });

    it('forgets what was not seen for long', async () => {
      const { campaigns } = await open();
      await campaigns.report(chat('a'), other, daysBefore(31));
      await campaigns.report(chat('a'), parcel('x.example', '2'), daysBefore(30));
      expect(await campaigns.forgetBefore(daysBefore(30))).toBe(1);
      expect((await campaigns.report(chat('b'), other, noon)).others).toBe(0);
      expect((await campaigns.report(chat('b'), parcel('y.example', '2'), noon)).others).toBe(1);
    });
  });

  describe('of counts', () => {
    it('adds up by the day, and gives those since a day, oldest first', async () => {
      const { tallies } = await open();
      await tallies.add('intent', 'greeting', noon);
      await tallies.add('intent', 'greeting', new Date('2026-11-24T23:59:59Z'), 4);
      await tallies.add('feedback', 'greeting', noon);
      await tallies.add('intent', 'greeting', daysBefore(1));
      await tallies.add('intent', 'greeting', daysBefore(2));
      expect(await tallies.since(daysBefore(1))).toEqual([
        { day: new Date('2026-11-23'), kind: 'intent', name: 'greeting', count: 1 },
        { day: new Date('2026-11-24'), kind: 'feedback', name: 'greeting', count: 1 },
        { day: new Date('2026-11-24'), kind: 'intent', name: 'greeting', count: 5 },
      ]);
    });

    it('forgets the days before', async () => {
      const { tallies } = await open();
      for (const days of [0, 1, 2, 3]) await tallies.add('word', 'carte', daysBefore(days));
      expect(await tallies.forgetBefore(daysBefore(1))).toBe(2);
      expect(await tallies.since(new Date(0))).toHaveLength(2);
    });
  });

  it('can be closed twice', async () => {
    const state = await open();
    await state.close();
    await expect(state.close()).resolves.toBeUndefined();
  });
});

it('in memory, the conversation silent for longest makes room for the 10,001st', async () => {
  const { conversations } = createMemoryState();
  for (let index = 0; index < 10_000; index++) await conversations.set(`${index}`, greeted, noon);
  await conversations.set('0', greeted, noon);
  await conversations.set('one more', greeted, noon);
  expect(await conversations.get('1')).toBeNull();
  expect(await conversations.get('0')).toEqual(greeted);
});
