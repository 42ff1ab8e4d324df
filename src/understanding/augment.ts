import { pick } from './random.ts';
import type { IntentRules } from './rules.ts';

/** Makes a variant of a training sentence that means the same. */
export type Augmenter = (text: string, random: () => number) => string;

// pairs of keys that lie side by side are not needed: any slip of the finger trains the same tolerance
const letters = 'abcdefghijklmnopqrstuvwxyz';
const consonants = ['b', 'c', 'd', 'f', 'g', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v'];
const vowels = ['a', 'e', 'i', 'o', 'u'];

/** Builds the augmenter of a language from its short spellings, names and polite phrases. */
export function augmenterOf(rules: IntentRules): Augmenter {
  const shortened = new Map<string, string[]>();
  for (const [short, full] of Object.entries(rules.spellings)) {
    if (!full.includes(' ')) shortened.set(full, [...(shortened.get(full) ?? []), short]);
  }
  const insurers = rules.insurerWords;
  const known = new Set(insurers);

  const word = (original: string, random: () => number): string => {
    const lower = original.toLowerCase();
    if (known.has(lower) && random() < 0.6)
      return random() < 0.3 ? invented(random) : pick(insurers, random, original);
    if (random() < 0.15) {
      const short = shortened.get(lower);
      if (short !== undefined) return pick(short, random, original);
    }
    return original.length > 4 && random() < 0.05 ? slip(original, random) : original;
  };

  return (text, random) => {
    let variant = text.replace(/[\p{L}\p{N}]+/gu, (original) => word(original, random));
    const chance = random();
    if (chance < 0.25) variant = variant.toLowerCase();
    else if (chance < 0.29) variant = variant.toUpperCase();
    if (random() < 0.35) variant = variant.replace(/[?!.,;:]+\s*$/, '');
    if (random() < 0.25) variant = variant.replace(/[’']/g, random() < 0.5 ? '' : ' ');
    if (random() < 0.12) variant = dropWord(variant, random);
    if (random() < 0.2) variant = pick(rules.openings, random, '') + variant;
    if (random() < 0.2) variant += pick(rules.closings, random, '');
    return variant;
  };
}

function dropWord(text: string, random: () => number): string {
  const parts = text.split(' ');
  if (parts.length < 5) return text;
  parts.splice(Math.floor(random() * parts.length), 1);
  return parts.join(' ');
}

function slip(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const kind = random();
  if (kind < 0.3) return word.slice(0, at) + word.slice(at + 1);
  if (kind < 0.55) return word.slice(0, at) + (word[at] ?? '') + word.slice(at);
  if (kind < 0.8) return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
  return word.slice(0, at) + (letters[Math.floor(random() * letters.length)] ?? '') + word.slice(at + 1);
}

/** A name that nobody knows, so that a missing insurer still reads as one. */
function invented(random: () => number): string {
  let name = '';
  for (let index = 0; index < 2 + Math.floor(random() * 2); index++) {
    name += pick(consonants, random, 'm') + pick(vowels, random, 'a');
  }
  return name;
}

/** Letters without sense, as a child or a cat types them; they teach what is not a question. */
export function gibberish(random: () => number): string {
  const count = 1 + Math.floor(random() * 3);
  const wordsOut: string[] = [];
  for (let index = 0; index < count; index++) {
    let made = '';
    const length = 3 + Math.floor(random() * 9);
    const from = random() < 0.5 ? letters : 'azertyuiopqsdfghjklmwxcvbn';
    const start = Math.floor(random() * 20);
    for (let at = 0; at < length; at++) {
      made += random() < 0.5 ? (from[(start + at) % 26] ?? '') : (letters[Math.floor(random() * 26)] ?? '');
    }
    wordsOut.push(made);
  }
  return wordsOut.join(' ');
}
