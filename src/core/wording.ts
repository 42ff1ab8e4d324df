import { fold, words } from '../understanding/normalise.ts';
import type { DialogueLexicon } from './dialogue-lexicon.ts';

/** A message as folded words between single spaces, with a space at both ends: " j ai clique ". */
export function spaced(text: string): string {
  return ` ${words(fold(text.replaceAll('€', ' euros '))).join(' ')} `;
}

/** A text in `spaced` form with each spelling brought to the form that stands for it, longer ones first. */
export function inOneSpelling(text: string, spellings: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(spellings)
    .flatMap(([form, variants]) => variants.map((variant) => ({ form: ` ${form} `, variant })))
    .sort((a, b) => byLength(a.variant, b.variant))
    .reduce((rest, { form, variant }) => rest.replaceAll(variant, form), text);
}

/** Whether one of the wordings (in `spaced` form) stands in the text as whole words. */
export function mentionsAny(text: string, wordings: readonly string[]): boolean {
  return wordings.some((wording) => text.includes(wording));
}

/** The keys whose wordings stand in the text, longest wording first, each word claimed once. */
export function mentionedKeys(text: string, table: Readonly<Record<string, readonly string[]>>): string[] {
  const found: string[] = [];
  let rest = text;
  for (const [key, wordings] of Object.entries(table)) {
    const hits = wordings.filter((wording) => rest.includes(wording));
    if (hits.length === 0) continue;
    found.push(key);
    for (const hit of hits) rest = rest.replaceAll(hit, ' | ');
  }
  return found;
}

const byLength = (a: string, b: string) => b.length - a.length;

/** The lexicon with every wording brought to `spaced` form once, so that a message is compared cheaply. */
export function compileDialogue(lexicon: DialogueLexicon): DialogueLexicon {
  const list = (wordings: readonly string[]) => wordings.map(spaced).sort(byLength);
  const table = (record: Readonly<Record<string, readonly string[]>>) =>
    Object.fromEntries(Object.entries(record).map(([key, wordings]) => [key, list(wordings)]));
  const parts = <Key extends string>(record: Readonly<Record<Key, readonly string[]>>) =>
    table(record) as Record<Key, string[]>; // the keys stay
  const wished = (groups: DialogueLexicon['thoughtsOfDeath']['own']) =>
    groups.map(({ wishes, acts }) => ({ wishes: list(wishes), acts: list(acts) }));
  const spellings = table(lexicon.followUpSpellings);
  return {
    ordinals: table(lexicon.ordinals),
    yes: list(lexicon.yes),
    no: list(lexicon.no),
    other: list(lexicon.other),
    sameFor: list(lexicon.sameFor),
    followUps: Object.fromEntries(
      Object.entries(table(lexicon.followUps)).map(([key, wordings]) => [
        key,
        wordings.map((wording) => inOneSpelling(wording, spellings)),
      ]),
    ),
    openers: list(lexicon.openers),
    closers: list(lexicon.closers),
    emphasis: list(lexicon.emphasis),
    followUpSpellings: spellings,
    nextWords: list(lexicon.nextWords),
    done: list(lexicon.done),
    former: list(lexicon.former),
    family: list(lexicon.family),
    callReport: list(lexicon.callReport),
    ownMessage: list(lexicon.ownMessage),
    thoughtsOfDeath: {
      alone: list(lexicon.thoughtsOfDeath.alone),
      certain: list(lexicon.thoughtsOfDeath.certain),
      otherwise: list(lexicon.thoughtsOfDeath.otherwise),
      between: list(lexicon.thoughtsOfDeath.between),
      negations: list(lexicon.thoughtsOfDeath.negations),
      own: wished(lexicon.thoughtsOfDeath.own),
      others: wished(lexicon.thoughtsOfDeath.others),
    },
    unknownInsurer: list(lexicon.unknownInsurer),
    deceased: list(lexicon.deceased),
    thanks: list(lexicon.thanks),
    blame: list(lexicon.blame),
    whatIs: list(lexicon.whatIs),
    quizAnswers: parts(lexicon.quizAnswers),
    dataKinds: table(lexicon.dataKinds),
    incidents: table(lexicon.incidents),
    given: lexicon.given,
    givenGroups: lexicon.givenGroups,
    givenSpelling: lexicon.givenSpelling,
    givenIgnored: lexicon.givenIgnored,
    givenNegations: list(lexicon.givenNegations),
    givenHarmless: list(lexicon.givenHarmless),
    givenTurns: list(lexicon.givenTurns),
    givenObjects: list(lexicon.givenObjects),
    givenOrders: list(lexicon.givenOrders),
    othersGave: parts(lexicon.othersGave),
    askedOnly: parts(lexicon.askedOnly),
    dataStolen: parts(lexicon.dataStolen),
    languageAlone: parts(lexicon.languageAlone),
    languages: table(lexicon.languages),
    spotThemes: table(lexicon.spotThemes),
    insults: list(lexicon.insults),
    selfBlame: list(lexicon.selfBlame),
    healthData: list(lexicon.healthData),
    simpleYesCall: list(lexicon.simpleYesCall),
    account: list(lexicon.account),
    alertList: list(lexicon.alertList),
    commands: lexicon.commands,
  };
}
