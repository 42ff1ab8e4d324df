import type { Given } from '../knowledge/schema.ts';
import type { DialogueLexicon } from './dialogue-lexicon.ts';
import { readGiven, type GivenReading, type Hit } from './given-reading.ts';
import { createTelling } from './given-telling.ts';
import { compileGiven, type GivenWordings, type Turn, type Wording } from './given-wordings.ts';

/** Words between the parts of a wording at most, small ones apart. */
const near = 12;
const beside = 2;
/** Things told in one breath: "identifiant et mot de passe". */
const sameBreath = 2;
const sameClause = 5;
const harmless: readonly Given[] = ['link_only', 'called_back'];

const compiled = new WeakMap<DialogueLexicon, GivenWordings>();

function read(text: string, dialogue: DialogueLexicon): { wordings: GivenWordings; reading: GivenReading } {
  const wordings = compiled.get(dialogue) ?? compileGiven(dialogue);
  compiled.set(dialogue, wordings);
  return { wordings, reading: readGiven(text, wordings) };
}

/**
 * What a person says they gave away or did. What was refused, only asked for or only nearly given does not count.
 *
 * @param text the message in `spaced` form
 */
export function givenIn(text: string, dialogue: DialogueLexicon): Given[] {
  const { wordings, reading } = read(text, dialogue);
  const telling = createTelling(reading, wordings, dialogue);
  return mostSerious(kindsIn(reading, wordings, telling.isGiven), reading, wordings);
}

/**
 * The kinds that a message names, given or only asked for.
 *
 * @param text the message in `spaced` form
 */
export function namedIn(text: string, dialogue: DialogueLexicon): Given[] {
  const { wordings, reading } = read(text, dialogue);
  return mostSerious(
    kindsIn(reading, wordings, () => true),
    reading,
    wordings,
  );
}

/**
 * Whether a message tells of something given away, rather than asks about the leak or about what might be.
 *
 * @param text the message in `spaced` form
 */
export function tellsOfGift(text: string, dialogue: DialogueLexicon): boolean {
  const { wordings, reading } = read(text, dialogue);
  if ((reading.hits[wordings.partOf('onlyAsks')] ?? []).length > 0) return false;
  const { isGiven } = createTelling(reading, wordings, dialogue);
  return kindsIn(reading, wordings, isGiven, ['first', 'late']).some((kind) => kind !== 'link_only');
}

/**
 * Whether a message tells of money taken that the person did not send: "retrait que je n'ai pas fait".
 *
 * @param text the message in `spaced` form
 */
export function tellsOfUnknownDebit(text: string, dialogue: DialogueLexicon): boolean {
  const { wordings, reading } = read(text, dialogue);
  const of = (group: string) => reading.hits[wordings.partOf(group)] ?? [];
  return of('debit').some((debit) =>
    of('notOwn').some((denial) => reading.between(debit, denial) <= sameClause),
  );
}

type Counts = (hit: Hit, kind: Given) => boolean;

function kindsIn(
  reading: GivenReading,
  { wordings }: GivenWordings,
  counts: Counts,
  turns: readonly Turn[] = ['first', 'late', 'last'],
): Given[] {
  const found = new Set<Given>();
  const used: Hit[] = [];
  for (const turn of turns) {
    if (turn === 'last' && [...found].some((kind) => !harmless.includes(kind))) break;
    for (const wording of wordings) {
      if (wording.turn !== turn || !reading.hits[wording.parts[0] ?? -1]?.length) continue;
      const kind = wording.kind as Given; // the lexicon's keys are the emergencies' names: a test checks it
      for (const hit of thingsOf(wording, reading, used)) {
        if (!wording.shared) used.push(hit);
        if (counts(hit, kind)) found.add(kind);
      }
    }
  }
  return [...found];
}

/** The places of a wording's thing, not used up yet, that its other parts stand near. */
function thingsOf(wording: Wording, { hits, between }: GivenReading, used: readonly Hit[]): Hit[] {
  const [things = [], ...contexts] = wording.parts.map((part) => hits[part] ?? []);
  const free = things.filter(
    (hit) =>
      !hit.inner && (wording.shared || !used.some((other) => hit.at < other.end && other.at < hit.end)),
  );
  const [first = []] = contexts;
  if (contexts.length === 0 || free.length === 0) return free;
  const reaches = (hit: Hit, other: Hit, place: number) =>
    other !== hit && between(hit, other) <= (wording.beside[place + 1] ? beside : near);
  // each context belongs to the thing nearest to it: "mes codes ameli puis mon mot de passe de la banque"
  const nearest = first.flatMap((context) =>
    free
      .filter((hit) => reaches(hit, context, 0))
      .sort((a, b) => between(a, context) - between(b, context))
      .slice(0, 1),
  );
  const fitting = nearest.filter((hit) =>
    contexts.every((others, place) => others.some((other) => reaches(hit, other, place))),
  );
  return free.filter((hit) => fitting.some((other) => other === hit || between(hit, other) <= sameBreath));
}

function mostSerious(found: readonly Given[], { hits }: GivenReading, { partOf }: GivenWordings): Given[] {
  const of = (group: string) => hits[partOf(group)] ?? [];
  const paidByCard =
    found.includes('card') && of('card').some(({ inner }) => !inner) && of('gone').length === 0;
  const kept = found.filter((kind) => !(kind === 'money' && paidByCard));
  const serious = kept.filter((kind) => kind !== 'link_only');
  return serious.length > 0 ? serious : kept;
}
