import type { MessageContent } from '../src/assistant/answering.ts';
import { characterChanges } from './characters.ts';
import type { Corpus } from './corpus.ts';
import { attacks } from './hostile.ts';
import { personalNumber, type PersonalNumber } from './personal.ts';
import { pictures } from './pictures.ts';
import type { Random } from './random.ts';
import { structureChanges, structureMakers } from './structure.ts';
import { tokenMakers } from './tokens.ts';

/** One message of a run. */
export type FuzzMessage = {
  /** How it was made, to be printed in its place. */
  readonly made: string;
  readonly content: MessageContent;
  /** Personal numbers that were put into it whole; they must come back nowhere. */
  readonly personal: readonly PersonalNumber[];
};

/** Longest texts that channels let through, in UTF-16 units: Telegram, our own reading, WhatsApp. */
const longest = [4_096, 12_500, 65_536];
const names = Object.keys(attacks);
const easy = ['simplifie', 'plus simple stp', 'langue facile'];
const english = ['what happened to my data?', 'my insurer is mgen, am I affected?', 'in english please', 'is this message a scam?', 'how do I complain?']; // prettier-ignore
const alarmed = ['j’ai donné mon code', 'on m’a pris de l’argent', 'suis-je concerné ?', 'oublie-moi', 'ma lettre', 'quiz']; // prettier-ignore

/** Makes the next message of a conversation. */
export function messageFor(
  corpus: Corpus,
  random: Random,
  /** What the buttons of the last reply carry. */
  shown: readonly string[],
): FuzzMessage {
  const kind = random.below(1000);
  if (kind < 90) return button(corpus, random, shown);
  if (kind < 110) return { made: 'unsupported', content: { kind: 'unsupported' }, personal: [] };
  if (kind < 140) return followUp(random);
  const { made, text } = textFor(corpus, random);
  const changed = random.chance(0.05)
    ? withPersonal(text, random)
    : { text, personal: [] as readonly PersonalNumber[] };
  if (kind < 170) {
    const content = pictures(() => textFor(corpus, random).text, changed.text, random);
    return { made: `picture, ${made}`, content, personal: changed.personal };
  }
  const linkTargets = random.chance(0.03)
    ? random.times(1 + random.below(70), () => ({ text: random.pick(corpus.links), target: random.pick(corpus.links) }))
    : undefined; // prettier-ignore
  return {
    made: `${made}, ${changed.text.length} units`,
    content: { kind: 'text', text: changed.text, forwarded: random.chance(0.3), ...(linkTargets ? { linkTargets } : {}) },
    personal: changed.personal,
  }; // prettier-ignore
}

function button(corpus: Corpus, random: Random, shown: readonly string[]): FuzzMessage {
  const data = random.chance(0.5) && shown.length > 0 ? random.pick(shown) : random.pick(corpus.actions);
  const way = random.below(10);
  const changed =
    way < 6
      ? data
      : way < 8
        ? data.slice(0, random.below(data.length + 1))
        : way === 8
          ? random.pick(characterChanges)(data, random)
          : `${data.slice(0, 2)}${random.pick(corpus.texts)}`;
  return { made: 'button', content: { kind: 'button', data: changed }, personal: [] };
}

function followUp(random: Random): FuzzMessage {
  const text = random.pick(random.pick([easy, english, alarmed, ['oui', 'non', '1', '2', '9', 'l’autre', '?', 'pourquoi']])); // prettier-ignore
  return { made: 'follow-up', content: { kind: 'text', text, forwarded: false }, personal: [] };
}

function textFor(corpus: Corpus, random: Random): { readonly made: string; readonly text: string } {
  const kind = random.below(1000);
  // most messages are short, as in life; long ones cost the most and are told apart
  const size = random.chance(0.03) ? random.pick(longest) : 1 + random.below(random.pick([60, 300, 1500]));
  if (kind < 650) {
    const place = random.below(structureMakers.length);
    const text = structureMakers[place]?.(corpus, random, size) ?? '';
    return changed({ made: `structure ${place}`, text }, random);
  }
  if (kind < 850) {
    const place = random.below(tokenMakers.length);
    const text = tokenMakers[place]?.(corpus, random, size) ?? '';
    return changed({ made: `tokens ${place}`, text }, random);
  }
  const name = random.pick(names);
  const text = attacks[name]?.(size, corpus, random) ?? '';
  return random.chance(0.3) ? changed({ made: name, text }, random) : { made: name, text };
}

/** None, one or two changes of characters or of the order of words. */
function changed(
  { made, text }: { readonly made: string; readonly text: string },
  random: Random,
): { readonly made: string; readonly text: string } {
  const changes = random.chance(0.5) ? [] : random.times(1 + random.below(2), () => random.pick([...characterChanges, ...structureChanges])); // prettier-ignore
  const result = changes.reduce((rest, change) => change(rest, random), text).slice(0, 65_536);
  return { made: changes.length > 0 ? `${made}, changed` : made, text: result };
}

function withPersonal(
  text: string,
  random: Random,
): { readonly text: string; readonly personal: readonly PersonalNumber[] } {
  const personal = random.times(1 + random.below(3), () => personalNumber(random));
  const words = text.slice(0, 3000).split(' ');
  const at = random.below(words.length + 1);
  const said = personal.map(({ written }) => `numéro ${written} voilà`);
  return { text: [...words.slice(0, at), ...said, ...words.slice(at)].join(' '), personal };
}
