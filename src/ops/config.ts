import { z } from 'zod';

/** A variable of the environment that cannot be used: the message names it, what is wrong, and the mend. */
export class ConfigurationError extends Error {
  readonly code = 'configuration-invalid';
}

const directory = (initial: string) =>
  z.string().min(1, 'is empty: give a path, or remove the variable').default(initial);

const environment = z.object({
  DATA_DIR: directory('./data'),
  LOCALES_DIR: directory('./locales'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'is no level: use fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
});

export type Configuration = {
  readonly dataDirectory: string;
  readonly localesDirectory: string;
  readonly logLevel: z.infer<typeof environment>['LOG_LEVEL'];
};

/** Reads the environment. Throws a ConfigurationError with one sentence a variable. */
export function readConfiguration(variables: Readonly<Record<string, string | undefined>>): Configuration {
  const parsed = environment.safeParse(variables);
  if (!parsed.success)
    throw new ConfigurationError(
      parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('\n'),
    );
  const { DATA_DIR, LOCALES_DIR, LOG_LEVEL } = parsed.data;
  return { dataDirectory: DATA_DIR, localesDirectory: LOCALES_DIR, logLevel: LOG_LEVEL };
}
