import type { ScamLexicon } from './lexicon.ts';
import { foldWord, phraseWords } from './tokens.ts';

/** What the letters of Latin-1 and the extended Latin alphabets fold to, where that is one letter. */
const foldedLetters = new Map(
  Array.from({ length: 0x24f - 0x80 + 1 }, (_, index) => String.fromCharCode(0x80 + index)).map((letter) => [
    letter,
    foldLetter(letter),
  ]),
);

/** Letters of other alphabets are remembered as they come; of more, somebody is playing. */
const mostLetters = 5_000;

function foldLetter(letter: string): string {
  if (letter === '\u2019') return "'";
  const plain = foldWord(letter);
  return plain.length === 1 ? plain : letter;
}
function foldedLetter(letter: string): string {
  const known = foldedLetters.get(letter);
  if (known !== undefined) return known;
  const folded = foldLetter(letter);
  if (foldedLetters.size < mostLetters) foldedLetters.set(letter, folded);
  return folded;
}

/**
 * Folds a text without changing its length: lower case, no accents, straight apostrophes. An offset in the
 * result is the same offset in the text.
 */
export function foldText(text: string): string {
  return text
    .replace(/[^\u0000-\u007f]/g, foldedLetter)
    .replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
}

const wordEnd = '(?![\\p{L}\\p{N}])';
const betweenWords = "[\\s'-]{0,2}";

/** The source of an expression for any of the phrases in a folded text, longest first; `word*` stands for any end. */
function alternation(phrases: readonly string[]): string {
  const sources = phrases.map((phrase) => {
    const words = phraseWords(phrase);
    const open = words.at(-1)?.endsWith('*') === true;
    const joined = words.map((word) => word.replace('*', '')).join(betweenWords);
    return open ? joined : joined + wordEnd;
  });
  return `(?:${sources.sort((a, b) => b.length - a.length).join('|')})`;
}

/**
 * The same for an expression that is only tested: what phrases begin and end with is written once, which compiles
 * to a tenth of the size and is several times as fast.
 */
function anyOf(phrases: readonly string[]): string {
  const all = phrases.map(phraseWords);
  const open = all.filter((words) => words.at(-1)?.endsWith('*'));
  const closed = all.filter((words) => !words.at(-1)?.endsWith('*'));
  const sources = [
    ...(open.length > 0 ? [sourceOf(open)] : []),
    ...(closed.length > 0 ? [sourceOf(closed) + wordEnd] : []),
  ];
  return `(?:${sources.join('|')})`;
}

/** Any of the lists of words, those with the same first word together. */
function sourceOf(phrases: readonly (readonly string[])[]): string {
  const byFirst = Map.groupBy(phrases, ([first = '']) => first.replace('*', ''));
  const sources = [...byFirst].map(([first, group]) => {
    const following = group.filter(({ length }) => length > 1).map((words) => words.slice(1));
    if (following.length === 0) return first;
    const more = betweenWords + sourceOf(following);
    return first + (following.length < group.length ? `(?:${more})?` : more);
  });
  return `(?:${sources.join('|')})`;
}

const wordStart = '(?<![\\p{L}\\p{N}])';

function anywhere(phrases: readonly string[]): RegExp {
  return new RegExp(wordStart + anyOf(phrases), 'u');
}

function opening(phrases: readonly string[]): RegExp {
  return new RegExp(`^${anyOf(phrases)}`, 'u');
}

/** Marks with which people point at the message above. */
const pointing = '\\^\\^?|\\u2b06|\\u{1f446}';

/** The words that tell how a message was written and by whom, as expressions on a folded text and as sets. */
export type MessageWords = ReturnType<typeof compileWords>;

