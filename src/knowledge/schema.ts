import { z } from 'zod';

/** A calendar date known to the day, the month or the year: `2024-02-07`, `2024-02` or `2024`. */
export const partialDate = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/);
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const sentence = z.string().min(1);
/** A registered domain as links are compared with it: `ameli.fr`, no scheme, no capital. */
const domain = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);

/** Where a statement was read. `url` is https, or http where the publisher offers nothing else. */
export const source = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  publisher: z.string().min(1),
  date: partialDate.nullable(),
});
export type Source = z.infer<typeof source>;

/**
 * One sourced statement about one insurer.
 * `affected` and `not-affected` are about an incident; `uses-operator` only says whose third-party-payment
 * operator the insurer worked with at the source's date.
 */
export const claim = z.strictObject({
  says: z.enum(['affected', 'not-affected', 'uses-operator']),
  incident: id.optional(),
  operator: id.optional(),
  /** The platform through which the operator serves the insurer, for example Oxantis for Viamedis. */
  via: id.optional(),
  source,
  note: sentence.optional(),
  /** Why this statement is kept but decides nothing: an unreliable page, or one about other people. */
  setAside: sentence.optional(),
});
export type Claim = z.infer<typeof claim>;

export const insurer = z.strictObject({
  id,
  name: z.string().min(1),
  aliases: z.array(z.string().min(1)),
  type: z.enum([
    'mutual',
    'insurer',
    'provident-institution',
    'broker',
    'group',
    'operator',
    'care-network',
    'public',
    'other',
  ]),
  group: z.string().nullable(),
  amc: z.array(z.string()).optional(),
  siren: z.string().optional(),
  /** What a reader must know before concluding anything from the claims. */
  caution: sentence.optional(),
  /** Which of its customers a claim is about, when not all. */
  scope: sentence.optional(),
  claims: z.array(claim),
});
export type Insurer = z.infer<typeof insurer>;

export const operator = z.strictObject({
  id,
  name: z.string().min(1),
  insurer: id.optional(),
  /** How the name stands on cards of third-party payment, where not as above. */
  printed: z.array(z.string().min(1)).optional(),
});
export type Operator = z.infer<typeof operator>;

/** A statement with its sources, in French, ready to be shown. */
export const sourcedText = z.strictObject({ text: sentence, sources: z.array(source).min(1) });
export type SourcedText = z.infer<typeof sourcedText>;

/** Kinds of data, the ids of the facts; their French names are phrases `dataKind.<id>`. */
const dataKind = id;
const dataLists = {
  leaked: z.array(dataKind),
  notLeaked: z.array(dataKind),
  notListed: z.array(dataKind).optional(),
};

export const incident = z.strictObject({
  id,
  name: sentence,
  /** A few words for a button, at most 40 characters. */
  shortName: z.string().min(1).max(40),
  /** Whether it struck health insurers or their operators; the others are known because people mix them up. */
  healthInsurance: z.boolean(),
  attack: z.strictObject({ from: partialDate.nullable(), to: partialDate.nullable() }),
  announced: partialDate.nullable(),
  /** When, in words, with the uncertainty: "fin janvier - début février 2024". */
  when: sentence,
  operators: z.array(id),
  /**
   * A source dated inside counts as of the time: it makes a client of a breached operator `probable`.
   * Present whenever `operators` is not empty.
   */
  statementWindow: z.strictObject({ from: partialDate, to: partialDate }).optional(),
  /** Organisations struck that are not in insurers.json. */
  organisations: z.array(
    z.strictObject({ name: z.string(), says: z.enum(['affected', 'not-affected']), source }),
  ),
  data: z.strictObject(dataLists),
  byOperator: z.record(
    id,
    z.strictObject({
      ...dataLists,
      exceptions: z.array(sentence),
      notes: z.array(sentence),
      cause: sentence.nullable(),
      clients: sentence.nullable(),
      sources: z.array(source).min(1),
    }),
  ),
  people: z
    .strictObject({ value: z.number().int().positive().nullable(), text: sentence, basis: sentence })
    .nullable(),
  cause: sentence.nullable(),
  /** Where sources disagree or a figure must be qualified; shown with the figure. */
  nuances: z.array(sentence),
  legal: z.strictObject({ cnil: sentence.nullable(), justice: sentence.nullable() }),
  sources: z.array(source).min(1),
  confidence: z.enum(['high', 'medium', 'low']),
});
export type Incident = z.infer<typeof incident>;

export const organisation = z.strictObject({
  id,
  name: z.string().min(1),
  kind: z.string().min(1),
  insurer: id.optional(),
  officialDomains: z.array(domain),
  userContentDomains: z.array(domain).optional(),
  smsSenders: z.array(z.string()),
  emailSenders: z.array(z.string()).optional(),
  neverAsks: z.array(sentence),
  contact: sentence.nullable(),
  note: sentence.optional(),
  /** `null` when the only evidence is a public table that could not be named: then confidence is low or medium. */
  source: source.nullable(),
  otherSources: z.array(source).optional(),
  confidence: z.enum(['high', 'medium', 'low']),
});
export type Organisation = z.infer<typeof organisation>;

/** A statement that answers use by its id, for example `nir-cannot-change`. */
export const fact = z.strictObject({ id, ...sourcedText.shape });
export type Fact = z.infer<typeof fact>;

/** An official number or page. */
export const contact = z.strictObject({
  id,
  name: sentence,
  phone: z.string().optional(),
  url: z.url().optional(),
  hours: z.string().optional(),
  source,
});
export type Contact = z.infer<typeof contact>;

/** What to do after something was given away, in order; `first` is the step that cannot wait. */
export const emergency = z.strictObject({
  given: z.enum([
    'link_only',
    'called_back',
    'card',
    'bank_login',
    'rib',
    'password',
    'ameli_login',
    'nir',
    'identity_document',
    'money',
    'app_installed',
    'remote_access',
    'otp_code',
  ]),
  urgency: z.number().int().min(1).max(100),
  steps: z.array(sentence).min(2),
  sources: z.array(source).min(1),
});
export type Emergency = z.infer<typeof emergency>;
export type Given = Emergency['given'];

/** What the checks of data/ let pass, each with its reason (in English: for curators only). */
export const exceptions = z.strictObject({
  /** A name that several insurers rightly share; whoever writes it is asked which one. */
  sharedAliases: z.array(
    z.strictObject({ alias: z.string().min(1), insurers: z.array(id).min(2), why: sentence }),
  ),
  /** Publishers that offer no https. */
  insecureHosts: z.array(z.strictObject({ host: z.string().min(1), why: sentence })),
});
export type Exceptions = z.infer<typeof exceptions>;

export type Knowledge = {
  readonly insurers: readonly Insurer[];
  readonly operators: readonly Operator[];
  readonly incidents: readonly Incident[];
  readonly organisations: readonly Organisation[];
  readonly facts: readonly Fact[];
  readonly contacts: readonly Contact[];
  readonly emergencies: readonly Emergency[];
  readonly quiz: readonly QuizQuestion[];
};

/** An invented message of the quiz, with the reason shown after the answer. */
export const quizQuestion = z.strictObject({
  id,
  text: sentence,
  answer: z.enum(['scam', 'legit']),
  reason: sentence,
});
export type QuizQuestion = z.infer<typeof quizQuestion>;

/** How far the evidence goes that an insurer's customers were struck by an incident. */
export type ExposureState = 'confirmed' | 'probable' | 'possible' | 'denied' | 'unknown';
