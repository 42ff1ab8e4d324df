import { StorageError } from '../storage/storage-error.ts';
import { runCommand, UsageError } from './command.ts';
import { backup } from './state/backup.ts';
import { restoreBackup } from './state/restore.ts';
import { stats } from './state/stats.ts';

const usage = `What Vigie remembers: backups, and what may be known of it without anybody's data.

  npm run -s state -- backup FILE [--without-key]   all of it in one file, while Vigie runs
  npm run -s state -- restore FILE [--replace]      a backup becomes the state; stop Vigie first
                                                    --replace sets the state that is there aside
  npm run -s state -- stats [--json]                chats, subscribers, alerts, what was asked and not understood

They work on the state that Vigie uses: in $STATE_DIR, or in PostgreSQL when $DATABASE_URL is set. What was saved from one
can be restored into the other. See docs/operations/backups.md.`;

const commands: Readonly<Record<string, (argv: readonly string[]) => Promise<string>>> = {
  backup,
  restore: restoreBackup,
  stats,
};

await runCommand(
  async ([name, ...argv]) => {
    if (name === 'help' || name === '--help' || name === '-h') {
      console.log(usage);
      return;
    }
    const command = name === undefined || !Object.hasOwn(commands, name) ? undefined : commands[name];
    if (!command)
      throw new UsageError(
        `${name === undefined ? 'A command is missing' : `There is no command "${name}"`}.\n\n${usage}`,
      );
    console.log(await command(argv));
  },
  [StorageError],
);
