import { afterEach, describe, expect, it } from 'vitest';
import { createAlerts, type Alerts } from '../../src/alerts/alerts.ts';
import { pause } from '../../src/channels/pause.ts';
import type { Brain } from '../../src/core/brain.ts';
import { createAlone } from '../../src/storage/alone.ts';
import { parts } from '../support/assistant.ts';
import { claimOf, mainIncident, withIncident, withInsurer } from '../support/changed-facts.ts';
import type { Shown } from '../support/telegram-bot-api.ts';
import { startTelegram, type Harness, type HarnessOptions } from '../support/telegram-harness.ts';

let telegram: Harness;
let alerts: Alerts;
const troubles: string[] = [];

async function start({
  hours = { from: 0, to: 24 },
  ...options
}: HarnessOptions & { hours?: { from: number; to: number } } = {}) {
  telegram = await startTelegram({ settings: { messagesPerMinute: 0 }, ...options });
  troubles.length = 0;
  alerts = createAlerts(parts.brain, {
    subscriptions: telegram.state.subscriptions,
    elections: createAlone(() => telegram.time.now().getTime()).elections,
    wordsFor: () => Promise.resolve(parts.translate),
    hours,
    pause,
    now: telegram.time.now,
    onTrouble: (code) => troubles.push(code),
  });
  alerts.start([telegram.channel]);
}
afterEach(async () => {
  alerts.stop();
  await telegram.stop();
  await alerts.ended();
  expect(troubles).toEqual([]);
});

/** What the bot has written to somebody since. */
const written = (id = 7): Shown[] => telegram.api.chat(id);
async function say(text: string, id = 7): Promise<Shown> {
  const before = written(id).length;
  telegram.person(id).say(text);
  return telegram.api.until(
    () => telegram.api.unconfirmed === 0 && written(id)[before],
    `an answer to ${text}`,
  );
}
const labels = (shown: Shown): string[] => shown.keyboard.flat().map(({ text }) => text);
async function press(label: string, on: Shown, id = 7): Promise<Shown> {
  const button = on.keyboard.flat().find(({ text }) => text === label);
  if (!button || !('callback_data' in button))
    throw new Error(`no button "${label}" in ${labels(on).join(', ')}`);
  const before = written(id).length;
  telegram.person(id).press(button.callback_data, on);
  return telegram.api.until(
    () => telegram.api.unconfirmed === 0 && written(id)[before],
    `an answer to ${label}`,
  );
}
/** Changes the facts, and waits for the message that tells somebody. */
async function alertOn(brain: Brain, id = 7): Promise<Shown> {
  const before = written(id).length;
  change(brain);
  return telegram.api.until(() => written(id)[before], 'an alert');
}
function change(brain: Brain): void {
  telegram.use(brain);
  alerts.use(brain);
}
/** The facts once a source says that an insurer was struck. */
const struck = (id: string) =>
  withInsurer(id, (insurer) => ({ ...insurer, claims: [...insurer.claims, claimOf({ says: 'affected' })] }));

