import { z } from 'zod';
import { tableNames, type TableName } from './tables.ts';

/** What the form of a backup is called; a changed one is another number, and the older ones are still read. */
export const backupFormat = 1;
const mark = 'backup of Vigie';

const fields = {
  file: z.literal(mark),
  /** When the state was as it is here. */
  made: z.iso.datetime().transform((text) => new Date(text)),
  /** The fingerprint of the key that the state was written with. */
  keyCheck: z.string(),
  /** 32 bytes in hexadecimal; null: left out. */
  secretKey: z.string().regex(/^[0-9a-f]{64}$/).nullable(), // prettier-ignore
  rows: z.record(z.string(), z.int().min(0)),
};
const header = z.object({ ...fields, format: z.literal(backupFormat) });
const anyHeader = z.object({ file: z.literal(mark), format: z.int() });
const ending = z.object({ rows: z.int(), sha256: z.string() });

export type Header = {
  readonly made: Date;
  readonly keyCheck: string;
  readonly secretKey: Uint8Array | null;
  readonly rows: Readonly<Record<TableName, number>>;
};
export type Ending = z.infer<typeof ending>;

export function encodeHeader({ made, keyCheck, secretKey, rows }: Header): string {
  const key = secretKey && Buffer.from(secretKey).toString('hex');
  return JSON.stringify({ file: mark, format: backupFormat, made: made.toISOString(), keyCheck, secretKey: key, rows }); // prettier-ignore
}

/** The first line; what it is instead, when it is of no backup that this Vigie reads. */
export function decodeHeader(line: unknown): Header | 'foreign' | 'newer' {
  const found = anyHeader.safeParse(line);
  if (!found.success) return 'foreign';
  if (found.data.format > backupFormat) return 'newer';
  const parsed = header.safeParse(line);
  if (!parsed.success) return 'foreign';
  const { made, keyCheck, secretKey, rows } = parsed.data;
  const counts = Object.fromEntries(tableNames.map((name) => [name, rows[name] ?? 0]));
  return {
    made,
    keyCheck,
    secretKey: secretKey === null ? null : Buffer.from(secretKey, 'hex'),
    rows: counts as Record<TableName, number>, // of every name
  };
}

export function decodeEnding(line: unknown): Ending | null {
  return ending.safeParse(line).data ?? null;
}
