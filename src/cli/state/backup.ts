import { parseArgs } from 'node:util';
import { backUp } from '../../storage/archive/back-up.ts';
import { oneFile, placeOfState } from './place.ts';
import { counted, inBytes } from './wording.ts';

const warning = `Whoever has this file can tell whether somebody wrote to Vigie, which insurers that person named and what was asked,
and read the addresses of those who want alerts (no message: none is kept). The key is in it: without it nothing could be
opened again. Keep it as you would keep a list of patients: encrypted, in few hands, and delete it after a month.`;
const warningWithoutKey = `The key is not in this file: keep SECRET_KEY or secret.key elsewhere, without it nothing can be opened again. The file
tells what chats asked, not whose they are; with the key it tells that too. Delete it after a month.`;
const whatsapp = `The login of WhatsApp is not in it: it belongs to one device. After a restore on another machine, link it again.`;

/** Writes the state into one file. */
export async function backup(argv: readonly string[]): Promise<string> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { 'without-key': { type: 'boolean', default: false } },
  });
  const file = oneFile(positionals, 'npm run -s state -- backup FILE');
  const withKey = !values['without-key'];
  const { bytes, rows } = await backUp({ place: placeOfState(), file, withKey, now: new Date() });
  const content = [
    counted(rows.conversations, 'chat'),
    counted(rows.subscribers, 'subscriber'),
    counted(rows.campaigns, 'campaign'),
  ];
  return [
    `${file}: ${content.join(', ')}, ${inBytes(bytes)}.`,
    '',
    withKey ? warning : warningWithoutKey,
    whatsapp,
  ].join('\n');
}
