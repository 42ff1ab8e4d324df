import { ConfigurationError, secretVariables, type Variables } from './config.ts';
import { loadEnvironmentFile, type EnvironmentFile } from './env-file.ts';
import { unknownSentence, unknownVariables } from './unknown-variables.ts';

export type Environment = {
  readonly variables: Variables;
  /** Null when it cannot be read. */
  readonly file: EnvironmentFile | null;
  /** What is wrong with `.env`, in a sentence. */
  readonly faults: readonly string[];
  /** What looks like a variable of ours and is none, a sentence each. */
  readonly unknown: readonly string[];
};

/** The environment of this process with what `.env` of the working directory adds to it. */
export function readEnvironment(): Environment {
  const faults: string[] = [];
  let file: EnvironmentFile | null = null;
  try {
    file = loadEnvironmentFile();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    faults.push(error.message);
  }
  const variables = { ...process.env };
  const unknown = unknownVariables(variables, file?.variables ?? null).map(unknownSentence);
  return { variables, file, faults, unknown };
}

/** Nothing that is started from here, as the browser is, finds a secret in its environment. */
export function keepSecretsFromChildren(): void {
  for (const name of secretVariables) Reflect.deleteProperty(process.env, name);
}
