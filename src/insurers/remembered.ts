/**
 * Remembers what was made of the words of a list, and of no others: what people write is never kept.
 *
 * @param isListed whether a word belongs to the vocabulary or to a name
 */
export function remembered<Made>(
  make: (word: string) => Made,
  isListed: (word: string) => boolean,
): (word: string) => Made {
  const made = new Map<string, Made>();
  return (word) => {
    const there = made.get(word);
    if (there !== undefined) return there;
    const fresh = make(word);
    if (isListed(word)) made.set(word, fresh);
    return fresh;
  };
}
