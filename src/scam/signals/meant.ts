import type { Reading } from '../message.ts';
import type { Hit } from '../phrases.ts';
import type { Token } from '../tokens.ts';
import { foldText, type MessageWords } from '../words.ts';

/** Requests for papers, which come to no harm at a desk or by post, and others that come to none at a desk. */
const papers = new Set(['ask-identity', 'ask-bank-details', 'ask-form', 'ask-data']);
const doneAtDesk = new Set([...papers, 'ask-payment', 'ask-payment-details', 'ask-fee', 'promise-prize']);

/** What can only be asked of the reader as the reader's own: « ma carte » is the writer's. */
const ofReader = new Set([
  'ask-card',
  'ask-bank-details',
  'ask-code',
  'ask-password',
  'ask-nir',
  'ask-identity',
]);

/** How far around a match its sentence is read, in characters: a text without full stops must not cost more. */
const around = 400;
/** How much of a message is read for what changes a story, in characters. */
const opening = 4000;

/** Tells, for the matches in one message, whether they mean what their sign says. */
export type Meaning = (id: string, hit: Hit) => boolean;

/**
 * Prepares to tell whether the words of a match mean what its sign says. They do not when they tell what was done,
 * what the writer or somebody else does, what swindlers do, what is to be brought to a desk, or when words beside
 * them say otherwise.
 */
export function meaningIn(reading: Reading, words: MessageWords): Meaning {
  const { tokens } = reading;
  let folded: string | undefined;
  return (id, hit) => {
    folded ??= foldText(reading.text);
    const near = sentenceOf(hit, reading, folded);
    const story = id.startsWith('story-');
    if (words.unless.get(id)?.test(story ? folded.slice(0, opening) : near.text) === true) return false;
    if (isTold(hit, near, tokens, words)) return !(story || /^(?:ask-|breach-request|promise-)/.test(id));
    if (ofReader.has(id) && tokens.slice(hit.start, hit.end).some(({ word }) => words.writers.has(word)))
      return false;
    if (id.startsWith('ask-') && isDone(hit, reading, words)) return false;
    if ((id.startsWith('ask-') || id === 'promise-refund') && isActOfOther(hit, tokens, words)) return false;
    return !(doneAtDesk.has(id) && isAtDesk(id, near, folded, reading, words));
  };
}

/** The sentences in which a match stands, folded, with the places of the sentences and of the match in the text. */
type Near = { text: string; start: number; end: number; hitStart: number; hitEnd: number };

function sentenceOf(hit: Hit, { tokens }: Reading, folded: string): Near {
  const hitStart = tokens[hit.start]?.start ?? 0;
  const hitEnd = tokens[hit.end - 1]?.end ?? hitStart;
  let first = hit.start;
  let last = hit.end - 1;
  while (
    tokens[first - 1]?.sentence === tokens[hit.start]?.sentence &&
    (tokens[first - 1]?.start ?? 0) > hitStart - around
  )
    first -= 1;
  while (
    tokens[last + 1]?.sentence === tokens[hit.end - 1]?.sentence &&
    (tokens[last + 1]?.end ?? 0) < hitEnd + around
  )
    last += 1;
  const start = tokens[first]?.start ?? 0;
  const end = Math.min(tokens[last]?.end ?? hitEnd, hitEnd + around);
  return { text: folded.slice(start, end), start, end, hitStart, hitEnd };
}

/** « payé », « validée »: the verb at either end of the match is a participle, but not after « doit être ». */
function isDone(hit: Hit, { text, tokens }: Reading, words: MessageWords): boolean {
  const { done } = words;
  return [hit.start, hit.end - 1].some((at) => {
    const token = tokens[at];
    if (token === undefined || !/ee?s?$/.test(token.word)) return false;
    const written = text.slice(token.start, token.end).normalize('NFC');
    if (!/\u00e9e?s?$/iu.test(written) || tokens[at - 1]?.word === 'etre') return false;
    // « donné-moi »: an order in careless spelling
    if (words.receivers.has(tokens[at + 1]?.word ?? '')) return false;
    return (
      done.has(token.word) ||
      done.has(token.word.replace(/e?s?$/, '')) ||
      done.has(token.word.replace(/s$/, ''))
    );
  });
}

/** « je te fais un virement », « qui donne le code »: the subject before the verb is not the reader. */
function isActOfOther(hit: Hit, tokens: readonly Token[], words: MessageWords): boolean {
  let at = hit.start - 1;
  while (at > hit.start - 4 && words.objects.has(tokens[at]?.word ?? '')) at -= 1;
  return words.subjects.has(tokens[at]?.word ?? '') && tokens[at]?.clause === tokens[hit.start]?.clause;
}

/** « si quelqu'un vous propose de récupérer votre carte »: told of swindlers or strangers, and no order in it. */
function isTold(hit: Hit, near: Near, tokens: readonly Token[], { negation }: MessageWords): boolean {
  if (tokens[hit.start]?.clause !== tokens[hit.end - 1]?.clause) return false;
  for (let at = hit.start; at < hit.end; at += 1) {
    if (/(?<!^av)(?<!^ch)ez$/.test(tokens[at]?.word ?? '')) return false;
  }
  const before = near.text.slice(0, near.hitStart - near.start).slice(-24);
  return (
    negation.noNeed.test(before.split(/[,;:.!?]/).at(-1) ?? '') ||
    negation.hypothetical.test(near.text.slice(0, near.hitEnd - near.start))
  );
}

/** What is asked is to be brought to a desk or sent by post, with no way to hand it over from afar. */
function isAtDesk(id: string, near: Near, folded: string, reading: Reading, words: MessageWords): boolean {
  const atDesk = (text: string): boolean =>
    (words.desk.test(text) || (papers.has(id) && words.post.test(text))) && !words.remote.test(text);
  const linked = (from: number, to: number): boolean =>
    reading.links.some((link) => link.kind !== 'file' && link.start >= from && link.start < to);
  if (atDesk(near.text) && !linked(near.start, near.end)) return true;
  // a prize is often named in one sentence and its counter in the next
  const anywhere = id === 'promise-prize' || id === 'ask-identity';
  if (!anywhere || linked(0, folded.length) || reading.numbers.length > 0) return false;
  return atDesk(folded.slice(0, opening));
}
