import { parseArgs } from 'node:util';
import { restore } from '../../storage/archive/restore.ts';
import { oneFile, placeOfState } from './place.ts';
import { counted, inMinutes } from './wording.ts';

/** Makes a backup the state. */
export async function restoreBackup(argv: readonly string[]): Promise<string> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { replace: { type: 'boolean', default: false } },
  });
  const file = oneFile(positionals, 'npm run -s state -- restore FILE');
  const place = placeOfState();
  const { header, replaced, wroteKey } = await restore({
    place,
    file,
    replace: values.replace,
    now: () => new Date(),
  });
  const { made, rows } = header;
  const where = place.databaseUrl === null ? place.directory : 'PostgreSQL (DATABASE_URL)';
  const shared = place.databaseUrl === null ? '' : ' Give every worker this key, as SECRET_KEY.';
  return [
    `Restored into ${where}: the state of ${inMinutes(made)}, ${counted(rows.conversations, 'chat')}, ${counted(rows.subscribers, 'subscriber')}.`,
    ...(wroteKey ? [`The key is in ${place.directory}/secret.key.${shared}`] : []),
    ...(replaced === null
      ? []
      : [`What was there before is now in ${replaced}: remove it once all is well, chats are in it too.`]),
    '',
    `Vigie knows nothing of what came after ${inMinutes(made)}: chats forgotten since are back, until they were silent for`,
    `RETENTION_DAYS; who asked for alerts since must ask again; an alert sent since may be sent again.`,
    `Start Vigie now. If WhatsApp asks for it, link the phone again.`,
  ].join('\n');
}
