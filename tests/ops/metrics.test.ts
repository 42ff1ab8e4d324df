import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { TelegramBotApi } from '../support/telegram-bot-api.ts';
import { Person } from '../support/telegram-people.ts';
import { freePort, startProcess, type Running } from '../support/telegram-process.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, 'docs/operations', file), 'utf8');

type Panel = {
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly datasource?: { readonly uid: string };
  readonly targets?: readonly { readonly expr: string; readonly datasource: { readonly uid: string } }[];
};
type Rule = {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: { readonly summary?: string; readonly description?: string };
};
const dashboard = JSON.parse(read('dashboard.json')) as {
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly name: string; readonly type: string }[] };
};
const rules = (parse(read('alerts.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap(
  (group) => group.rules,
);
const expressions = [
  ...dashboard.panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [title, expr] as const)),
  ...rules.map(({ alert, expr }) => [alert, expr] as const),
];

let api: TelegramBotApi;
let directory: string;
let running: Running;
let address: string;
let page: string;
beforeAll(async () => {
  api = await new TelegramBotApi().start();
  directory = mkdtempSync(join(tmpdir(), 'vigie-metrics-'));
  const port = await freePort();
  address = `http://127.0.0.1:${port}`;
  running = startProcess('src/start.js', {
    TELEGRAM_BOT_TOKEN: api.token,
    TELEGRAM_API_ROOT: api.apiRoot,
    STATE_DIR: directory,
    PORT: String(port),
  });
  const person = new Person(api, 7);
  person.say('ma mutuelle est la MGEN, je suis concerné ?');
  person.say('que dois-je faire ?');
  person.forward(
    'Votre colis attend, réglez 1,99 € de frais avant ce soir sur https://suivi-colis-paiement.top/x',
  );
  person.send({ sticker: { file_id: 's', file_unique_id: 's', type: 'regular', width: 9, height: 9, is_animated: false, is_video: false } }); // prettier-ignore
  await api.until(() => api.unconfirmed === 0, 'all answers', 60_000);
  page = await fetch(`${address}/metrics`).then((response) => response.text());
}, 90_000);
afterAll(async () => {
  running.process.kill('SIGTERM');
  await running.ended;
  await api.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** The value of a series; labels in any order. */
function valueOf(name: string, labels: Readonly<Record<string, string>> = {}): number | undefined {
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  const line = page
    .split('\n')
    .find(
      (one) =>
        (one.startsWith(`${name}{`) || one.startsWith(`${name} `)) &&
        wanted.every((label) => one.includes(label)),
    );
  return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(' ')));
}

