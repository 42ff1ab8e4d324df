import type { Given } from '../knowledge/schema.ts';
import { intents, type Intent } from '../understanding/intent.ts';
import { languages, type Language } from './language.ts';

/** Questions about the answer just given. */
export const followUps = [
  'why',
  'serious',
  'sure',
  'next',
  'no-internet',
  'closed',
  'check',
  'deleted',
  'report',
  'untouched',
  'use',
  'refund',
  'send',
  'no-reply',
  'knows-me',
  'click',
  'if-true',
  'was-real',
] as const;
export type FollowUp = (typeof followUps)[number];

/** What a button does, complete in itself: an old button still means something. */
export type Action =
  | { readonly kind: 'ask'; readonly intent: Intent }
  | { readonly kind: 'more'; readonly intent: Intent }
  | { readonly kind: 'insurer'; readonly insurer: string }
  | { readonly kind: 'incident'; readonly incident: string }
  | { readonly kind: 'given'; readonly given: Given }
  | { readonly kind: 'done'; readonly step: string }
  | { readonly kind: 'quiz'; readonly question: string; readonly answer: 'scam' | 'legit' }
  | { readonly kind: 'follow'; readonly followUp: FollowUp }
  /** From now on in this language. */
  | { readonly kind: 'language'; readonly language: Language }
  /** The last answer again. */
  | { readonly kind: 'repeat' }
  /** Begins or ends alerts on a subject; null: on the insurers of this chat, or on all that is followed. */
  | { readonly kind: 'watch' | 'unwatch'; readonly subject: AlertSubject | null };

/** What news can be about. */
export type AlertSubject = { readonly kind: 'insurer' | 'incident'; readonly id: string };

/** Telegram's limit for a button's data, in bytes. */
export const maximumActionBytes = 64;

/** The wire form of an action: at most 64 ASCII bytes. */
export function encodeAction(action: Action): string {
  switch (action.kind) {
    case 'ask':
      return `i:${action.intent}`;
    case 'more':
      return `m:${action.intent}`;
    case 'insurer':
      return `a:${action.insurer}`;
    case 'incident':
      return `n:${action.incident}`;
    case 'given':
      return `g:${action.given}`;
    case 'done':
      return `d:${action.step}`;
    case 'quiz':
      return `q:${action.answer === 'scam' ? 's' : 'l'}:${action.question}`;
    case 'follow':
      return `f:${action.followUp}`;
    case 'language':
      return `l:${action.language}`;
    case 'repeat':
      return 'r:last';
    case 'watch':
    case 'unwatch': {
      const { kind, subject } = action;
      const letter = kind === 'watch' ? 'w' : 'u';
      return subject ? `${letter}:${subject.kind === 'insurer' ? 'a' : 'n'}:${subject.id}` : `${letter}:all`;
    }
  }
}

/** The action of a wire form, or null when it is none of ours. Ids are checked where they are used. */
export function decodeAction(data: string): Action | null {
  const match = /^([imangdqfwulr]):([a-z0-9_-]+)(?::([a-z0-9_-]+))?$/.exec(data);
  const value = match?.[2];
  if (!match || value === undefined) return null;
  switch (match[1]) {
    case 'i':
    case 'm': {
      const intent = intents.find((known) => known === value);
      return intent ? { kind: match[1] === 'i' ? 'ask' : 'more', intent } : null;
    }
    case 'a':
      return { kind: 'insurer', insurer: value };
    case 'n':
      return { kind: 'incident', incident: value };
    case 'g':
      return { kind: 'given', given: value as Given }; // looked up among the emergencies before use
    case 'd':
      return { kind: 'done', step: value };
    case 'q':
      return match[3] === undefined
        ? null
        : { kind: 'quiz', answer: value === 's' ? 'scam' : 'legit', question: match[3] };
    case 'w':
    case 'u':
      return watching(match[1] === 'w' ? 'watch' : 'unwatch', value, match[3]);
    case 'l': {
      const language = languages.find((known) => known === value);
      return language ? { kind: 'language', language } : null;
    }
    case 'r':
      return value === 'last' ? { kind: 'repeat' } : null;
    case undefined:
    default: {
      const followUp = followUps.find((known) => known === value);
      return followUp ? { kind: 'follow', followUp } : null;
    }
  }
}

function watching(kind: 'watch' | 'unwatch', what: string, id: string | undefined): Action | null {
  if (id === undefined) return what === 'all' ? { kind, subject: null } : null;
  if (what !== 'a' && what !== 'n') return null;
  return { kind, subject: { kind: what === 'a' ? 'insurer' : 'incident', id } };
}
