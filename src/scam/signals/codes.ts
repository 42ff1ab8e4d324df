import type { Reading } from '../message.ts';
import type { Hit } from '../phrases.ts';
import type { Token } from '../tokens.ts';
import type { MessageWords } from '../words.ts';

/** Whether the token starts a code: four to eight digits, or groups of two to four digits side by side. */
function isCode(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word ?? '';
  if (/^\d{4,8}$/.test(word)) return true;
  return /^\d{2,4}$/.test(word) && /^\d{2,4}$/.test(tokens[at + 1]?.word ?? '');
}

/** Whether a code stands right after the words: it is given, so nobody asks for it. */
export function isCodeGiven(tokens: readonly Token[], hit: Hit): boolean {
  return [0, 1, 2].some((offset) => isCode(tokens, hit.end + offset));
}

/** Whether the message brings a code, as « votre code est 123 456 » does. */
export function bringsCode({ tokens }: Reading, words: MessageWords): boolean {
  return tokens.some(
    (token, at) =>
      words.codeWords.has(token.word) &&
      tokens
        .slice(Math.max(0, at - 6), at + 7)
        .some((_, offset) => isCode(tokens, Math.max(0, at - 6) + offset)),
  );
}