describe('alerts on Telegram', () => {
  it('are offered under an answer that is no yes, and begin with the button', async () => {
    await start();
    const answer = await say('ma mutuelle est la Matmut');
    expect(answer.text).toContain('Je ne sais pas');
    const confirmed = await press('Prévenez-moi', answer);
    expect(confirmed.text).toMatch(/je vous écris.*Matmut[^]*21 h[^]*chiffrée/);
    const again = await say('Matmut');
    expect(labels(again)).not.toContain('Prévenez-moi');
  });

  it('are not offered under a yes', async () => {
    await start();
    expect(labels(await say('MGP'))).not.toContain('Prévenez-moi');
  });

  it('tell once what changed, with its source, what to do, and how to stop', async () => {
    await start();
    await say('Matmut');
    await say('prévenez-moi');
    await say('ma mutuelle est gan', 8);
    const alert = await alertOn(struck('matmut'));
    expect(alert.text).toMatch(
      /du nouveau pour Matmut[^]*Oui[^]*Le Journal inventé, 23 novembre 2026[^]*Avant[^]*je ne sais pas[^]*Que faire[^]*stop alertes/,
    );
    expect(alert.text.length).toBeLessThan(700);
    expect(labels(alert)).toEqual(['En savoir plus : Matmut', 'Que faire ?', 'Arrêter les alertes']);
    change(struck('matmut'));
    expect((await say('bonjour')).text).not.toContain('changé'); // told already
    expect(written()).toHaveLength(4);
    expect(written(8)).toHaveLength(1);
  });

  it('tell several changes in one message', async () => {
    await start();
    await say('mes mutuelles : Matmut, Gan et MAAF');
    await say('prévenez-moi');
    const both = ['gan', 'maaf'].reduce(
      (brain, id) =>
        withInsurer(id, (insurer) => ({ ...insurer, claims: [claimOf({ says: 'affected' })] }), brain),
      struck('matmut'),
    );
    const alert = await alertOn(both);
    for (const name of ['Matmut', 'Gan', 'MAAF'])
      expect(alert.text).toContain(`${name} : fait partie des organismes touchés`);
    expect(written()).toHaveLength(3);
  });

  it('tell of an incident that is followed: what leaked as well, and how many', async () => {
    await start();
    const asked = await say('/alertes');
    expect(asked.text).toContain('Pour quelle mutuelle');
    const [label = ''] = labels(asked);
    await press(label, asked);
    const alert = await alertOn(
      withIncident(mainIncident, (incident) => ({
        ...incident,
        data: { ...incident.data, leaked: [...incident.data.leaked, 'email'] },
      })),
    );
    expect(alert.text).toMatch(
      /du nouveau sur la fuite[^]*aussi exposé : votre e-mail[^]*Source la plus récente/,
    );
  });

  it('say nothing of a change that changes no meaning', async () => {
    await start();
    await say('Harmonie Mutuelle, prévenez-moi s’il y a du nouveau');
    await say('Matmut');
    await say('prévenez-moi');
    change(
      withInsurer('harmonie-mutuelle', (insurer) => ({
        ...insurer,
        claims: insurer.claims.map((claim) => ({ ...claim, note: 'Une coquille de moins.' })),
      })),
    );
    const alert = await alertOn(struck('matmut'));
    expect(alert.text).not.toContain('Harmonie');
  });

  it('are shown and ended, one or all', async () => {
    await start();
    await say('Matmut et Gan');
    await say('prévenez-moi');
    const list = await say('mes alertes');
    expect(list.text).toMatch(/Matmut.*Gan|Gan.*Matmut/);
    const one = await press('Arrêter : Matmut', list);
    expect(one.text).toMatch(/arrêté pour Matmut[^]*Gan/);
    expect((await say('stop alertes')).text).toContain('je ne vous écrirai plus');
    expect(await telegram.state.subscriptions.states()).toEqual([]);
    expect((await say('/confidentialite')).text).not.toContain('Alertes');
  });

  it('are named by /confidentialite and gone with /oublier', async () => {
    await start();
    await say('Matmut');
    await say('prévenez-moi');
    expect((await say('/confidentialite')).text).toMatch(/Alertes pour : Matmut/);
    await say('/oublier');
    expect(await telegram.state.subscriptions.states()).toEqual([]);
  });

  it('forget a chat that blocked the bot', async () => {
    await start();
    await say('Matmut');
    await say('prévenez-moi');
    await say('Matmut', 8);
    await say('prévenez-moi', 8);
    telegram.api.refuseChat(7);
    await alertOn(struck('matmut'), 8);
    expect(telegram.forgotten).toEqual(['telegram 7']);
    expect(await telegram.state.subscriptions.of('telegram 7')).toEqual([]);
  });

  it('wait when Telegram asks to, and reach a chat that could not be written to later', async () => {
    await start();
    await say('Matmut');
    await say('prévenez-moi');
    telegram.api.fail('sendMessage', 429, 'Too Many Requests', { parameters: { retry_after: 3 } });
    telegram.api.fail('sendMessage', 400, 'Bad Request: something of today');
    const before = telegram.api.callsOf('sendMessage').length;
    change(struck('matmut'));
    await telegram.api.until(() => telegram.api.callsOf('sendMessage').length === before + 2, 'two refusals');
    expect(telegram.time.tries).toContain(3000);
    const { subscriptions } = telegram.state;
    await expect.poll(() => telegram.troubles).toEqual(['telegram-unknown-400']);
    const later = new Date(telegram.time.now().getTime() + 600_000);
    await expect.poll(() => subscriptions.nextTime('telegram')).toEqual(later);
    telegram.time.pass(600_000);
    const alert = await alertOn(struck('matmut'));
    expect(alert.text).toContain('Matmut');
  });

  it('wait for the morning, and tell what holds then', async () => {
    await start({ hours: { from: 8, to: 9 } }); // it is 11 o'clock in France
    await say('Matmut');
    await say('prévenez-moi');
    change(struck('matmut'));
    await say('bonjour');
    expect(await telegram.state.subscriptions.nextTime('telegram')).not.toBeNull();
    change(parts.brain);
    telegram.time.pass(21.5 * 60 * 60_000);
    const alert = await alertOn(struck('matmut'));
    expect(alert.text).toContain('Oui');
    expect(written()).toHaveLength(4);
  });

  it('come in the topic of the group where they were asked for', async () => {
    await start();
    const group = telegram.person().in({ id: -5, topic: 3 });
    group.say('@vigie_bot Matmut', { message_thread_id: 3, is_topic_message: true });
    await telegram.api.until(() => written(-5)[0], 'an answer');
    group.say('@vigie_bot prévenez-moi', { message_thread_id: 3, is_topic_message: true });
    await telegram.api.until(() => written(-5)[1], 'an answer');
    expect((await alertOn(struck('matmut'), -5)).thread).toBe(3);
  });

  it('tell what holds in the end when facts change again on the way', async () => {
    await start();
    for (const id of [7, 8, 9]) {
      await say('Matmut', id);
      await say('prévenez-moi', id);
    }
    telegram.api.roundTripMilliseconds = 20;
    await alertOn(struck('matmut'), 7);
    const denied = withInsurer('matmut', (insurer) => ({
      ...insurer,
      claims: [claimOf({ says: 'not-affected' })],
    }));
    change(denied);
    const last = (id: number) => written(id).at(-1)?.text ?? '';
    await telegram.api.until(
      () => [7, 8, 9].every((id) => last(id).includes('déclaré non touché')),
      'the last word',
    );
    expect(written(7)).toHaveLength(4);
    expect(written(9)).toHaveLength(3);
  });

  it('leave answers their place', async () => {
    await start();
    for (let id = 100; id < 130; id++) {
      await telegram.state.subscriptions.add(
        `telegram ${id}`,
        { channel: 'telegram', id: `${id}` },
        [{ subject: 'insurer:matmut', told: '{}' }],
        telegram.time.now(),
      );
    }
    telegram.api.messagesPerSecond = 30;
    await alertOn(struck('matmut'), 100);
    for (let id = 200; id < 205; id++) await say('Gan', id);
    await telegram.api.until(() => written(129)[0], 'the last alert');
    expect(telegram.api.callsOf('sendMessage').filter(({ refused }) => refused)).toEqual([]);
    for (let id = 100; id < 130; id++) expect(written(id)).toHaveLength(1);
  });
});

describe('an answer that new facts contradict', () => {
  it('is corrected at the next message of a chat that is not subscribed, once', async () => {
    await start();
    await say('Matmut');
    change(struck('matmut'));
    const corrected = await say('merci');
    expect(corrected.text).toMatch(
      /changé depuis ma réponse[^]*je ne sais pas[^]*Matmut : fait partie[^]*Le Journal inventé/,
    );
    expect((await say('merci')).text).not.toContain('changé');
  });
});
