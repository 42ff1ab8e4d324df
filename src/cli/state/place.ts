import { resolve } from 'node:path';
import { ConfigurationError, examineVariables } from '../../ops/config.ts';
import type { Place } from '../../storage/archive/place.ts';
import { UsageError } from '../command.ts';

const concerned = /^(?:STATE_DIR|DATABASE_URL|SECRET_KEY)\b/;

/**
 * Where the state is that Vigie uses. What is wrong with other variables, such as those of a channel, is no matter here.
 *
 * @throws {ConfigurationError} when the variables that say it cannot be used
 */
export function placeOfState(): Place {
  const { configuration, faults } = examineVariables(process.env);
  const found = faults.filter((fault) => concerned.test(fault));
  if (found.length > 0) throw new ConfigurationError(found.join('\n'));
  const { databaseUrl, stateDirectory: directory, secretKey } = configuration;
  return { databaseUrl, directory, secretKey };
}

/** The one file of a command line, as a whole path. */
export function oneFile([file, ...more]: readonly string[], usage: string): string {
  if (file === undefined || more.length > 0) throw new UsageError(`One file, please: ${usage}`);
  return resolve(file);
}
