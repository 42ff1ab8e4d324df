import type { DoubtfulLink, Seen, Sender } from '../screen/seen.ts';
import {
  answerCodes,
  answerRefused,
  answerUnreadable,
  withPicture,
  type Refusal,
} from './answers/picture.ts';
import { answerVerdict } from './answers/scam.ts';
import type { Brain } from './brain.ts';
import { cardOutcome } from './card-outcome.ts';
import type { Conversation } from './conversation.ts';
import { shortened } from './long-text.ts';
import { meaningOf } from './meaning.ts';
import { question, subject } from './subject.ts';
import type { Outcome } from './turn.ts';
import { spaced } from './wording.ts';
import type { VerdictLevel, Verdict } from '../scam/verdict.ts';

/** Pictures that came together, as they were read, with what was written below them. */
export type PictureInput = {
  readonly kind: 'picture';
  readonly pictures: readonly (Seen | Refusal)[];
  /** Already redacted. */
  readonly caption: string;
  /** The caption is part of a message that was passed on. */
  readonly forwarded: boolean;
  readonly redacted: readonly string[];
};

/** Whether the person's own words under a picture are to be answered first: an emergency, or a cry for help. */
export function captionComesFirst(
  { caption, forwarded }: PictureInput,
  conversation: Conversation,
  brain: Brain,
): boolean {
  if (forwarded || caption.trim() === '') return false;
  const meaning = meaningOf(caption, conversation, brain);
  return meaning.kind === 'distress' || (meaning.kind === 'answer' && meaning.intent === 'emergency');
}

/** What is answered to pictures: the state of a card's insurer, a verdict, what a code does, or that reading failed. */
export function pictureOutcome(input: PictureInput, conversation: Conversation, brain: Brain): Outcome {
  const seen = input.pictures.flatMap((picture) => ('refused' in picture ? [] : [picture]));
  const refusals = input.pictures.flatMap((picture) => ('refused' in picture ? [picture] : []));
  const [refusal] = refusals;
  const about = subject('message_to_analyse');
  if (seen.length === 0 && refusal)
    return { subject: about, answer: answerRefused(refusal), inPassing: true };
  const cards = seen.flatMap(({ card }) => card ?? []);
  if (cards.length > 0) return cardOutcome(cards, input.caption, conversation, brain);
  return judgedOutcome(seen, refusals, input, conversation, brain);
}

function judgedOutcome(
  seen: readonly Seen[],
  refusals: readonly Refusal[],
  input: PictureInput,
  conversation: Conversation,
  brain: Brain,
): Outcome {
  const legible = seen.filter(({ legibility }) => legibility === 'well');
  const codes = seen.flatMap((picture) => picture.codes);
  const doubtful = legible.length === 0;
  const texts = doubtful
    ? seen.flatMap((picture) =>
        picture.legibility === 'poorly' || picture.codes.length > 0 ? [sureParts(picture)] : [],
      )
    : seen
        .filter(({ legibility, codes: own }) => legibility === 'well' || own.length > 0)
        .map(({ pasted }) => pasted);
  // an album may hold ten long documents
  const text = shortened([...texts, passedOn(input, brain)].filter((part) => part !== '').join('\n'));
  const about = subject('message_to_analyse', { text: spaced(text) });
  const { verdict, unsure } = surelyJudged(text, seen, conversation, brain);
  if (doubtful && !isAlarm(verdict)) {
    const leads = codes.some(({ kind }) => kind === 'link');
    if (!leads) {
      const answer = codes.length > 0 ? answerCodes(codes) : answerUnreadable(seen);
      return { subject: about, answer, verdict: undecided };
    }
  }
  const judged = { ...verdict, channel: channelOf(seen, verdict) };
  const answer = answerVerdict(question(about, conversation, brain), judged, brain.signalExplanations);
  return {
    subject: about,
    answer: withPicture(answer, { seen, doubtful, unsure, refusals: refusals.length }),
    verdict: judged,
  };
}

/**
 * Judges a text. An alarm that falls away when addresses read unsurely are taken for the official ones that they may
 * be is none: it cannot be told.
 */
function surelyJudged(
  text: string,
  seen: readonly Seen[],
  conversation: Conversation,
  brain: Brain,
): { readonly verdict: Verdict; readonly unsure: DoubtfulLink | null } {
  const sender = seen.find((picture) => picture.sender !== null)?.sender ?? null;
  const verdict = verdictOn(text, sender, conversation, brain);
  const doubtful = seen.flatMap((picture) => picture.doubtful);
  const [first] = doubtful;
  if (!first || !isAlarm(verdict)) return { verdict, unsure: null };
  const corrected = doubtful.reduce((rest, { read, perhaps }) => rest.replaceAll(read, perhaps), text);
  const milder = verdictOn(corrected, sender, conversation, brain);
  return isAlarm(milder)
    ? { verdict, unsure: null }
    : {
        verdict: {
          ...milder,
          level: 'cannot-tell',
          signals: milder.signals.filter(({ legitimate }) => legitimate !== true),
        },
        unsure: first,
      };
}

function isAlarm({ level }: Pick<Verdict, 'level'>): boolean {
  return level === 'scam' || level === 'suspicious';
}

/** Judges a text; the number or name on top of a conversation counts where it says something of an organisation. */
function verdictOn(text: string, sender: Sender | null, conversation: Conversation, brain: Brain): Verdict {
  const context = {
    insurers: conversation.insurers.map(({ id }) => id),
    notLeaked: brain.knowledge.incidents[0]?.data.notLeaked ?? [],
    ...(sender?.kind === 'number' ? { sender: sender.text } : {}),
  };
  const verdict = brain.analyse(text, context);
  if (sender?.kind !== 'name') return verdict;
  const named = brain.analyse(`${sender.text}\n${text}`, context);
  return named.claimedSender !== null && named.claimedSender !== verdict.claimedSender ? named : verdict;
}

const undecided: { readonly level: VerdictLevel; readonly signals: [] } = {
  level: 'cannot-tell',
  signals: [],
};

/** What of a picture that was read badly may be judged: the words that are sure, and its codes. */
function sureParts({ sure, legibility, pasted, message }: Seen): string {
  const codes = pasted.slice(pasted.indexOf(message) + message.length);
  return `${legibility === 'poorly' ? sure : ''}${codes}`.trim();
}

/** A caption that was passed on with the picture, or that holds a message itself. */
function passedOn({ caption, forwarded }: PictureInput, brain: Brain): string {
  if (forwarded) return caption;
  return caption === '' ? '' : (brain.separateMessage(caption)?.message ?? '');
}

/** How the message came, as far as the picture shows it. */
function channelOf(seen: readonly Seen[], { channel }: Verdict): Verdict['channel'] {
  const look = seen.find((picture) => picture.look !== 'paper')?.look;
  if (look !== undefined) return channels[look];
  if (seen.some(({ codes }) => codes.some(({ kind }) => kind === 'link'))) return 'site';
  return seen.some(({ photo }) => photo) ? 'unknown' : channel;
}

const channels = { chat: 'sms', mail: 'email', page: 'site', paper: 'unknown' } as const;
