import type { Given } from '../knowledge/schema.ts';
import type { DialogueLexicon } from './dialogue-lexicon.ts';
import type { GivenReading, Hit } from './given-reading.ts';
import type { GivenWordings } from './given-wordings.ts';
import { mentionsAny } from './wording.ts';

/** How many words before and after a thing are looked at for "pas", "demandait", "donné". */
const wordsBefore = 6;
const wordsAfter = 5;
/** From "pas" to its verb. */
const wordsOfNegation = 3;
/** Small words apart. */
const besideVerb = 4;
/** Told by a verb of their own ("payé", "installé"): a page closed afterwards changes nothing. */
const acts: readonly Given[] = ['money', 'app_installed', 'remote_access', 'called_back', 'link_only'];

export type Telling = {
  /** Whether what stands there was given, rather than refused, asked for or changed. */
  readonly isGiven: (hit: Hit, kind: Given) => boolean;
};

/** How a message tells of the things in it. */
export function createTelling(
  { words, hits, between }: GivenReading,
  wordings: GivenWordings,
  dialogue: DialogueLexicon,
): Telling {
  const of = (group: string) => (hits[wordings.partOf(group)] ?? []).filter(({ inner }) => !inner);
  const said = (from: number, to: number) => ` ${words.slice(Math.max(0, from), to).join(' ')} `;
  const denied = (at: number): boolean => {
    const before = said(at - wordsBefore, at);
    if (!mentionsAny(before, dialogue.givenNegations)) return false;
    const left = dialogue.givenHarmless.reduce((rest, one) => rest.replaceAll(one, ' | '), before);
    const turn = Math.max(0, ...dialogue.givenTurns.map((word) => left.lastIndexOf(word)));
    return mentionsAny(left.slice(turn), dialogue.givenNegations);
  };
  let told: readonly Hit[] | undefined;
  /** The verbs of giving that are not denied. */
  const gave = () => (told ??= of('gave').filter(({ at }) => !denied(at)));
  const gaveBeside = (hit: Hit) => gave().some((verb) => verb !== hit && between(verb, hit) <= besideVerb);
  const gaveAfter = (hit: Hit) => gave().some(({ at }) => at >= hit.end);

  /** "la carte, je ne l'ai pas donnée", "ma carte, non" */
  const deniedAfter = (hit: Hit): boolean =>
    !gaveBeside(hit) &&
    (of('no').some(({ at }) => at === hit.end) ||
      of('gave').some(
        ({ at, end }) =>
          at >= hit.end &&
          at <= hit.end + wordsAfter &&
          denied(at) &&
          mentionsAny(said(Math.max(hit.end, at - wordsOfNegation), at), dialogue.givenNegations) &&
          !dialogue.givenObjects.includes(said(end, end + 1)),
      ));
  /** "il voulait ma carte", and nothing of having given it. */
  const onlyAsked = (hit: Hit): boolean => {
    const asking = of('asked').findLast(({ at, end }) => end <= hit.at && at >= hit.at - wordsBefore);
    if (!asking || gaveAfter(hit) || of('complied').some(({ at }) => at >= hit.end)) return false;
    return !gave().some(
      ({ at, end }) =>
        at >= asking.end && end <= hit.at && !mentionsAny(said(asking.end, at), dialogue.givenOrders),
    );
  };
  /** "mot de passe changé": a thing told of for something else. */
  const changed = (hit: Hit): boolean =>
    of('changed').some((verb) => between(verb, hit) === 0 && (verb.at > hit.at || !gaveBeside(hit)));
  const refused = (hit: Hit): boolean => of('refused').length > 0 && !gaveBeside(hit) && !gaveAfter(hit);

  return {
    isGiven: (hit, kind) => {
      if (denied(hit.at) || onlyAsked(hit)) return false;
      if (acts.includes(kind)) return true;
      if (changed(hit)) return false;
      return kind === 'otp_code' || !(deniedAfter(hit) || refused(hit)); // a code is mostly told by an act too
    },
  };
}
