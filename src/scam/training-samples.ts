import { pick, seededRandom } from '../understanding/random.ts';
import { judgeMessage } from './analyse.ts';
import { readMessage, type Analyser } from './message.ts';
import { readLinks } from './signals/links.ts';
import type { WordingSample } from './training.ts';
import type { AnalysisContext, Verdict } from './verdict.ts';
import { readWordingFeatures, type WordingInput } from './wording-features.ts';

/** One message to learn from. */
export type TrainingMessage = { readonly text: string; readonly scam: boolean };

/** Reads a message as the text score sees it, with the verdict that the signs alone give. */
export function readForWording(
  text: string,
  analyser: Analyser,
  context: AnalysisContext,
): WordingInput & { verdict: Verdict } {
  const verdict = judgeMessage(text, analyser, context);
  const reading = readMessage(text, analyser);
  return { reading, links: readLinks(reading, analyser), signals: verdict.signals, verdict };
}

/**
 * The samples of one message: itself and variants of it that mean the same.
 *
 * @param variants how many beside the message itself
 * @param seed makes the variants repeatable
 */
export function samplesOf(
  message: TrainingMessage,
  analyser: Analyser,
  context: AnalysisContext,
  variants: number,
  seed: number,
): WordingSample[] {
  const random = seededRandom(seed);
  const read = (text: string): WordingInput => readForWording(text, analyser, context);
  const sample = (input: WordingInput, original: boolean): WordingSample => ({
    scam: message.scam,
    original,
    features: readWordingFeatures(input),
  });
  const original = read(message.text);
  const samples = [sample(original, true)];
  for (let index = 0; index < variants; index++)
    samples.push(sample(read(variantOf(original, random)), false));
  return samples;
}

const endings = ['com', 'fr', 'net', 'eu', 'org'];
const syllables = ['ba', 'do', 'ki', 'lu', 'mer', 'no', 'pra', 'sil', 'tou', 'vey'];

/** An unknown address that imitates nobody. */
function neutralLink(random: () => number): string {
  let name = '';
  for (let index = 0; index < 3; index++) name += pick(syllables, random, 'a');
  return `${random() < 0.7 ? 'https://' : ''}${name}.${pick(endings, random, 'fr')}/${name.slice(0, 3)}`;
}

/** Unknown links become other unknown ones, and the spelling gets as careless as people's is. */
function variantOf({ reading, links }: WordingInput, random: () => number): string {
  const parts: string[] = [];
  let at = 0;
  const replace = random() < 0.5;
  const spell = speller(random);
  for (const { link, host } of links) {
    if (link.start < at) continue;
    parts.push(spell(reading.text.slice(at, link.start)));
    const other = replace && link.kind === 'link' && host.standing === 'unknown' && link.shown === null;
    parts.push(other ? neutralLink(random) : link.text);
    at = link.end;
  }
  parts.push(spell(reading.text.slice(at)));
  return parts.join('');
}

function speller(random: () => number): (text: string) => string {
  const casing = random();
  const plain = random() < 0.4;
  const bare = random() < 0.3;
  const calm = random() < 0.3;
  const gaps = random() < 0.5 ? 0.08 : 0;
  return (text) => {
    let spelt = text.replace(/ [\p{L}’']+(?= )/gu, (word) => (random() < gaps ? '' : word));
    if (plain) spelt = spelt.normalize('NFD').replace(/\p{M}+/gu, '');
    if (bare) spelt = spelt.replace(/[,;:](?= )/g, '').replace(/[’']/g, ' ');
    if (calm) spelt = spelt.replaceAll('!', '.');
    if (casing < 0.3) return spelt.toLowerCase();
    return casing > 0.96 ? spelt.toUpperCase() : spelt;
  };
}
