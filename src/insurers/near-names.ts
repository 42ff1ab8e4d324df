import type { NameForm } from './name-form.ts';
import { soundSkeleton, withoutMute, type Sounds } from './sound.ts';

/** Forms that sound nearly like a core, found without weighing all of them. */
export type NearNames = {
  readonly add: (form: NameForm) => void;
  /** At most a few dozen; the surest first. */
  readonly near: (core: string, sounds: readonly string[]) => readonly NameForm[];
  /** Whether some form has words of these sounds, joined by spaces. */
  readonly soundsByWord: (sounds: string) => boolean;
  /** Whether some form written as one word sounds so, without mute vowels. */
  readonly soundsJoined: (mute: string) => boolean;
};

/** How many forms are weighed for one part of a text, whatever the number of organisations. */
const shortlistLength = 48;
/** Sound keys up to this length are found with one letter more or less anywhere, longer ones by their ends. */
const shortKey = 12;
const endLength = 6;
const shortCore = 10;

/** Starts with no form. */
export function createNearNames(sounds: Sounds): NearNames {
  const byKey = new Map<string, NameForm[]>();
  const byWord = new Set<string>();
  const joined = new Set<string>();
  return {
    add: (form) => {
      byWord.add(form.words.map(sounds.key).join(' '));
      for (const key of sounds.keys(form.words.join(''))) joined.add(withoutMute(key));
      for (const key of nearKeys(form.core, sounds.keys(form.core))) {
        const there = byKey.get(key);
        if (there === undefined) byKey.set(key, [form]);
        else if (there.length < shortlistLength * 4) there.push(form);
      }
    },
    near: (core, coreSounds) => {
      const found = new Set<NameForm>();
      for (const key of nearKeys(core, coreSounds)) {
        const forms = byKey.get(key);
        if (forms === undefined) continue;
        for (const form of forms) {
          if (found.size >= shortlistLength) return [...found];
          found.add(form);
        }
      }
      return [...found];
    },
    soundsByWord: (sounds) => byWord.has(sounds),
    soundsJoined: (mute) => joined.has(mute),
  };
}

/** Keys that two names share when at most a letter or two of their sound differ; the surest first. */
function nearKeys(core: string, sounds: readonly string[]): string[] {
  const keys: string[] = [];
  for (const sound of sounds) addNearSounds(keys, sound);
  // swapped letters change the sound of an acronym
  if (core.length <= shortCore) {
    keys.push(`~${core}`);
    addWithoutOne(keys, '~', core);
  }
  return keys;
}

function addNearSounds(keys: string[], sound: string): void {
  keys.push(sound);
  if (sound.length <= shortKey) addWithoutOne(keys, '', sound);
  else keys.push(`^${sound.slice(0, endLength)}`, `$${sound.slice(-endLength)}`);
  const skeleton = soundSkeleton(sound);
  if (skeleton.length >= 3) keys.push(`-${skeleton}`);
  if (skeleton.length >= 5 && skeleton.length <= shortKey) addWithoutOne(keys, '-', skeleton);
}

function addWithoutOne(keys: string[], mark: string, text: string): void {
  for (let at = 0; at < text.length; at++) keys.push(mark + text.slice(0, at) + text.slice(at + 1));
}
