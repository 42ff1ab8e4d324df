import { z } from 'zod';

const listSource = z.strictObject({
  publisher: z.string().min(1),
  url: z.url().nullable(),
  note: z.string().optional(),
});
const sourcedList = z.strictObject({ source: listSource, values: z.array(z.string().min(1)) });

/** Public lists that the analysis reads: link shorteners, endings, numbers, mail hosts, look-alike letters. */
export const scamLists = z.strictObject({
  shorteners: sourcedList,
  riskyEndings: sourcedList,
  premiumPrefixes: sourcedList,
  officialNumbers: sourcedList,
  freeMail: sourcedList,
  /** Well-known domains by the id of the organisation or brand that they belong to, or by a heading. */
  knownDomains: z.strictObject({
    source: listSource,
    values: z.record(z.string(), z.array(z.string().min(1))),
  }),
  /** Shapes of the domains of public bodies, `*` for any name. */
  knownShapes: sourcedList,
  freeHosting: sourcedList,
  dangerousFiles: sourcedList,
  domainWords: sourcedList,
  /** Those of them that small companies also put into their names: one alone says nothing. */
  ordinaryDomainWords: sourcedList,
  redirectParameters: sourcedList,
  /** Names by which people and scammers call an organisation, by organisation id. */
  brandNames: z.strictObject({
    source: listSource,
    values: z.record(z.string(), z.array(z.string().min(1))),
  }),
  /** Brand names that are also common words: counted in running text only with a capital letter. */
  ambiguousNames: sourcedList,
  /** A letter of another alphabet, and the Latin letter that it looks like. */
  confusables: z.strictObject({
    source: listSource,
    values: z.record(z.string().length(1), z.string().length(1)),
  }),
});
export type ScamLists = z.infer<typeof scamLists>;

/** Checks the lists read from a file; throws a ZodError that names the path when they are wrong. */
export function parseScamLists(value: unknown): ScamLists {
  return scamLists.parse(value);
}
