import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSketcher } from '../../src/privacy/sketch.ts';
import { shinglesOf } from '../../src/scam/shingles.ts';
import { chat, openTestState, secretKey, temporaryDirectory } from '../support/state.ts';

const root = resolve(import.meta.dirname, '../..');
const data = (...argv: string[]) =>
  spawnSync(process.execPath, ['src/cli/data.ts', 'campaigns', ...argv], { cwd: root, encoding: 'utf8' });
const parcel =
  'Votre colis attend au dépôt, payez les frais de garde avant ce soir sinon il sera renvoyé à son expéditeur';
const phone =
  'Papa mon téléphone est cassé, voici mon numéro provisoire, réponds vite sur WhatsApp c’est important';

describe('data campaigns', () => {
  it('shows the operator which scams rise, beside a Vigie that runs, and no text', async () => {
    const directory = temporaryDirectory();
    const { campaigns } = openTestState(directory);
    const report = (name: number, text: string, sender: string | null, at = new Date()) =>
      campaigns.report(
        chat(name),
        {
          sketch: createSketcher(secretKey)(shinglesOf(text)) ?? new Uint8Array(),
          verdict: 'scam',
          signs: ['ask-pay'],
          sender,
        },
        at,
      );
    for (let name = 0; name < 3; name++)
      await report(name, phone, null, new Date(Date.now() - 10 * 24 * 60 * 60 * 1000));
    for (let name = 0; name < 2; name++) await report(name, parcel, 'la-poste');
    const { stdout, status } = data('--state', directory);
    expect(status).toBe(0);
    const [head, first, second] = stdout.split('\n');
    expect(head).toMatch(/today +7 days +chats +first +last +verdict +claims to be +signs/);
    expect(first).toMatch(/^2 +2 +2 .*scam +la-poste +ask-pay$/);
    expect(second).toMatch(/^0 +0 +3 .*scam +- +ask-pay$/);
    expect(stdout).not.toMatch(/colis|papa/i);
    expect(JSON.parse(data('--state', directory, '--json').stdout)).toMatchObject([
      { chats: 2, today: 2 },
      { chats: 3, today: 0 },
    ]);
  });

  it('says so when there are none, and where it looked when nothing is there', () => {
    const directory = temporaryDirectory();
    const missing = data('--state', directory);
    expect([missing.status, missing.stderr]).toEqual([
      2,
      expect.stringContaining('vigie.sqlite is not there'),
    ]);
    openTestState(directory);
    expect(data('--state', directory).stdout).toContain('No message was sent by more than one chat.');
  });
});
