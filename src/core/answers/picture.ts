import type { CodeMeaning, DoubtfulLink, Seen } from '../../screen/seen.ts';
import { fromData, phrase, say, type Block, type Phrase, type PhraseKey } from '../reply.ts';
import { ask, type Answer } from './answer.ts';

/** Why a picture or document was not read; `unread`: nothing here reads pictures. */
export type Refusal = {
  readonly refused:
    | 'not-a-picture'
    | 'too-large'
    | 'broken'
    | 'too-slow'
    | 'busy'
    | 'unreadable-document'
    | 'other-document'
    | 'not-loaded'
    | 'unread';
};

const buttons = [
  ask('button.emergency', 'emergency'),
  ask('button.spot', 'spot_scams'),
  ask('button.help', 'help'),
];

/** Says kindly why a picture was not read, and what works instead. */
export function answerRefused({ refused }: Refusal): Answer {
  return {
    blocks: [say(`picture.refused.${refused}` satisfies PhraseKey)],
    buttons,
    awaiting: 'message',
    assent: null,
  };
}

/** Letters that were read surely from which repeating what was made out helps. */
const usefulFrom = 12;

/** Too little was read to judge by; nothing is guessed. */
export function answerUnreadable(seen: readonly Seen[]): Answer {
  const poorly = seen.filter(({ legibility }) => legibility === 'poorly');
  const madeOut = poorly.find(({ sure }) => sure.length >= usefulFrom);
  return {
    blocks: [
      say(poorly.length > 0 ? 'picture.unreadable' : 'picture.nothing'),
      ...(madeOut ? [say('picture.made-out', { text: madeOut.excerpt })] : []),
      say('picture.instead'),
      say('picture.meanwhile'),
    ],
    buttons,
    awaiting: 'message',
    assent: null,
  };
}

/** Codes without a message around them and without a link: what they would do. */
export function answerCodes(codes: readonly CodeMeaning[]): Answer {
  return {
    blocks: [...codeBlocks(codes), say('picture.code.caution')],
    buttons,
    awaiting: 'message',
    assent: null,
  };
}

const codesShown = 3;

/** What the codes of a picture do when they are scanned, in plain words. */
function codeBlocks(codes: readonly CodeMeaning[]): Block<Phrase>[] {
  return codes.slice(0, codesShown).map(codeBlock);
}

function codeBlock(code: CodeMeaning): Block<Phrase> {
  switch (code.kind) {
    case 'link':
      return say('picture.code.link', { link: code.shown });
    case 'payment':
      if (code.crypto) return say('picture.code.crypto');
      return code.amount === ''
        ? say('picture.code.payment')
        : say('picture.code.payment.amount', { amount: code.amount });
    case 'wifi':
      return say('picture.code.wifi', { network: code.network });
    case 'call':
      return say('picture.code.call', { number: code.number });
    case 'sms':
      return say('picture.code.sms', { number: code.number });
    case 'email':
      return say('picture.code.email', { address: code.shown });
    case 'contact':
    case 'place':
    case 'event':
    case 'text':
      return say(`picture.code.${code.kind}` satisfies PhraseKey);
  }
}

/** Pictures that were judged: whether they were read badly as a whole, and which link of them was. */
type ReadPictures = {
  readonly seen: readonly Seen[];
  readonly doubtful: boolean;
  readonly unsure: DoubtfulLink | null;
  readonly refusals: number;
};

/** A verdict with what was read, so that the person can correct it. */
export function withPicture(answer: Answer, { seen, doubtful, unsure, refusals }: ReadPictures): Answer {
  const [verdict, ...rest] = answer.blocks;
  const read = seen.find(({ excerpt }) => excerpt !== '');
  const personal = [...new Set(seen.flatMap((picture) => picture.personal))];
  return {
    ...answer,
    blocks: [
      ...(verdict ? [verdict] : []),
      ...codeBlocks(seen.flatMap(({ codes }) => codes)),
      ...(unsure ? [say('picture.unsure-link', { read: spelt(unsure.read), official: unsure.perhaps })] : []),
      ...rest,
      ...(read ? [readBlock(read, doubtful)] : []),
      ...(refusals > 0 ? [say('picture.others-refused')] : []),
      ...(personal.length > 0 ? [say('picture.personal')] : []),
    ],
  };
}

/** A domain with its dots in brackets, so that nothing makes a link of it. */
function spelt(domain: string): string {
  return domain.replaceAll('.', '[.]');
}

function readBlock({ excerpt: text, sender }: Seen, doubtful: boolean): Block<Phrase> {
  if (doubtful) return say('picture.read.doubtful', { text });
  return sender === null
    ? say('picture.read', { text })
    : say('picture.read.from', { text, sender: sender.shown });
}

/** What was read on a card; names of the facts alone, nothing else of it is repeated. */
export type CardRead = { readonly operators: readonly string[]; readonly insurers: readonly string[] };

/** An answer about the insurer of a card, with what was read on it. */
export function withCard(answer: Answer, read: CardRead, breached: boolean): Answer {
  return {
    ...answer,
    blocks: [
      say('picture.card', { names: { list: cardNames(read) } }),
      ...(breached ? withLogoSeen(answer.blocks) : answer.blocks),
      say('picture.card.personal'),
    ],
  };
}

/** The name of a breached operator was read: whoever looks for it need not be told to. */
function withLogoSeen(blocks: Answer['blocks']): Block<Phrase>[] {
  const rest = blocks.filter(
    (block) => !(block.kind === 'paragraph' && 'key' in block.text && block.text.key === 'exposure.howto'),
  );
  return [...rest, say('logo.seen')];
}

function cardNames({ operators, insurers }: CardRead): Phrase[] {
  return [
    ...operators.map((name) => phrase('picture.card.operator', { name })),
    ...insurers.map((name) => fromData(name)),
  ];
}

/** A card on which neither a known insurer nor an operator with a record was read. */
export function answerUnknownCard({ operators }: CardRead): Answer {
  const [name] = operators;
  return {
    blocks: [
      name === undefined ? say('picture.card.nothing') : say('picture.card.other-operator', { name }),
      say('picture.card.ask'),
      say('picture.card.personal'),
    ],
    buttons: [ask('button.find', 'find_operator'), ask('button.letter', 'letter_access')],
    awaiting: 'insurer',
  };
}
