import { readMessage, type Analyser, type Reading } from './message.ts';
import { wordingSignals } from './signals/wording.ts';
import { foldWord } from './tokens.ts';

/** The message to judge, and what the person says about it. */
export type SeparatedMessage = { message: string; comment: string };

const askWords =
  /^(?:c ?'?est|ce|cet|cette|j'?ai|on m'?a|je viens|est[- ]ce|vrai|arnaque|dites|tu|vous|vérifi|verifi|regarde|voil[aà]|voici|bonjour|bonsoir|salut|hello|coucou|svp|merci|analyse|peux|pouvez|quelqu'un|ma |mon |lis |lisez |que |qu'|il|elle|ça|ca|reçu|recu|encore|et |à |a |le |la |help|aide|\^|⬆|👆|pensez|vrai ou|spam|fake|fiable|dois|faut|message|sms|mail)/iu;
const aboutMessage =
  /arnaque|\bvrai\b|\bvraie\b|\bfaux\b|\bfake\b|fiable|officiel|légitime|legitime|escroquerie|hame?çonnage|phishing|vérifi|verifi|analys|(?:j'?ai|jai|je viens d'?e?|on m'?a|m'?a|m'?ont) ?(?:de )?(?:reçu|recu|recevoir|envoyé|envoye|transféré|écrit|ecrit)|reçu (?:ça|ca|ceci|ce|un|cet)|recu (?:ça|ca|ceci|ce|un|cet)|c'?est (?:quoi|sûr|sur|bon|normal|sérieux|serieux|réel|reel|une blague|vous)|ce (?:message|sms|texto|mail|mél|courriel|lien|numéro|numero|texte|site)|un texto|qui (?:est|m)|c'?est qui|cet (?:e-?mail|expéditeur|appel)|cette adresse|je (?:peux|dois) cliquer|dois[- ]je|que (?:faire|penser|dois)|qu'en pens|tu en penses|vous en pensez|t'en pens|confiance|suspect|louche|bizarre|étrange|douteux|ci-dessus|ci-dessous|danger|à qui appartient|connaissez[- ]vous|\^\^|👆|⬆|spam\b|bon signe|au sérieux|au serieux/iu;

/** Words of a person who tells a story or asks, without passing a message on. */
const ownStory = /\b(?:j'?ai|jai|je|moi|ma|mon|mes|me|m'|on m')\b/iu;
const toReader = /\b(?:votre|vos|vous|ton|tes|ta|tu|papa|maman|mamie|cher|chère|madame|monsieur)\b/iu;

/**
 * Decides whether a typed text holds a message, link, number or address to judge, and tells the person's own
 * comment from it. Null when the text is the person's own question or story: naming an insurer, saying that a
 * strange message came, telling what was given away.
 */
export function separateMessage(text: string, analyser: Analyser): SeparatedMessage | null {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.startsWith('/')) return null;
  const quoted = fromQuotes(trimmed);
  if (quoted) return quoted;
  const parts = splitComment(trimmed);
  for (const part of parts) {
    if (holdsMessage(part.message, analyser)) return part;
  }
  const reading = readMessage(trimmed, analyser);
  const bare = handles(reading);
  if (bare === null) return null;
  const rest = (trimmed.slice(0, bare.start) + ' ' + trimmed.slice(bare.end)).trim();
  const words = rest.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  if (words === 0) return { message: trimmed, comment: '' };
  const link = bare.text.includes('.') && !alreadyDone.test(rest);
  if ((words <= 12 && aboutMessage.test(rest)) || (link && words <= 16))
    return { message: bare.text, comment: rest.replace(/\s+/g, ' ') };
  return null;
}

/** The person says what was already done: that is an emergency, not a message to judge. */
const alreadyDone =
  /cliqu[ée]|clik|clické|donn[ée]|rempli|pay[ée]|entr[ée] (?:ma|mon|mes|le)|saisi|valid[ée]|install[ée]|téléchargé|telecharge|appelé|rappelé|command[ée]|achet[ée]|répondu|repondu/iu;

/** Signs that a text is written by somebody to its reader, not by the person to the assistant. */
function holdsMessage(part: string, analyser: Analyser): boolean {
  const reading = readMessage(part, analyser);
  const words = reading.tokens.length;
  const header = /(?:^|\n)\s*(?:de|from|objet|sujet|expéditeur)\s?:/iu.test(part);
  if (header) return true;
  if (handles(reading) !== null && words <= 2) return true;
  if (words < 4) return false;
  const question = /\?\s*$/.test(part) && words < 25;
  const first = foldWord(part.slice(0, 40));
  const own = ownStory.test(part) && !toReader.test(part);
  if (own || (isOwnOpening(first) && !reading.links.some((link) => link.kind === 'link'))) return false;
  const strong = wordingSignals(reading, analyser.book.patterns.keys()).filter(
    (signal) => signal.weight >= 12,
  );
  const addressed = toReader.test(part);
  const handle = handles(reading) !== null || reading.links.some((link) => link.kind === 'placeholder');
  if (handle && (addressed || strong.length > 0 || words >= 8)) return true;
  if (question && aboutMessage.test(part)) return false;
  if (strong.length >= 2 && addressed) return true;
  if (strong.reduce((sum, signal) => sum + signal.weight, 0) >= 35 && !question) return true;
  const headed = /^[\p{Lu}][\p{L}\p{N}' .&-]{1,40} ?: ?\S/u.test(part);
  if (headed && (strong.length > 0 || addressed) && !question) return true;
  if (/\b(?:code|otp)\b.{0,40}\b\d{4,8}\b|\b\d{3} ?\d{3}\b.{0,40}\bcode\b/iu.test(part)) return true;
  return strong.length > 0 && /\b(?:votre|vos)\b/iu.test(part) && !question && words >= 7;
}

/** « j'ai reçu », « comment », « est-ce que » open a question or a story of one's own. */
function isOwnOpening(folded: string): boolean {
  return /^(?:j'? ?ai|jai|g |ge |(?:achete|donne|paye|clique|rempli|installe|valide|telecharge|rappele|appele|repondu|envoye|vire) |je |comment|est[- ]ce|pourquoi|que |quoi|qui |quand|ou |où |on m|mon |ma |mes |c'?est quoi|combien|quel|peut[- ]on|puis[- ]je|dois[- ]je|faut[- ]il|il m|elle m|ils m|hier|quelqu|un (?:monsieur|type|mec|homme)|une (?:dame|femme)|si (?:on|je|quelqu)|bonjour,? (?:j'|je |comment |est[- ]ce|mon |ma |suis[- ])|donc j|oups|merde|au secours|aidez|a l'aide|help)/.test(
    folded,
  );
}

/** The link, address or number of a text; the whole stretch when there is just one. */
function handles(reading: Reading): { start: number; end: number; text: string } | null {
  const link = reading.links.find((found) => found.kind === 'link' || found.kind === 'email');
  if (link) return { start: link.start, end: link.end, text: link.text };
  const number = reading.numbers.find((found) => found.kind !== 'short');
  return number ? { start: number.start, end: number.end, text: number.text } : null;
}

/** A message between quotation marks with the person's words around it. */
function fromQuotes(text: string): SeparatedMessage | null {
  const match = /«\s?([^«»]{20,4000}?)\s?»|“([^“”]{20,4000})”|"([^"]{20,4000})"/u.exec(text);
  if (!match) return null;
  const message = (match[1] ?? match[2] ?? match[3] ?? '').trim();
  const comment = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`
    .replace(/\s+/g, ' ')
    .trim();
  if (comment === '') return { message, comment };
  if (comment.length > 160 || !(aboutMessage.test(comment) || askWords.test(comment))) return null;
  return { message, comment };
}

/** Ways to cut a text in comment and message, likeliest first: by line, by colon, by closing question. */
function splitComment(text: string): SeparatedMessage[] {
  const cuts: SeparatedMessage[] = [];
  const lines = text.split(/\r?\n/);
  const isComment = (part: string): boolean =>
    part.length <= 160 &&
    (aboutMessage.test(part) || /^\W*$/u.test(part)) &&
    !/https?:|www\.|\[\.\]/i.test(part);
  const first = lines[0]?.trim() ?? '';
  const last = lines.at(-1)?.trim() ?? '';
  if (lines.length > 1 && isComment(first) && !/^(?:objet|sujet|de|from) ?:/iu.test(first))
    cuts.push({ message: lines.slice(1).join('\n').trim(), comment: first });
  if (lines.length > 1 && isComment(last))
    cuts.push({ message: lines.slice(0, -1).join('\n').trim(), comment: last });
  const colon = /^([^:\n]{3,140}?) ?: ?(?!\/\/)/u.exec(text);
  if (colon && isComment(colon[1] ?? '') && !/^(?:objet|sujet|de|from)$/iu.test(colon[1] ?? ''))
    cuts.push({ message: text.slice(colon[0].length).trim(), comment: (colon[1] ?? '').trim() });
  const tail =
    /(?:^|[.!?…\n)] ?|[,;–—-] |\s)((?:c'?est|est-ce|vrai|arnaque|tu |vous |je |dois|faut|que |qu'|on m|j'?ai|\^\^|ça|ca |fiable|officiel|bon|vérifi|verifi|merci de|pouvez|peux|et |fake|spam)[^.!?\n]{0,90}\?*)\s*$/iu.exec(
      text.slice(-200),
    );
  if (tail?.[1] !== undefined && isComment(tail[1])) {
    const at =
      text.length - text.slice(-200).length + tail.index + (tail[0].length - tail[0].trimStart().length);
    const start = text.lastIndexOf(tail[1]);
    if (start > 10 && at >= 0) cuts.push({ message: text.slice(0, start).trim(), comment: tail[1].trim() });
  }
  const head = /^([^.!?\n]{3,110}[?!]+)\s+(?=\S)/u.exec(text);
  if (head && isComment(head[1] ?? ''))
    cuts.push({ message: text.slice(head[0].length).trim(), comment: (head[1] ?? '').trim() });
  cuts.push({ message: text, comment: '' });
  return cuts.filter((cut) => cut.message !== '');
}
