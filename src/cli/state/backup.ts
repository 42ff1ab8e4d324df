import { parseArgs } from 'node:util';
import { backUp } from '../../storage/archive/back-up.ts';
import { oneFile, placeOfState } from './place.ts';
import { counted, inBytes } from './wording.ts';

const warning = `Keep this file as you would keep a list of patients: encrypted, in few hands, no longer than newer ones make it needless.
A thief of it could try whether a given person wrote to Vigie, read which insurers that chat named and what it was told,
and read the address of everybody who wants alerts. No message is in it, none is kept. The key is in it, for without the
key nothing could be opened again; --without-key leaves it out.`;
const warningWithoutKey = `The key is not in this file: keep secret.key (or SECRET_KEY) elsewhere, without it nothing can be opened again. A thief
of the file alone could read what chats asked, and not whose they are.`;
const whatsapp = `The login of WhatsApp is not in it: it belongs to one device. On another machine, link the phone again after a restore.`;

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
