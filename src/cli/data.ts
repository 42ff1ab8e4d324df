import { parseArgs } from 'node:util';
import { loadKnowledge } from '../knowledge/load.ts';
import { StorageError } from '../storage/storage-error.ts';
import { runCommand, UsageError } from './command.ts';
import { asked } from './data/asked.ts';
import { campaigns } from './data/campaigns.ts';
import { diff } from './data/diff.ts';
import { addClaim, addInsurer, editInsurer } from './data/edit.ts';
import { show } from './data/show.ts';
import { stats } from './data/stats.ts';
import { translationWarnings } from './data/translations.ts';

const usage = `The curator's tool for the facts in data/ (or in $DATA_DIR).

  npm run -s data -- check                 is everything valid? exits 1 with file, path and reason if not
  npm run -s data -- stats                 counts and states
  npm run -s data -- show ID               an insurer, incident, organisation, operator or fact, with its sources
  npm run -s data -- diff REV              what changed since a commit, exposures included
  npm run -s data -- campaigns [--json]    scams that several chats had judged, the fastest growing first
                                           (of the state in $STATE_DIR or --state DIRECTORY; no text is kept)
  npm run -s data -- asked [--json]        what people ask and what is not understood, by the week: counts and
                                           unknown words that many use (same state; no message is kept)

  npm run -s data -- add-insurer --name NAME --type TYPE [--id ID] [--alias NAME]... [--group NAME]
                                 [--amc CODE]... [--siren NUMBER] [--caution TEXT] [--scope TEXT]
  npm run -s data -- edit-insurer ID [--name NAME] [--type TYPE] [--group NAME] [--siren NUMBER]
                                 [--caution TEXT] [--scope TEXT] [--add-alias NAME]... [--remove-alias NAME]...
                                 [--add-amc CODE]... [--remove-amc CODE]... [--clear FIELD]...
  npm run -s data -- add-claim ID --says affected|not-affected|uses-operator [--incident ID] [--operator ID]
                                 [--via OPERATOR] --url URL --publisher NAME --date DATE|unknown
                                 [--note TEXT] [--set-aside WHY]

check, add-insurer, edit-insurer and add-claim take --today YYYY-MM-DD: nothing may be dated later (today).
What would make the data invalid is refused and nothing is written.`;

// asked for once `.env` is read
const directory = () => process.env['DATA_DIR'] ?? './data';
const localesDirectory = () => process.env['LOCALES_DIR'] ?? './locales';

async function check(argv: readonly string[]): Promise<string> {
  const { values } = parseArgs({ args: [...argv], options: { today: { type: 'string' } } });
  const knowledge = await loadKnowledge(directory(), {
    today: values.today ?? new Date().toISOString().slice(0, 'yyyy-mm-dd'.length),
  });
  const { insurers, incidents, organisations } = knowledge;
  for (const warning of await translationWarnings(knowledge, localesDirectory())) console.warn(warning);
  return `The facts are valid: ${insurers.length} insurers, ${incidents.length} incidents, ${organisations.length} organisations.`;
}

const commands: Readonly<Record<string, (argv: readonly string[], directory: string) => Promise<string>>> = {
  check,
  stats,
  show,
  diff,
  campaigns,
  asked,
  'add-insurer': addInsurer,
  'edit-insurer': editInsurer,
  'add-claim': addClaim,
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
    console.log(await command(argv, directory()));
  },
  [StorageError],
);
