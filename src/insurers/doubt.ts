import { soundEnding, soundKey } from './sound.ts';

/** From this cost on, more than the spelling of a sound is wrong. */
const seriousCost = 0.6;
const shortName = 5;
/** Costs up to this share of the letters leave no doubt about a long name. */
const slightShare = 0.05;

/**
 * Whether a misspelt name may as well be the right name of somebody else: "Mutelia" is not surely "Mutelios".
 * People who misspell keep how a name ends; names made alike differ there.
 *
 * @param typed what the person wrote, folded and joined
 * @param name the name that it is near to, folded and joined
 * @param cost how far they are apart
 */
export function mayBeAnother(typed: string, name: string, cost: number): boolean {
  if (
    cost < seriousCost ||
    cost / name.length < slightShare ||
    typed === name.slice(0, -1) ||
    sameLetters(typed, name)
  )
    return false;
  return name.length <= shortName
    ? soundKey(typed) !== soundKey(name)
    : soundEnding(typed) !== soundEnding(name);
}

/** Only the order of the letters differs, as fast fingers do. */
function sameLetters(typed: string, name: string): boolean {
  return (
    typed.length === name.length && Array.from(typed).sort().join('') === Array.from(name).sort().join('')
  );
}
