import { parse } from 'tldts';

/** Letters that are taken for one another in "https" and "www". */
const brokenScheme =
  /(?<![\p{L}\p{N}])[hnb][tfil1]{1,3}p([s5$])?\s?[:;.]\s?[/l|]\s?[/l|]\s?(?=[\p{L}\p{N}])/giu;
const cutScheme = /(?<![\p{L}\p{N}])https?\s?[:;]\s?\/\s?(?=[\p{L}\p{N}])/giu;
const brokenWww = /(?<![\p{L}\p{N}])[wv]{3,6}\s?[.,]\s?(?=[\p{L}\p{N}])/giu;

/** A scheme that is whole but for its letters: "htips://". */
const slippedScheme = /(?<![\p{L}\p{N}])[hnb][tfil1]{1,3}p(s?):\/\/(?=[\p{L}\p{N}])/giu;

/** Mends the scheme of a link that may end with the row. */
export function mendScheme(text: string): string {
  return text.replace(slippedScheme, 'http$1://');
}

/** The host of a link as written, without scheme and path. */
function hostIn(link: string): string {
  return (link.replace(/^[a-z]+:\/\//i, '').split(/[/?#]/)[0] ?? '')
    .replace(/^[^@]*@/, '')
    .replace(/:\d+$/, '')
    .replace(/[.,;:!?)]+$/, '');
}

/** Whether a piece of text is a link or begins as one: its host ends in an ending of the public list. */
export function isHost(piece: string): boolean {
  const host = hostIn(piece);
  if (!/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(host)) return false;
  const { domain, isIcann } = parse(host, { allowPrivateDomains: false });
  return domain !== null && isIcann === true;
}

/** Whether a piece begins as a link or address and has no site yet. */
export function looksBroken(piece: string): boolean {
  const domain = /@([^>]*)$/.exec(piece)?.[1];
  if (domain !== undefined && !/:\/\//.test(piece)) return domain !== '' && !isHost(domain);
  return /^(?:https?:\/\/|www\.)/i.test(piece) && !isHost(piece);
}

/**
 * Mends what reading makes of links and addresses: "https:/ /", "wvvw.", spaces around a dot, ".corn", a comma
 * for a dot. A change is made only where it makes a link of the public list; nothing is invented.
 */
export function mendLinks(text: string): string {
  return [mendSchemes, mendEndings, mendSpaces, mendAddresses, mendNumbers, withoutDrawings].reduce(
    (rest, mend) => mend(rest),
    text,
  );
}

function mendSchemes(text: string): string {
  return text
    .replace(brokenScheme, (whole, secure: string | undefined, at: number) =>
      startsLink(text, at + whole.length) ? `http${secure === undefined ? '' : 's'}://` : whole,
    )
    .replace(cutScheme, (whole) => (/https/i.test(whole) ? 'https://' : 'http://'))
    .replace(brokenWww, 'www.')
    .replace(/(?<=^|[\s/(])www (?=[a-z0-9-]+\.[a-z]{2})/gi, 'www.')
    .replace(/ {2,}/g, ' ');
}

/** Whether a host begins here, perhaps with a space in it. */
function startsLink(text: string, at: number): boolean {
  const [first = '', second = ''] = text.slice(at, at + 200).split(/\s+/);
  return isHost(withDots(first)) || isHost(withDots(first + second));
}

function withDots(piece: string): string {
  return piece.replace(/,(?=[a-z]{2,})/gi, '.');
}

/** ".corn" and ".c0m" are no endings; a comma stands for a dot where that makes a site. */
function mendEndings(text: string): string {
  return text.replace(/[^\s<>()"'\u00ab\u00bb]+/g, (piece) => {
    if (!/[.,]/.test(piece) || isHost(piece)) return piece;
    const dotted = /^(?:https?:\/\/|www\.)/i.test(piece) ? withDots(piece) : piece;
    const tries = [
      dotted.replace(/\|/g, 'l'),
      dotted.replace(/L(?=(?:fr|com|net|org|info|eu)(?:$|[/?#]))/, 'l.'),
      dotted,
      dotted.replace(/\.(?:corn|c0m)(?=$|[/?#:.,;!)])/i, '.com'),
      dotted.replace(/\.(?:0rg|orq)(?=$|[/?#])/i, '.org'),
    ];
    return tries.find((one) => one !== piece && isHost(one)) ?? piece;
  });
}

/** What stands before, and how long a name may be, keeps these from trying every letter of a long word. */
const spacedDot =
  /(?<![\p{L}\p{N}])([\p{L}\p{N}][\p{L}\p{N}.-]{2,100})(?: {1,2}\. {0,2}|\. {1,2})([a-z]{2,12})(?=[\s/?#,;:!)]|\.(?:\s|$)|$)/gu;

/** A space for the dot before the ending and the path of a site of several words. */
const lostDot = /(?<![a-z0-9-])((?:[a-z0-9]+-)+[a-z0-9]+) ([a-z]{2,12}\/\S+)/g;

/** "https://suivi .top /x": spaces inside of a link. */
function mendSpaces(text: string): string {
  const dotted = text.replace(spacedDot, (whole, name: string, ending: string, at: number) => {
    const before = text.slice(0, at).slice(-12);
    const marked =
      /(?:\/\/|www\.)[^\s]*$/i.test(before + name) || /[-\d]/.test(name) || text[at + whole.length] === '/';
    return marked && isHost(`${name}.${ending}`) ? `${name}.${ending}` : whole;
  });
  const whole = dotted.replace(lostDot, (piece, name: string, rest: string) =>
    isHost(`${name}.${rest}`) ? `${name}.${rest}` : piece,
  );
  return whole.replace(
    /((?:https?:\/\/|www\.)\S{1,2048})((?: \S+){1,2})/gi,
    (whole, link: string, rest: string) => {
      if (isHost(link))
        return /^ \/\S/.test(rest) && !/[/?#]/.test(hostPath(link)) ? link + rest.slice(1) : whole;
      const parts = rest.trim().split(' ');
      for (let count = 1; count <= parts.length; count++) {
        const glued = link + parts.slice(0, count).join('');
        if (isHost(glued)) return [glued, ...parts.slice(count)].join(' ');
      }
      return whole;
    },
  );
}

function hostPath(link: string): string {
  return link.replace(/^[a-z]+:\/\//i, '');
}

/** "contact @ site.fr", "contact©site.fr". */
function mendAddresses(text: string): string {
  return text.replace(
    /(?<![\p{L}\p{N}._+-])([\p{L}\p{N}._+-]+) ?[@\u00a9\u00ae] ?([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)/gu,
    (whole, name: string, domain: string) => (isHost(domain) ? `${name}@${domain}` : whole),
  );
}

/** Letters for digits in a telephone number. */
const spokenNumber = /(?<![\p{L}\p{N}])[0Oo][1-9](?:[ .-]?[\dOoIl]{2}){4}(?![\p{L}\p{N}])/gu;
const fewestDigits = 6;

function mendNumbers(text: string): string {
  return text.replace(spokenNumber, (number) =>
    (number.match(/\d/g)?.length ?? 0) < fewestDigits
      ? number
      : number.replace(/[Oo]/g, '0').replace(/[Il]/g, '1'),
  );
}

/** Takes out what drawings between words were read as. */
function withoutDrawings(text: string): string {
  return text
    .replace(/(?<=^|\s)[@\u00a9\u00ae\u2122\u00a2\u00a5\u00a7]+(?=\s|$)/gu, '')
    .replace(/ {2,}/g, ' ');
}
