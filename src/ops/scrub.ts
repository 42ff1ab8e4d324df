import { secretVariables, type Variables } from './config.ts';

/** Takes out what must not be in a log. */
export type Scrubber = {
  /** Secrets alone, for sentences of ours. */
  readonly secrets: (text: string) => string;
  /** Secrets, and numbers that may be somebody's, for what others have written. */
  readonly foreign: (text: string) => string;
  /** The same secrets in a whole line of JSON, which stays one. */
  readonly line: (line: string) => string;
};

const mark = '[secret]';
const anybody = '#';
/** A shorter one is a word that may stand anywhere; in addresses it is found by its place. */
const shortestSecret = 6;

const patterns: readonly (readonly [RegExp, string])[] = [
  [/\b\d+:[\w-]{30,}/g, mark], // a token of any bot
  [/(\/bot)\d+:[\w-]+/g, `$1${mark}`], // the same, however short, in an address of the Bot API
  [/(\b[a-z][a-z\d+.-]*:\/\/)(?!USER:PASSWORD@)[^\s/@"'<>]*@/gi, `$1${mark}@`], // user and password in an address
  [/\b(password|passwd|secret_token)=[^\s&"']+/gi, `$1=${mark}`],
];
const numbers = /(?:\+|\b0)\d(?:[ .-]?\d){7,}|\d{6,}/g;
const written = /"[^"]*(?:"|$)/g;

/** @param variables the environment, of which the secret values are taken */
export function createScrubber(variables: Variables): Scrubber {
  const values = secretVariables.flatMap((name) => formsOf(name, variables[name] ?? ''));
  const known = alternatives(values);
  const inJson = alternatives(values.flatMap((value) => [value, JSON.stringify(value).slice(1, -1)]));
  const secrets = (text: string) => {
    let rest = known ? text.replace(known, mark) : text;
    for (const [pattern, instead] of patterns) rest = rest.replace(pattern, instead);
    return rest;
  };
  return {
    secrets,
    foreign: (text) => secrets(text).replace(numbers, anybody),
    line: (line) => {
      const rest = inJson ? line.replace(inJson, mark) : line;
      return rest === line || isJson(rest)
        ? rest
        : `${JSON.stringify({ level: 'warn', time: new Date().toISOString(), code: 'log-scrubbed', msg: 'A line held a secret and was left out' })}\n`;
    },
  };
}

/** What a parser of JSON quotes of a text that it refuses may be somebody's words. */
export function withoutQuotes(text: string): string {
  return text.replace(written, '"..."');
}

function formsOf(name: string, value: string): string[] {
  const forms = [value];
  if (name === 'TELEGRAM_BOT_TOKEN') forms.push(value.replace(/^\d+:/, ''));
  if (name === 'WHATSAPP_PAIRING_NUMBER') forms.push(value.replace(/\D/g, ''));
  if (name === 'SECRET_KEY') {
    const key = Buffer.from(value, /^[0-9a-f]{64}$/i.test(value) ? 'hex' : 'base64');
    forms.push(value.toLowerCase(), key.toString('hex'), key.toString('base64'), key.toString('base64url'));
  }
  if (name === 'DATABASE_URL' && URL.canParse(value)) {
    const { password } = new URL(value);
    forms.push(password, decoded(password));
  }
  return forms.filter((form) => form.length >= shortestSecret);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The longest first, so that none leaves a part of another. */
function alternatives(values: readonly string[]): RegExp | null {
  if (values.length === 0) return null;
  const sorted = [...new Set(values)].sort((a, b) => b.length - a.length);
  return new RegExp(sorted.map((value) => value.replace(/[^\w]/g, '\\$&')).join('|'), 'g');
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
