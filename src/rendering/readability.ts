/** How a text reads: its sentences, its words, and the share of long words. */
export type Readability = {
  readonly sentences: number;
  readonly words: number;
  readonly wordsPerSentence: number;
  readonly longestSentence: number;
  /** Share of words of more than nine letters. */
  readonly longWords: number;
};

/** Easy-to-read texts have no longer sentence than this, in words. */
export const longestEasySentence = 15;
const longWord = 9;

/**
 * The sentences of a text. A colon that opens a list ends one, a link or a placeholder is one word, and what is quoted
 * from a judged message is not counted.
 */
export function sentencesOf(text: string): string[] {
  return text
    .replaceAll('**', '')
    .replace(/https?:\/\/\S+?(?=[.,]?(?:\s|$))/g, 'x')
    .replace(/« (\{\{\w+\}\}) »/g, '$1')
    .split(/(?<=[.!?\u2026:])\s+|\n+/)
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

/** The words of a sentence; figures count, an elided word goes with the one after it. */
export function wordsOf(sentence: string): string[] {
  return sentence.match(/\{\{\w+\}\}|[\p{L}\p{N}\u2019'-]+/gu) ?? [];
}

/** Measures texts together. */
export function readabilityOf(texts: readonly string[]): Readability {
  const sentences = texts.flatMap(sentencesOf).map(wordsOf);
  const words = sentences.flat();
  return {
    sentences: sentences.length,
    words: words.length,
    wordsPerSentence: words.length / Math.max(1, sentences.length),
    longestSentence: Math.max(0, ...sentences.map((sentence) => sentence.length)),
    longWords:
      words.filter((word) => word.length > longWord && !word.startsWith('{')).length /
      Math.max(1, words.length),
  };
}

/** Whether a text is easy to read as it stands: no long sentence, and none that is two joined by a semicolon. */
export function isEasy(text: string): boolean {
  return !text.includes(';') && readabilityOf([text]).longestSentence <= longestEasySentence;
}
