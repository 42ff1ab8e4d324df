import { StorageError } from '../storage-error.ts';

/** The database cannot be used now, or not as DATABASE_URL says. */
export class DatabaseError extends StorageError {
  override readonly code: 'database-away' | 'storage-failed';
  /** Whether it may pass by itself, as a restart of the database does. */
  readonly passing: boolean;
  constructor(message: string, { cause, passing }: { cause?: unknown; passing: boolean }) {
    super(message, { cause });
    this.passing = passing;
    this.code = passing ? 'database-away' : 'storage-failed';
  }
}

type Fault = { readonly sentence: string; readonly passing: boolean };
const away = (sentence: string): Fault => ({ sentence, passing: true });
const wrong = (sentence: string): Fault => ({ sentence, passing: false });

const unreachable = away('cannot be reached: is PostgreSQL running, and are host and port right?');
const silent = away('does not answer: look at its load and at the network between');
const untrusted = wrong(
  'has a certificate that is not trusted: add ?sslrootcert=FILE with its authority, or ?sslmode=no-verify inside a network of your own',
);
// https://www.postgresql.org/docs/current/errcodes-appendix.html and errno(3)
const faults: Readonly<Record<string, Fault>> = {
  ECONNREFUSED: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ENOENT: unreachable,
  // a container that is started again is not known for a moment either
  ENOTFOUND: away('is on a host that is not known: correct its name, or start the database'),
  EAI_AGAIN: away('is on a host whose name cannot be looked up now: check the name and the network'),
  ECONNRESET: unreachable,
  EPIPE: unreachable,
  ETIMEDOUT: silent,
  '57014': silent,
  '08000': unreachable,
  '08001': unreachable,
  '08003': unreachable,
  '08006': unreachable,
  '08P01': wrong(
    'is behind a pooler that lends connections: name the database itself, or let it pool sessions',
  ),
  '28P01': wrong('refuses the password: correct user and password'),
  '28000': wrong('refuses the user: correct user and password, or pg_hba.conf of the database'),
  '3D000': wrong('has no such database: create it, or correct the name after the last /'),
  '42501': wrong('does not let the user create tables: GRANT CREATE ON DATABASE, or run as its owner'),
  '53300': away('has no connection left: raise max_connections, or start fewer workers'),
  '53100': away('has a full disk: free some space'),
  '53200': away('is out of memory'),
  '25006': away('can only be read: it is a standby; name the primary'),
  '57P01': away('is being shut down'),
  '57P02': away('has crashed and is starting again'),
  '57P03': away('is starting'),
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_HAS_EXPIRED: wrong('has a certificate that has expired: renew it'),
  ERR_TLS_CERT_ALTNAME_INVALID: wrong('has a certificate for another host: write the name that stands in it'),
};
/** What is told by words alone, or better than by the code. */
const faultsByWords: readonly (readonly [RegExp, Fault])[] = [
  [/no encryption/i, wrong('wants an encrypted connection: add ?sslmode=require')],
  [/does not support SSL/i, wrong('knows no encrypted connections: leave sslmode out, or turn ssl on there')],
];
/** node-postgres has no codes for these: the connection ended under a query, or none was made in time. */
const lostConnection =
  /connection terminated|connection error|timeout exceeded|not queryable|connection timeout|timeout expired/i;

/**
 * Checks the address itself, before anything of it could end up in an error of somebody else.
 *
 * @throws {DatabaseError} when it is none of a PostgreSQL
 */
export function checkUrl(url: string): void {
  if (URL.canParse(url) && ['postgres:', 'postgresql:'].includes(new URL(url).protocol)) return;
  const form = 'postgresql://USER:PASSWORD@HOST:5432/DATABASE';
  throw new DatabaseError(
    `DATABASE_URL: is no address of a PostgreSQL: write ${form}, with %-escapes for special characters in the password`,
    { passing: false },
  );
}

/** Whether the server undid a transaction because of another one, so that it may be run again. */
export function isConflict(error: unknown): boolean {
  return ['40001', '40P01'].includes(codeOf(error) ?? '');
}

/** Where the database is, without the password. */
export function placeOf(url: string): string {
  if (!URL.canParse(url)) return 'the database';
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

/** The error as a sentence for the operator when the database is to blame; anything else as it is. */
export function toDatabaseError(error: unknown, url: string): unknown {
  if (!(error instanceof Error) || error instanceof StorageError) return error;
  // several addresses of a host were tried
  const [first] = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  const code = codeOf(error) ?? codeOf(first);
  const fault =
    faultsByWords.find(([words]) => words.test(error.message))?.[1] ??
    (code !== null ? faults[code] : undefined) ??
    (lostConnection.test(error.message) ? silent : undefined);
  return fault
    ? new DatabaseError(`DATABASE_URL: ${placeOf(url)} ${fault.sentence}`, {
        cause: error,
        passing: fault.passing,
      })
    : error;
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