describe('/metrics of a running Vigie', () => {
  it('counts a conversation: what came, what was asked, what was judged, and the time it took', () => {
    const channel = 'telegram';
    expect(valueOf('vigie_messages_total', { channel, kind: 'text' })).toBe(2);
    expect(valueOf('vigie_messages_total', { channel, kind: 'forwarded' })).toBe(1);
    expect(valueOf('vigie_messages_total', { channel, kind: 'unsupported' })).toBe(1);
    expect(valueOf('vigie_answers_total', { channel, outcome: 'answered' })).toBe(4);
    expect(valueOf('vigie_answers_total', { channel, outcome: 'failed' })).toBe(0);
    expect(valueOf('vigie_intents_total', { intent: 'insurer_affected' })).toBe(1);
    expect(valueOf('vigie_intents_total', { intent: 'what_to_do' })).toBe(1);
    expect(valueOf('vigie_verdicts_total')).toBe(1);
    expect(valueOf('vigie_answer_seconds_count', { kind: 'text' })).toBe(2);
    expect(valueOf('vigie_delivery_seconds_count', { channel })).toBe(4);
    expect(valueOf('vigie_messages_in_hand', { channel })).toBe(0);
    expect(valueOf('vigie_undelivered_total', { channel })).toBe(0);
    expect(valueOf('vigie_channel_up', { channel })).toBe(1);
    expect(valueOf('vigie_store_failing')).toBe(0);
    expect(valueOf('vigie_facts_newest_source_timestamp_seconds')).toBeGreaterThan(
      Date.parse('2024-01-01') / 1000,
    );
    expect(valueOf('vigie_state_disk_free_bytes')).toBeGreaterThan(0);
    expect(valueOf('vigie_build_info', { version: '0.1.0' })).toBe(1);
  });

  it('names nobody: every label has a value from a short list, and no insurer is among them', () => {
    expect(page).not.toMatch(/mgen|colis|camille/i);
    const labels = new Set([...page.matchAll(/^vigie_\w+\{([^}]*)\}/gm)].flatMap(([, list = '']) => [...list.matchAll(/(\w+)="/g)].map(([, label = '']) => label))); // prettier-ignore
    const known = [
      'channel',
      'code',
      'intent',
      'kind',
      'le',
      'node',
      'outcome',
      'pace',
      'result',
      'verdict',
      'version',
    ];
    expect([...labels].filter((label) => !known.includes(label))).toEqual([]);
  });

  it('takes GET alone', async () => {
    expect((await fetch(`${address}/metrics`, { method: 'POST' })).status).toBe(405);
    expect((await fetch(`${address}/metrics`)).headers.get('content-type')).toContain('text/plain');
  });

  it('counts what chats that write too fast are kept from', async () => {
    const hasty = new Person(api, 9);
    for (let time = 0; time < 14; time++) hasty.say('bonjour');
    await api.until(() => api.unconfirmed === 0, 'all answers', 60_000);
    page = await fetch(`${address}/metrics`).then((response) => response.text());
    expect(valueOf('vigie_too_fast_total', { channel: 'telegram', pace: 'notice' })).toBe(1);
    expect(valueOf('vigie_too_fast_total', { channel: 'telegram', pace: 'pass-over' })).toBe(3);
  });

  it('counts trouble by its code', async () => {
    api.fail('sendMessage', 400, 'Bad Request: not enough rights to send text messages to the chat');
    new Person(api, 8).say('bonjour');
    await api.until(() => api.unconfirmed === 0, 'all answers', 60_000);
    page = await fetch(`${address}/metrics`).then((response) => response.text());
    expect(valueOf('vigie_troubles_total', { code: 'telegram-not-allowed-400' })).toBe(1);
  });
});

describe('the dashboard and the alerts', () => {
  it('name figures that a running Vigie gives', () => {
    const given = new Set([...page.matchAll(/^# TYPE (\w+)/gm)].map(([, name = '']) => name));
    const named = expressions.flatMap(([place, expr]) =>
      [...expr.matchAll(/\b(?:vigie|process|nodejs)_\w+/g)].map(([name]) => ({ place, name })),
    );
    expect(named.length).toBeGreaterThan(50);
    const missing = named.filter(({ name }) => !given.has(name) && !given.has(name.replace(/_(?:bucket|sum|count)$/, ''))); // prettier-ignore
    expect(missing).toEqual([]);
  });

  it('show or watch every figure of Vigie', () => {
    const all = expressions.map(([, expr]) => expr).join('\n');
    const unused = [...page.matchAll(/^# TYPE (vigie_\w+)/gm)].map(([, name = '']) => name).filter((name) => !all.includes(name)); // prettier-ignore
    expect(unused).toEqual([]);
  });

  it('would be found out of order', () => {
    for (const wrong of [
      'sum(rate(vigie_messages_total[5m])',
      'rate(vigie_messages_total)',
      'total(vigie_messages_total)',
      'vigie_messages_total{channel="a"',
    ])
      // prettier-ignore
      expect([wrong, faultsOf(wrong).length > 0]).toEqual([wrong, true]);
  });

  it.each(expressions)('%s asks in words of PromQL: %s', (_, expr) => {
    expect(faultsOf(expr)).toEqual([]);
  });

  it('has panels that lie beside each other, each with the data source that is chosen', () => {
    const { panels, templating } = dashboard;
    expect(templating.list).toMatchObject([{ name: 'datasource', type: 'datasource' }]);
    const overlaps = panels.flatMap((a, index) =>
      panels.slice(index + 1).flatMap((b) => {
        const [p, q] = [a.gridPos, b.gridPos];
        const apart = p.x + p.w <= q.x || q.x + q.w <= p.x || p.y + p.h <= q.y || q.y + q.h <= p.y;
        return apart ? [] : [`${a.title} over ${b.title}`];
      }),
    );
    expect(overlaps).toEqual([]);
    expect(panels.filter(({ gridPos: { x, w } }) => x < 0 || x + w > 24).map(({ title }) => title)).toEqual(
      [],
    );
    const rows = panels.filter(({ type }) => type === 'row').map(({ title }) => title);
    expect(rows).toEqual(['People', 'Answers', 'Channels', 'Trouble', 'Machine']);
    const sources = panels.flatMap(({ type, datasource, targets = [] }) => type === 'row' ? [] : [datasource, ...targets.map((one) => one.datasource)]); // prettier-ignore
    expect(new Set(sources.map((one) => one?.uid))).toEqual(new Set(['${datasource}']));
  });

  it('tells a volunteer what is wrong and what to do', () => {
    expect(rules.length).toBeGreaterThan(15);
    for (const { alert, annotations } of rules) {
      expect([alert, (annotations.summary ?? '').length > 15]).toEqual([alert, true]);
      expect([alert, (annotations.description ?? '').length > 60]).toEqual([alert, true]);
    }
  });
});

const words = ['by', 'on', 'and', 'group_left', 'sum', 'max', 'min', 'count', 'topk', 'rate', 'increase', 'changes', 'absent', 'time', 'histogram_quantile', 'up']; // prettier-ignore
const labels = ['channel', 'code', 'instance', 'intent', 'job', 'kind', 'le', 'node', 'outcome', 'pace', 'result', 'verdict', 'version']; // prettier-ignore

/** What is no PromQL, as far as can be told without Prometheus: brackets, ranges, words. */
function faultsOf(expr: string): string[] {
  const faults: string[] = [];
  const bare = expr.replace(/"[^"]*"/g, '""').replace(/\[(?:\d+[mhd]|\$__rate_interval)\]/g, '');
  let rest = bare;
  for (let shorter = ''; shorter !== rest;) {
    shorter = rest;
    rest = rest.replace(/\([^(){}[\]]*\)|\{[^(){}[\]]*\}/g, ' ');
  }
  if (/[(){}[\]"]/.test(rest.replaceAll('""', ''))) faults.push('brackets that do not match');
  if (/(?:rate|increase|changes)\((?![^()]*\[)/.test(expr.replace(/"[^"]*"/g, '""'))) faults.push('a rate without a range'); // prettier-ignore
  for (const [word] of bare.matchAll(/[a-z_]\w*/gi))
    if (!/^(?:vigie|process|nodejs)_/.test(word) && !words.includes(word) && !labels.includes(word))
      faults.push(word);
  return faults;
}
