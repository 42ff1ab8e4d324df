import { z } from 'zod';
import { intents } from '../understanding/intent.ts';
import type { Action } from './action.ts';
import { languages } from './language.ts';
import type { Phrase } from './reply.ts';

export type Relation = 'current' | 'former' | 'family';

const stringId = z.string().max(100);

/**
 * What a conversation remembers: no text of a message, only what was understood of it.
 * It is a plain value; every turn returns a new one.
 */
export const conversationSchema = z.strictObject({
  insurers: z
    .array(z.strictObject({ id: stringId, relation: z.enum(['current', 'former', 'family']) }))
    .max(20),
  /** The incident being spoken of; null: the main one. A question by name changes it, an insurer or another subject leaves it. */
  incident: stringId.nullable(),
  /** The intent of the last answer. */
  last: z.enum(intents).nullable(),
  /** What is being spoken of; a word of thanks or a message that was not understood leaves it. */
  topic: z
    .strictObject({ intent: z.enum(intents), insurers: z.array(stringId), long: z.boolean() })
    .nullable(),
  /** What the assistant asked for and waits for. */
  awaiting: z.enum(['insurer', 'message', 'given']).nullable(),
  /** What "oui" accepts; null: nothing was offered. */
  assent: z.custom<Action>().nullable(),
  /** The insurers between which the person chose last. */
  candidates: z.array(stringId).max(20),
  choices: z.array(z.strictObject({ action: z.custom<Action>(), label: z.custom<Phrase>() })).max(20),
  /** The last judged message: its verdict and signs' names, never its text. */
  verdict: z
    .strictObject({
      level: z.enum(['scam', 'suspicious', 'cannot-tell', 'no-sign']),
      signals: z.array(stringId),
      channel: stringId,
      breachNotice: z.boolean(),
      /** The organisation that it claimed to come from. */
      sender: stringId.nullable(),
    })
    .nullable(),
  given: z.array(stringId).max(20),
  /** What a caller asked for, as far as it was told. */
  asked: z.array(stringId).max(20),
  /** How many emergency steps were shown. */
  stepsShown: z.number().int().min(0),
  done: z.array(stringId).max(50),
  sources: z
    .array(z.strictObject({ url: z.string(), publisher: z.string(), date: z.string().nullable() }))
    .max(30),
  misunderstood: z.number().int().min(0),
  greeted: z.boolean(),
  /** What this chat is answered in. */
  language: z.enum(languages),
  /** What this chat is told of first (alerts/alert-subject.ts); null: its channel cannot write first. Kept apart, see storage/subscriptions.ts. */
  alerts: z.array(stringId).max(40).nullable(),
  /** By incident and insurer, the state told last, so that an answer which new facts contradict is corrected. */
  told: z.record(
    stringId,
    z.record(stringId, z.enum(['confirmed', 'probable', 'possible', 'denied', 'unknown'])),
  ),
  quiz: z.strictObject({ asked: z.array(stringId), right: z.number().int(), total: z.number().int() }),
});
export type Conversation = z.infer<typeof conversationSchema>;

export const newConversation: Conversation = {
  insurers: [],
  incident: null,
  last: null,
  topic: null,
  awaiting: null,
  assent: null,
  candidates: [],
  choices: [],
  verdict: null,
  given: [],
  asked: [],
  stepsShown: 0,
  done: [],
  sources: [],
  misunderstood: 0,
  greeted: false,
  language: 'fr',
  alerts: null,
  told: {},
  quiz: { asked: [], right: 0, total: 0 },
};

/** Adds insurers to the memory of this conversation, newest last, each once; the relation is the last one told, `current` where none is. */
export function rememberInsurers(
  conversation: Conversation,
  ids: readonly string[],
  relations: ReadonlyMap<string, Relation>,
): Conversation {
  const kept = conversation.insurers.filter(({ id }) => !ids.includes(id));
  return {
    ...conversation,
    insurers: [...kept, ...ids.map((id) => ({ id, relation: relations.get(id) ?? 'current' }))].slice(-20),
  };
}
