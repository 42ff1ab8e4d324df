import { z } from 'zod';
import { channelConfiguration, channelVariables, type ChannelConfiguration } from './channel-variables.ts';
import { contradictionsOf } from './contradictions.ts';

/** A variable of the environment that cannot be used: the message names it, what is wrong, and the mend. */
export class ConfigurationError extends Error {
  readonly code = 'configuration-invalid';
}

const directory = (initial: string) =>
  z.string().min(1, 'is empty: give a path, or remove the variable').default(initial);

const secretKeyBytes = 32;
const longestRetentionDays = 3650;
const retentionFault = `is no whole number of days from 1 to ${longestRetentionDays}: correct it, or remove the variable for 90 days`;

/** Bytes written in hexadecimal or base64 (also its form for URLs); null when it is neither, or not 32 bytes. */
function readKey(text: string): Uint8Array | null {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  if (!/^[\w+/-]{43}=?$/.test(text)) return null;
  const key = Buffer.from(text, 'base64');
  return key.length === secretKeyBytes ? key : null;
}

const hoursFault =
  'is no span of hours: give the first and the last hour, such as 8-21, or remove the variable';
/** When people are written to first, by the clock of France: not at night. */
const usualHours = '8-21';

const isPostgresUrl = (text: string) =>
  URL.canParse(text) &&
  ['postgres:', 'postgresql:'].includes(new URL(text).protocol) &&
  new URL(text).pathname.length > 1;

const environment = {
  ...channelVariables,
  DATA_DIR: directory('./data'),
  LOCALES_DIR: directory('./locales'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'is no level: use fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
  STATE_DIR: directory('./state'),
  DATABASE_URL: z
    .string()
    // it holds a password: it is not repeated
    .refine(
      (text) => text === '' || isPostgresUrl(text),
      'is no address of a PostgreSQL: write postgresql://USER:PASSWORD@HOST:5432/DATABASE, special characters of the password as %40 for @ and so on, or remove the variable for the embedded store',
    )
    .optional(),
  SECRET_KEY: z
    .string()
    .transform((text, context) => {
      const key = readKey(text);
      if (key) return key;
      // the value is a secret: it is not repeated
      context.addIssue(
        'is not 32 bytes in hexadecimal or base64: make it with "openssl rand -hex 32", or remove the variable and one is made in STATE_DIR',
      );
      return z.NEVER;
    })
    .optional(),
  RETENTION_DAYS: z
    .string()
    .regex(/^\d{1,4}$/, retentionFault)
    .transform(Number)
    .refine((days) => days >= 1 && days <= longestRetentionDays, retentionFault)
    .default(90),
  ALERT_HOURS: z
    .string()
    .regex(/^\d{1,2}-\d{1,2}$/, hoursFault)
    .default(usualHours)
    .transform((text) => {
      const [from = 0, to = 0] = text.split('-').map(Number);
      return { from, to };
    })
    .refine(({ from, to }) => from < to && to <= 24, hoursFault),
};

export type Configuration = ChannelConfiguration & {
  readonly dataDirectory: string;
  readonly localesDirectory: string;
  readonly logLevel: Values['LOG_LEVEL'];
  /** What must survive a restart of the messaging channels. */
  readonly stateDirectory: string;
  /** The PostgreSQL that several workers share; null: one process keeps a file in the state's directory. */
  readonly databaseUrl: string | null;
  /** 32 bytes; null: the one in the state's directory, made at the first start. */
  readonly secretKey: Uint8Array | null;
  /** A chat is forgotten after this many days without a message. */
  readonly retentionDays: number;
  /** Whole hours in France between which alerts are sent; those of another time wait. */
  readonly alertHours: { readonly from: number; readonly to: number };
};

type Values = { readonly [Name in keyof typeof environment]: z.output<(typeof environment)[Name]> };
export type Variables = Readonly<Record<string, string | undefined>>;

export const variableNames: readonly string[] = Object.keys(environment);
/** Their values are never shown, in no sentence and in no log. */
export const secretVariables: readonly string[] = [
  'TELEGRAM_BOT_TOKEN',
  'TELEGRAM_WEBHOOK_SECRET',
  'WHATSAPP_PAIRING_NUMBER',
  'DATABASE_URL',
  'SECRET_KEY',
];

export type Examined = {
  /** Of the variables that can be used: a wrong one counts as one that is not there. */
  readonly configuration: Configuration;
  /** One sentence each: the variable, what is wrong, the mend. */
  readonly faults: readonly string[];
  /** What is allowed and hardly meant. */
  readonly warnings: readonly string[];
};

/** Looks at every variable of ours; what is wrong with one hides nothing of the others. */
export function examineVariables(variables: Variables): Examined {
  const faults: string[] = [];
  const values = Object.fromEntries(
    Object.entries(environment).map(([name, schema]) => {
      const parsed = schema.safeParse(variables[name]);
      if (parsed.success) return [name, parsed.data];
      const sentences = new Set(parsed.error.issues.map(({ message }) => message));
      faults.push([...sentences].map((message) => `${name}${shown(name, variables[name])} ${message}`).join('\n')); // prettier-ignore
      return [name, schema.safeParse(undefined).data];
    }),
  ) as Values;
  const configuration = configurationOf(values);
  const contradictions = contradictionsOf(configuration, variables);
  return {
    configuration,
    faults: [...faults, ...contradictions.faults],
    warnings: contradictions.warnings,
  };
}

const longestShown = 60;
/** The value as the sentence may have it; what looks like a password in an address is not repeated either. */
function shown(name: string, value = ''): string {
  if (value === '' || value.includes('@') || secretVariables.includes(name)) return '';
  return ` (${JSON.stringify(value.length > longestShown ? `${value.slice(0, longestShown)}...` : value)})`;
}

/** Reads the environment. Throws a ConfigurationError with one sentence a variable. */
export function readConfiguration(variables: Variables): Configuration {
  const { configuration, faults } = examineVariables(variables);
  if (faults.length > 0) throw new ConfigurationError(faults.join('\n'));
  return configuration;
}

/** Where facts and words are, for the commands that need nothing else. Throws a ConfigurationError. */
export function readDirectories({
  DATA_DIR,
  LOCALES_DIR,
}: Variables): Pick<Configuration, 'dataDirectory' | 'localesDirectory'> {
  return readConfiguration({ DATA_DIR, LOCALES_DIR });
}

function configurationOf(values: Values): Configuration {
  return {
    ...channelConfiguration(values),
    dataDirectory: values.DATA_DIR,
    localesDirectory: values.LOCALES_DIR,
    logLevel: values.LOG_LEVEL,
    stateDirectory: values.STATE_DIR,
    databaseUrl: values.DATABASE_URL || null,
    secretKey: values.SECRET_KEY ?? null,
    retentionDays: values.RETENTION_DAYS,
    alertHours: values.ALERT_HOURS,
  };
}
