import { distance } from 'fastest-levenshtein';
import { variableNames, type Variables } from './config.ts';

/** What only Vigie's variables begin with. */
const ownPrefixes = /^(?:TELEGRAM|WHATSAPP|VIGIE|CHROMIUM)_/i;
/** What other programs set: links of Kubernetes to a service called like us, flags of Debian's Chromium, ... */
const ofOthers =
  /_SERVICE_(?:HOST|PORT)|_PORT(?:_\d+_(?:TCP|UDP)(?:_\w+)?)?$|^CHROMIUM_(?:USER_)?FLAGS$|^LOGLEVEL$|^TELEGRAM_DESKTOP|^GITHUB_|^RUNNER_|^npm_/;
/** What stands in `.env` beside ours, for Docker's compose, the shell or Node. */
const alongside =
  /^(?:DOMAIN|TZ|LANG|LC_\w+|PATH|HOME|TMPDIR|NO_COLOR|FORCE_COLOR|NODE_\w+|POSTGRES_\w+|PG\w+|COMPOSE_\w+|DOCKER_\w+|CADDY_\w+|(?:https?|no|all)_proxy)$/i;
/** A short name is near too many others to be called a typo of one of ours. */
const shortest = 8;

export type UnknownVariable = { readonly name: string; readonly meant: string | null };

/** Variables that look like ours and are none; of the file, all that are not known. In their order, each once. */
export function unknownVariables(environment: Variables, file: Variables | null): UnknownVariable[] {
  const inFile = Object.keys(file ?? {}).filter((name) => !alongside.test(name));
  const outside = Object.keys(environment).filter(
    (name) => !ofOthers.test(name) && (ownPrefixes.test(name) || isTypo(name)),
  );
  return [...new Set([...inFile, ...outside])]
    .filter((name) => !variableNames.includes(name))
    .map((name) => ({ name, meant: nearest(name) }));
}

export function unknownSentence({ name, meant }: UnknownVariable): string {
  return meant === null
    ? `${name} is unknown, and does nothing: remove it; .env.example names every variable`
    : `${name} is unknown: did you mean ${meant}?`;
}

function isTypo(name: string): boolean {
  return variableNames.some((ours) => {
    if (ours.length < shortest || Math.abs(ours.length - name.length) > 2) return false;
    return distance(ours, name.toUpperCase()) <= (ours.length > 9 ? 2 : 1);
  });
}

function nearest(name: string): string | null {
  const [first] = variableNames
    .map((ours) => ({ ours, far: distance(ours, name.toUpperCase()) }))
    .sort((a, b) => a.far - b.far);
  return first && first.far <= Math.max(1, Math.floor(name.length / 3)) ? first.ours : null;
}
