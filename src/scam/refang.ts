import { foldWord } from './tokens.ts';
import { linkEndings, type MessageWords } from './words.ts';

const spacedDot = new RegExp(
  `([a-z0-9]{2,63})(?: {1,2}\\. {0,2}|\\. {1,2})(${linkEndings})(?=[\\s/,;:!?)]|$)`,
  'gu',
);

/** Matches nowhere: what need not be looked for. */
const never = /(?!)/g;

/** A link that was written so as not to look like one. */
export type DisguisedLink = { fragment: string };

/**
 * Writes links the plain way: `hxxp` and `[.]`, « point fr » in words, spaces around the dot, a line break
 * after a hyphen. Brackets and `hxxp` are what careful people write; words and spaces are a disguise.
 */
export function refang(text: string, words: MessageWords): { text: string; disguised: DisguisedLink | null } {
  const says = words.saysDot.test(text);
  if (!says && !/[.:/[({]/.test(text)) return { text, disguised: null };
  let disguised: DisguisedLink | null = null;
  const plain = text
    .replace(/hxxp(s?):/gi, 'http$1:')
    .replace(words.bracketedDot, '.')
    .replace(/\[(?::\/\/|:)\]/g, (bracket) => bracket.slice(1, -1))
    .replace(
      /(https?):? ?\/\/ ?/gi,
      (scheme) => `${scheme.slice(0, 5).toLowerCase().startsWith('https') ? 'https' : 'http'}://`,
    )
    .replace(/([a-z0-9]-)[ \t]{0,3}\r?\n[ \t]{0,3}(?=[a-z0-9-]{1,63}\.[a-z]{2})/gi, '$1')
    .replace(/(\/\/[^\s]{1,200}-)[ \t]{0,3}\r?\n[ \t]{0,3}(?=[a-z0-9])/gi, '$1')
    .replace(says ? words.spelledDot : never, (whole: string, name: string, ending: string) => {
      if (words.notHosts.has(foldWord(name))) return whole;
      const link = `${name}.${ending}`;
      disguised ??= { fragment: link };
      return link;
    })
    .replace(spacedDot, (whole, name: string, ending: string) => {
      const sentenceBreak =
        /^[^ ]+\. /.test(whole) && !/^(?:fr|com|net|org|info|top|xyz|click|shop|icu|sbs|cyou)$/.test(ending);
      if (sentenceBreak) return whole;
      const link = `${name}.${ending}`;
      disguised ??= { fragment: link };
      return link;
    });
  return { text: plain, disguised };
}
