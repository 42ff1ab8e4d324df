import type { InsurerIndex } from './insurer-index.ts';
import type { NameForm } from './name-form.ts';
import type { Reading } from './reading.ts';
import type { Surroundings } from './surroundings.ts';

/** Whether a name found exactly counts as an insurer in these surroundings. */
export function counts(
  form: NameForm,
  around: Surroundings,
  reading: Reading,
  { grammar }: InsurerIndex,
  beside: boolean,
): boolean {
  const surely = around.insurance && !(form.guard === 'company' && around.afterAt);
  for (const word of form.unless) if (reading.wordSet.has(word) && !surely) return false;
  const { insurance } = around;
  if (form.notAfter.has(around.previous) || (around.titled && !insurance)) return false;
  // "un MBA", "les muros": a thing rather than an insurer
  const thing = grammar.thingArticles.has(around.previous);
  switch (form.guard) {
    case 'plain':
      return true;
    case 'word':
      if (insurance || ((around.alone || around.setOff) && form.words.length > 1)) return true;
      if (around.proper && form.words.length > 1) return true;
      // two capitals stand for many things
      if (around.acronym && !thing && (form.core.length > 2 || reading.onSubject)) return true;
      return around.groping || (around.proper && !thing && reading.onSubject);
    case 'name':
      if (insurance || around.acronym || around.alone || around.groping) return true;
      if (around.proper && grammar.through.has(around.previous)) return true;
      return !around.person && (reading.onSubject || reading.employment || around.atThe || beside);
    case 'acronym':
      if (insurance || around.atThe || around.isolated || reading.onSubject || beside) return true;
      if (around.proper && grammar.holders.has(around.previous)) return true;
      return (
        !thing &&
        (around.acronym ||
          around.groping ||
          (around.nearlyAlone && !grammar.acronymThingArticles.has(around.previous)))
      );
    case 'bank':
      if (around.alone || around.groping || (insurance && !around.afterAt && reading.health)) return true;
      return (reading.onSubject || insurance) && !reading.banking;
    case 'company':
      if ((insurance && !around.afterAt) || around.alone) return true;
      if (around.nearlyAlone) return reading.onSubject || (around.employed && !around.person);
      return around.employed && (reading.health || reading.leak);
    case 'public':
      return insurance || around.alone || (reading.leak && !around.person);
  }
}
