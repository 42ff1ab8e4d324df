import { parseArgs } from 'node:util';
import { changeInsurers } from '../../knowledge/edit.ts';
import type { Insurer } from '../../knowledge/schema.ts';
import { fold, words } from '../../understanding/normalise.ts';
import { UsageError } from '../command.ts';

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;

/** Adds an insurer without claims; its id is made of its name unless given. */
export async function addInsurer(argv: readonly string[], directory: string): Promise<string> {
  const { values } = parseArgs({
    args: [...argv],
    options: { id: text, name: text, type: text, alias: texts, group: text, amc: texts, siren: text, caution: text, scope: text, today: text },
  });
  const { name, type, alias = [], group = null, amc, siren, caution, scope } = values;
  if (name === undefined || type === undefined) throw new UsageError('add-insurer needs --name and --type.');
  const id = values.id ?? words(fold(name)).join('-');
  const insurer = { id, name, aliases: alias, type, group, ...defined({ amc, siren, caution, scope }), claims: [] };
  await changeInsurers(directory, (insurers) => [...insurers, insurer], { today: dayOf(values.today) });
  return `Added the insurer "${id}".`;
}

const clearable = ['group', 'siren', 'caution', 'scope'];

/** Changes an insurer; lists are changed name by name, and `--clear` empties a field. */
export async function editInsurer(argv: readonly string[], directory: string): Promise<string> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      name: text,
      type: text,
      group: text,
      siren: text,
      caution: text,
      scope: text,
      'add-alias': texts,
      'remove-alias': texts,
      'add-amc': texts,
      'remove-amc': texts,
      clear: texts,
      today: text,
    },
  });
  const id = onlyId(positionals, 'edit-insurer');
  const { today, clear = [], 'add-alias': addAlias, 'remove-alias': removeAlias, 'add-amc': addAmc, 'remove-amc': removeAmc, ...fields } = values;
  if (Object.keys(values).every((key) => key === 'today')) throw new UsageError('edit-insurer needs something to change.');
  const wrong = clear.find((field) => !clearable.includes(field));
  if (wrong !== undefined) throw new UsageError(`--clear takes ${clearable.join(', ')}, not "${wrong}".`);
  await changeOne(directory, id, today, (insurer) => {
    const aliases = changedList(insurer.aliases, addAlias, removeAlias, 'alias');
    const amc = changedList(insurer.amc ?? [], addAmc, removeAmc, 'AMC code');
    const changed = { ...insurer, ...fields, aliases, ...(amc.length > 0 && { amc }) };
    const kept = Object.entries(changed).filter(([key]) => !clear.includes(key) && (key !== 'amc' || amc.length > 0));
    return { ...Object.fromEntries(kept), ...(clear.includes('group') && { group: null }) };
  });
  return `Changed the insurer "${id}".`;
}

/** Adds a sourced statement to an insurer. `--date unknown` says that the page bears no date. */
export async function addClaim(argv: readonly string[], directory: string): Promise<string> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { says: text, incident: text, operator: text, via: text, url: text, publisher: text, date: text, note: text, 'set-aside': text, today: text },
  });
  const id = onlyId(positionals, 'add-claim');
  const { says, incident, operator, via, url, publisher, date, note, 'set-aside': setAside, today } = values;
  if (says === undefined || url === undefined || publisher === undefined || date === undefined)
    throw new UsageError('add-claim needs --says, --url, --publisher and --date (a date, or "unknown").');
  const source = { url, publisher, date: date === 'unknown' ? null : date };
  const claim = { says, ...defined({ incident, operator, via }), source, ...defined({ note, setAside }) };
  await changeOne(directory, id, today, (insurer) => ({ ...insurer, claims: [...insurer.claims, claim] }));
  return `Added the claim to "${id}".`;
}

async function changeOne(directory: string, id: string, today: string | undefined, change: (insurer: Insurer) => unknown): Promise<void> {
  await changeInsurers(
    directory,
    (insurers) => {
      if (!insurers.some((insurer) => insurer.id === id)) throw new UsageError(`There is no insurer "${id}".`);
      return insurers.map((insurer) => (insurer.id === id ? change(insurer) : insurer));
    },
    { today: dayOf(today) },
  );
}

function onlyId(positionals: readonly string[], command: string): string {
  const [id] = positionals;
  if (id === undefined || positionals.length > 1) throw new UsageError(`${command} needs the id of one insurer.`);
  return id;
}

function dayOf(today: string | undefined): string {
  return today ?? new Date().toISOString().slice(0, 'yyyy-mm-dd'.length);
}

function changedList(list: readonly string[], add: readonly string[] = [], remove: readonly string[] = [], kind: string): string[] {
  const missing = remove.find((item) => !list.includes(item));
  if (missing !== undefined) throw new UsageError(`There is no ${kind} "${missing}" to remove.`);
  return [...list.filter((item) => !remove.includes(item)), ...add];
}

function defined(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
