import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import words from '../../fixtures/pictures/interface.json' with { type: 'json' };

const fixtures = resolve(import.meta.dirname, '../../fixtures/pictures');

const base = {
  id: z.string(),
  label: z.enum(['scam', 'legit']),
  received: z.array(z.string()),
};
const bubbles = {
  sender: z.string(),
  sent: z.array(z.object({ after: z.number(), text: z.string() })).default([]),
};
const paper = {
  title: z.string().default(''),
  sender: z.string().default(''),
  lines: z.array(z.string()).default([]),
  to: z.array(z.string()).default([]),
  date: z.string().default(''),
  subject: z.string().default(''),
  footer: z.string().default(''),
  colour: z.string().default('#333333'),
  qr: z.array(z.string()).default([]),
};

const message = z.discriminatedUnion('form', [
  z.strictObject({ form: z.literal('sms'), ...base, ...bubbles, qr: paper.qr }),
  z.strictObject({
    form: z.literal('whatsapp'),
    forwarded: z.boolean().default(false),
    ...base,
    ...bubbles,
    qr: paper.qr,
  }),
  z.strictObject({
    form: z.literal('email'),
    ...base,
    sender: z.string(),
    address: z.string(),
    subject: z.string(),
    buttons: z.array(z.string()).default([]),
    footer: z.string().default(''),
    qr: paper.qr,
  }),
  z.strictObject({
    form: z.literal('web'),
    ...base,
    url: z.string(),
    brand: z.string(),
    colour: z.string(),
    title: z.string(),
    fields: z.array(z.string()).default([]),
    buttons: z.array(z.string()).default([]),
    qr: paper.qr,
  }),
  z.strictObject({ form: z.literal('letter'), ...base, ...paper }),
  z.strictObject({ form: z.literal('parcel-notice'), ...base, ...paper }),
  z.strictObject({ form: z.literal('poster'), ...base, ...paper }),
]);
export type Message = z.infer<typeof message>;
export type MessageOf<Form extends Message['form']> = Extract<Message, { form: Form }>;

const card = z.strictObject({
  id: z.string(),
  /** Ids of the data; null when the card prints a name that the data does not know. */
  insurer: z.string().nullable(),
  insurerPrinted: z.string(),
  operator: z.string().nullable(),
  operatorPrinted: z.string(),
  amc: z.string(),
  layout: z.string(),
  colour: z.string(),
  holder: z.string(),
  nir: z.string(),
  born: z.string(),
});
export type Card = z.infer<typeof card>;

/** `a` is the set that the reader is built with, `b` the one held out from its authors. */
export type SetName = 'a' | 'b';

function linesOf<T>(file: string, schema: z.ZodType<T>): T[] {
  return readFileSync(resolve(fixtures, file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => schema.parse(JSON.parse(line)));
}
export const messagesOf = (set: SetName): Message[] => linesOf(`messages-${set}.jsonl`, message);
export const cardsOf = (set: SetName): Card[] => linesOf(`cards-${set}.jsonl`, card);

/** What phones, apps and forms write themselves. */
export const ui = words;
