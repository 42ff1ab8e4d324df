const endings =
  'fr|com|net|org|info|eu|be|ch|top|xyz|click|shop|online|site|live|icu|sbs|cyou|club|link|store|space|website|cc|co|io|me|biz|life|world|support|services|app|ru|cn|bond|lol|quest|rest|cfd|buzz|fun|vip|pro|tech|digital|page|today|group|help|center|express';
const spelledDot = new RegExp(
  `([\\p{L}\\p{N}]{2,63})[ ]{1,2}(?:point|dot)[ ]{1,2}(${endings})(?![\\p{L}\\p{N}])`,
  'giu',
);
const spacedDot = new RegExp(
  `([a-z0-9]{2,63})(?: {1,2}\\. {0,2}|\\. {1,2})(${endings})(?=[\\s/,;:!?)]|$)`,
  'gu',
);
const ordinaryWords = new Set(
  'un une le la les ce cet au aux du des de mon ton son petit dernier premier faire à a en et sur quel'.split(
    ' ',
  ),
);

/** A link that was written so as not to look like one. */
export type DisguisedLink = { fragment: string };

/**
 * Writes links the plain way: `hxxp` and `[.]`, « point fr » in words, spaces around the dot, a line break
 * after a hyphen. Brackets and `hxxp` are what careful people write; words and spaces are a disguise.
 */
export function refang(text: string): { text: string; disguised: DisguisedLink | null } {
  let disguised: DisguisedLink | null = null;
  const plain = text
    .replace(/hxxp(s?):/gi, 'http$1:')
    .replace(/ ?(?:\[|\(|\{) ?(?:\.|dot|point) ?(?:\]|\)|\}) ?/gi, '.')
    .replace(/\[(?::\/\/|:)\]/g, (bracket) => bracket.slice(1, -1))
    .replace(
      /(https?):? ?\/\/ ?/gi,
      (scheme) => `${scheme.slice(0, 5).toLowerCase().startsWith('https') ? 'https' : 'http'}://`,
    )
    .replace(/([a-z0-9]-)[ \t]{0,3}\r?\n[ \t]{0,3}(?=[a-z0-9-]{1,63}\.[a-z]{2})/gi, '$1')
    .replace(/(\/\/[^\s]{1,200}-)[ \t]{0,3}\r?\n[ \t]{0,3}(?=[a-z0-9])/gi, '$1')
    .replace(spelledDot, (whole, name: string, ending: string) => {
      if (ordinaryWords.has(name.toLowerCase())) return whole;
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
