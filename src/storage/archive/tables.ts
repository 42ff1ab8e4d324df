/** What a value of a backup may be. */
type Kind = 'text' | 'text or nothing' | 'integer' | 'bytes';
export type Value = string | number | Uint8Array | null;

export type Table = {
  /** The columns that both stores have; the rest is made anew. */
  readonly columns: Readonly<Record<string, Kind>>;
  /** The order that means something: of a line, or of age. */
  readonly order?: string;
  /** Leaves out what belongs to nothing, and what is made anew; `@` stands before the name of a table. */
  readonly where?: string;
};

/** All that a backup holds, in the order in which it can be written back. */
export const tables = {
  conversations: { columns: { id: 'text', value: 'text', at: 'integer' } },
  processed_messages: { columns: { key: 'bytes', at: 'integer' }, order: 'at' },
  settings: {
    columns: { channel: 'text', name: 'text', value: 'text' },
    where: `NOT (channel = '' AND name = 'key-check')`,
  },
  subscribers: { columns: { id: 'text', channel: 'text', address: 'bytes', at: 'integer' } },
  subscriptions: {
    columns: { id: 'text', subject: 'text', told: 'text' },
    order: 'number',
    where: 'id IN (SELECT id FROM @subscribers)',
  },
  alert_line: {
    columns: { id: 'text', channel: 'text', due: 'integer', tries: 'integer' },
    order: 'number',
    where: 'id IN (SELECT id FROM @subscribers)',
  },
  campaigns: {
    columns: {
      number: 'integer',
      sketch: 'bytes',
      first: 'integer',
      last: 'integer',
      chats: 'integer',
      verdict: 'text',
      signs: 'text',
      sender: 'text or nothing',
    },
    order: 'number',
  },
  campaign_reports: {
    columns: { campaign: 'integer', chat: 'bytes', day: 'integer' },
    where: 'campaign IN (SELECT number FROM @campaigns)',
  },
  tallies: { columns: { day: 'integer', kind: 'text', name: 'text', count: 'integer' } },
} as const satisfies Readonly<Record<string, Table>>;

export type TableName = keyof typeof tables;
export const tableNames = Object.keys(tables) as TableName[];

/** One row, its values in the order of the columns. */
export type ArchiveRow = { readonly table: TableName; readonly values: readonly Value[] };

export function columnsOf(name: TableName): string[] {
  return Object.keys(tables[name].columns);
}

/** What reads a whole table, or counts it. */
export function selectionOf(name: TableName, prefix: string): { rows: string; count: string } {
  const { where, order }: Table = tables[name];
  const from = `FROM ${prefix}${name}${where === undefined ? '' : ` WHERE ${where.replaceAll('@', prefix)}`}`;
  return {
    rows: `SELECT ${columnsOf(name).join(', ')} ${from}${order === undefined ? '' : ` ORDER BY ${order}`}`,
    count: `SELECT count(*) AS count ${from}`,
  };
}

/** A row as a store gives it, by the name of the column; PostgreSQL gives large integers as text. */
export function rowOf(table: TableName, found: Readonly<Record<string, unknown>>): ArchiveRow {
  const values = Object.entries(tables[table].columns).map(([column, kind]): Value => {
    const value = found[column];
    if (kind === 'integer') return Number(value);
    return value instanceof Uint8Array || typeof value === 'string' ? value : null;
  });
  return { table, values };
}

/** A row as one line of JSON. */
export function encodeRow({ table, values }: ArchiveRow): string {
  const readable = values.map((value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  );
  return JSON.stringify([table, ...readable]);
}

/** The row of a line; null when it is none. */
export function decodeRow(line: unknown): ArchiveRow | null {
  if (!Array.isArray(line)) return null;
  const [table, ...found] = line as unknown[];
  if (typeof table !== 'string' || !Object.hasOwn(tables, table)) return null;
  const name = table as TableName;
  const kinds: readonly Kind[] = Object.values(tables[name].columns);
  if (found.length !== kinds.length) return null;
  const values: Value[] = [];
  for (const [index, kind] of kinds.entries()) {
    const value = found[index];
    if (kind === 'integer' ? !Number.isSafeInteger(value) : typeof value !== 'string')
      if (!(kind === 'text or nothing' && value === null)) return null;
    values.push(kind === 'bytes' ? Buffer.from(String(value), 'base64') : (value as Value)); // looked at above
  }
  return { table: name, values };
}
