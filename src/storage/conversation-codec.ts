import { z } from 'zod';
import { decodeAction, encodeAction } from '../core/action.ts';
import { conversationSchema, newConversation, type Conversation } from '../core/conversation.ts';
import type { Param, Phrase, PhraseKey } from '../core/reply.ts';

const storedAction = z.string().transform((data, context) => {
  const action = decodeAction(data);
  if (action) return action;
  context.addIssue('no action of ours');
  return z.NEVER;
});
const storedPhrase: z.ZodType<Phrase> = z.lazy(() =>
  z.union([
    // whether the key still exists is found out when it is said
    z.strictObject({
      key: z.custom<PhraseKey>((key) => typeof key === 'string'),
      params: z.record(z.string(), storedParam).exactOptional(),
    }),
    z.strictObject({ data: z.string(), params: z.record(z.string(), z.string()).exactOptional() }),
    z.strictObject({ sentences: z.array(storedPhrase) }),
  ]),
);
const storedParam: z.ZodType<Param> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    storedPhrase,
    z.strictObject({ list: z.array(storedPhrase), join: z.enum(['and', 'or']).exactOptional() }),
    z.strictObject({ date: z.string() }),
  ]),
);
const storedFields: Readonly<Record<string, z.ZodType>> = {
  ...conversationSchema.shape,
  assent: storedAction.nullable(),
  choices: z.array(z.strictObject({ action: storedAction, label: storedPhrase })).max(20),
} satisfies Record<keyof Conversation, z.ZodType>;

/** A conversation as JSON; actions in their wire form. */
export function encodeConversation(conversation: Conversation): string {
  const { assent, choices } = conversation;
  return JSON.stringify({
    ...conversation,
    assent: assent && encodeAction(assent),
    choices: choices.map(({ action, label }) => ({ action: encodeAction(action), label })),
  });
}

/**
 * Reads what `encodeConversation` wrote, now or in an earlier version. A field that is missing or can no longer be read
 * begins anew, so that an upgrade does not cost people their insurers; null when nothing can be read.
 */
export function decodeConversation(json: string): Conversation | null {
  const stored = parsedObject(json);
  if (!stored) return null;
  const read = Object.entries(storedFields).flatMap(([name, schema]) => {
    const field = schema.safeParse(stored[name]);
    return field.success ? [[name, field.data] as const] : [];
  });
  // each field was checked by its own schema
  return read.length === 0
    ? null
    : { ...newConversation, ...(Object.fromEntries(read) as Partial<Conversation>) };
}

function parsedObject(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json);
    return value !== null && typeof value === 'object' ? { ...value } : null;
  } catch {
    return null;
  }
}
