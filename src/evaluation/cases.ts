import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** A problem with the files given on the command line; the message names the file and the line. */
export class CaseError extends Error {
  readonly code = 'cases-invalid';
}

/** Reads labelled cases, one JSON object a line. Throws a CaseError that names the file and the line. */
export async function readCases<T>(files: readonly string[], schema: z.ZodType<T>): Promise<T[]> {
  const cases: T[] = [];
  for (const file of files) {
    let content: string;
    try {
      content = await readFile(file, 'utf8');
    } catch (cause) {
      throw new CaseError(`${file}: cannot be read. Check the path.`, { cause });
    }
    content.split('\n').forEach((line, index) => {
      if (line.trim() === '') return;
      cases.push(parseCase(line, `${file}:${index + 1}`, schema));
    });
  }
  return cases;
}

function parseCase<T>(line: string, place: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new CaseError(`${place}: is not a JSON object`, { cause });
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new CaseError(`${place}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

export const insurerCase = z.object({
  id: z.string(),
  text: z.string(),
  insurers: z.array(z.string()),
  ambiguous: z.boolean().optional(),
  undecidable: z.boolean().optional(),
});
export type InsurerCase = z.infer<typeof insurerCase>;

export const questionCase = z.object({
  id: z.string(),
  text: z.string(),
  intent: z.string(),
  also: z.array(z.string()).optional(),
  slots: z
    .object({ given: z.array(z.string()).optional(), insurers: z.array(z.string()).optional() })
    .nullish(),
  undecidable: z.boolean().optional(),
});
export type QuestionCase = z.infer<typeof questionCase>;

export const messageCase = z.object({
  id: z.string(),
  text: z.string(),
  label: z.enum(['scam', 'legit']),
  theme: z.string().nullish(),
  channel: z.string().nullish(),
  undecidable: z.boolean().optional(),
});
export type MessageCase = z.infer<typeof messageCase>;

export const dialogueCase = z.object({
  id: z.string(),
  note: z.string().optional(),
  turns: z.array(
    z.object({
      user: z.string(),
      forwarded: z.boolean().optional(),
      expect: z
        .object({
          insurers: z.array(z.string()).optional(),
          verdict: z.string().optional(),
          about: z.array(z.string()).optional(),
          never: z.array(z.string()).optional(),
        })
        .optional(),
    }),
  ),
});
export type DialogueCase = z.infer<typeof dialogueCase>;

export const pictureCase = z.object({
  id: z.string(),
  /** A file beside the list. */
  image: z.string(),
  look: z.string(),
  theme: z.enum(['light', 'dark']),
  photo: z.boolean(),
  /** The message that a perfect reader finds; empty on a card. */
  text: z.string(),
  sender: z.string(),
  /** What somebody would paste to ask about the same message. */
  verdictOf: z.string(),
  label: z.enum(['scam', 'legit']),
  codes: z.array(z.string()),
  card: z.object({ operator: z.string().nullable(), insurer: z.string().nullable() }).nullable(),
});
export type PictureCase = z.infer<typeof pictureCase>;