/** Compiles the words of the lexicon that stand outside of its patterns; once for each analyser. */
export function compileWords(lexicon: ScamLexicon) {
  const { context, extract, negation, writing } = lexicon;
  const dots = alternation(writing.spelledDots);
  return {
    institutionVoice: new Set(context.institutionVoice),
    formalYour: new Set(context.formalYour),
    anyYour: new Set(context.anyYour),
    headLine: new RegExp(`(?:^|\\n)\\s{0,3}${anyOf(context.mailHeaders)}\\s?:`, 'u'),
    isHeader: new RegExp(`^${anyOf(context.mailHeaders)} ?:`, 'u'),
    senderHeader: new RegExp(`(?:^|[\\n[(])\\s{0,3}${anyOf(context.senderHeaders)}\\s?:[^\\n@]{0,120}$`, 'u'),
    nameFollowedBy: new RegExp(`^\\s{0,2}(?:[:!\u2013\u2014\\n-]|${anyOf(context.nameFollowedBy)})`, 'u'),
    team: new RegExp(`${wordStart}${anyOf(context.teams)}\\s{1,2}[\\p{L} ]{0,12}$`, 'u'),
    channels: new Set(context.channels),
    call: anywhere(context.call),
    strongWarning: anywhere(context.strongWarnings),
    wayIn: anywhere(context.wayIn),
    codeWords: new Set(context.codeWords),
    otherCards: new Set(context.otherCards),
    otherCodes: new Set(context.otherCodes),
    receivedFrom: new RegExp(`${wordStart}${anyOf(context.receivedFrom)}\\s?$`, 'u'),
    subjects: new Set(context.subjects),
    objects: new Set(context.objects),
    receivers: new Set(context.receivers),
    writers: new Set(context.writers),
    desk: anywhere(context.desk),
    post: anywhere(context.post),
    remote: anywhere(context.remote),
    unless: new Map(Object.entries(lexicon.unless).map(([id, phrases]) => [id, anywhere(phrases)])),
    done: doneVerbs(lexicon),
    commentOpening: new RegExp(`^(?:${pointing}|${anyOf(extract.commentOpenings)})`, 'u'),
    closingComment: new RegExp(
      `(?:^|[.!?\u2026\\n)] ?|[,;\u2013\u2014-] |\\s)((?:\\^\\^|${alternation(extract.closingOpenings)})[^.!?\\n]{0,90}\\?*)\\s*$`,
      'u',
    ),
    aboutMessage: new RegExp(`${pointing}|${wordStart}${anyOf(extract.aboutMessage)}`, 'u'),
    ownWords: anywhere(extract.ownWords),
    toReader: anywhere(extract.toReader),
    addressed: anywhere(context.formalYour),
    alreadyDone: anywhere(extract.alreadyDone),
    ownOpening: opening(extract.ownOpenings),
    negation: {
      before: new Set(negation.before),
      directlyBefore: new Set(negation.directlyBefore),
      after: new Set(negation.after),
      softened: new Set(negation.softened),
      particle: new Set(negation.particle),
      exception: new Set(negation.exception),
      never: new Set(negation.never),
      turns: new Set(negation.turns),
      speech: opening(negation.speech),
      denial: new Set(negation.denial),
      noNeed: anywhere(negation.noNeed),
      hypothetical: anywhere(negation.hypothetical),
    },
    notNames: new Set(writing.notNames),
    dangling: new Set(writing.dangling),
    connectives: new Set(writing.connectives),
    functionWords: new Set(writing.functionWords),
    notHosts: new Set(writing.notHosts),
    spelledDot: new RegExp(
      `([\\p{L}\\p{N}]{2,63})[ ]{1,2}${dots}[ ]{1,2}(${linkEndings})(?![\\p{L}\\p{N}])`,
      'giu',
    ),
    bracketedDot: new RegExp(` ?[[({] ?(?:\\.|${dots}) ?[\\])}] ?`, 'giu'),
    saysDot: new RegExp(`${wordStart}${dots}`, 'iu'),
    hostPrefix: new RegExp(`^(?:${writing.hostPrefixes.join('|')})(.{3,4})$`, 'u'),
    falseState: new RegExp(`(?:^|[-.])gouv(?:$|[-.])|${writing.stateWords.join('|')}`, 'u'),
    linkPlaceholder: new RegExp(
      `\\{\\{ ?${alternation(writing.linkPlaceholders)} ?\\}\\}|[[<(]${alternation(writing.linkPlaceholders)}[\\])>]`,
      'gu',
    ),
    amount: amountPattern(writing.currencies),
    numberIntroduction: new RegExp(`${anyOf(writing.numberIntroductions)}\\w*[ :.]{0,3}$`, 'u'),
    directoryIntroduction: new RegExp(`${anyOf(writing.directoryIntroductions)}\\w*[ :]{0,3}$`, 'u'),
    leakedKinds: lexicon.leakedKinds.map(({ words, kinds }) => ({ words: anywhere(words), kinds })),
  };
}

/** Verbs of requests that a participle folds to: « payé » is no order to pay. */
function doneVerbs({ classes }: ScamLexicon): ReadonlySet<string> {
  const verbs = ['give', 'pay', 'payv', 'install', 'validate', 'transfer'].flatMap(
    (name) => classes[name] ?? [],
  );
  return new Set(verbs.map((verb) => verb.replace('*', '')).filter((verb) => !verb.includes(' ')));
}

/** Endings of links that are written with a word or a space for the dot. */
export const linkEndings =
  'fr|com|net|org|info|eu|be|ch|top|xyz|click|shop|online|site|live|icu|sbs|cyou|club|link|store|space|website|cc|co|io|me|biz|life|world|support|services|app|ru|cn|bond|lol|quest|rest|cfd|buzz|fun|vip|pro|tech|digital|page|today|group|help|center|express';

/** Sums: digits with a currency on either side, or with two decimals. */
function amountPattern(currencies: readonly string[]): RegExp {
  return new RegExp(
    `(?:\u20ac ?)?(?<![\\p{L}\\d])\\d{1,3}(?:[ .\\u00a0\\u202f]?\\d{3}){0,3}(?:[.,]\\d{1,2})? ?(?:\u20ac|\\$|${currencies.join('|')})(?!\\p{L})|\u20ac ?\\d{1,7}(?:[.,]\\d{1,2})?|(?<![\\p{L}\\d,.])\\d{2,6},\\d{2}(?![\\d,.])`,
    'giu',
  );
}
