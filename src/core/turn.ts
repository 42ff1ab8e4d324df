import { exposureOf } from '../knowledge/exposure.ts';
import type { ExposureState, Incident, Insurer } from '../knowledge/schema.ts';
import type { Signal, VerdictLevel } from '../scam/verdict.ts';
import type { Intent } from '../understanding/intent.ts';
import type { Action } from './action.ts';
import { corrections, toldAlso } from './alerts/corrections.ts';
import { citation, type Answer } from './answers/answer.ts';
import type { Brain } from './brain.ts';
import { newConversation, type Conversation } from './conversation.ts';
import { phrase, say, type Block, type Phrase, type PhraseKey, type Reply } from './reply.ts';

/** What a person says of a verdict afterwards. */
export type Feedback = { readonly verdict: VerdictLevel; readonly said: 'was-real' };

/** What the reply rests on, for operators and tests; no text of the person. */
export type Trace = {
  readonly intent: Intent;
  readonly insurers: readonly string[];
  readonly exposure: Readonly<Record<string, Readonly<Record<string, ExposureState>>>>;
  readonly verdict: VerdictLevel | null;
  readonly signals: readonly Signal[];
  /** What the person says of the verdict before. */
  readonly feedback: Feedback | null;
};

export type Turn = {
  readonly reply: Reply<Phrase>;
  readonly conversation: Conversation;
  readonly trace: Trace;
  /** The wording of a message that was judged with an alarm; it is not to be kept. */
  readonly judged?: () => readonly string[];
};

/** What a reply is about. */
export type Subject = {
  readonly intent: Intent;
  readonly insurers: readonly string[];
  readonly named: boolean;
  readonly text: string;
  readonly long: boolean;
  /** The incident asked about; null: the main one. */
  readonly incident: string | null;
  /** Whether this message, or the button, named it. */
  readonly incidentNamed: boolean;
};
/** An answer before it is made a turn: what it is about, and the verdict when a message was judged. */
export type Outcome = {
  readonly subject: Subject;
  readonly answer: Answer;
  /** Said in passing: what was spoken of and waited for stays. */
  readonly inPassing?: boolean;
  readonly feedback?: Feedback['said'] | null;
  readonly verdict?: {
    readonly level: VerdictLevel;
    readonly signals: readonly Signal[];
    readonly shingles?: () => readonly string[];
  };
};

const sourcesKept = 12;
const sourcesInLine = 3;

/** The reply with its sources and notices, the conversation that follows, and the trace. */
export function turnOf(
  { subject: about, answer, verdict, feedback, inPassing = inPassingIntents.includes(about.intent) }: Outcome,
  conversation: Conversation,
  brain: Brain,
  redacted: readonly string[],
): Turn {
  const sources = (answer.sources ?? [])
    .filter((source, index, all) => all.findIndex(({ url }) => url === source.url) === index)
    .slice(0, sourcesKept);
  const corrected = corrections(conversation, brain.knowledge);
  const blocks: Block<Phrase>[] = [
    ...redactionNotice(redacted, about),
    ...answer.blocks,
    ...corrected.blocks,
  ];
  if (sources.length > 0 && !answer.cited)
    blocks.push(say('sources.line', { list: { list: shortSources(sources) } }));
  const buttons = answer.buttons ?? [];
  const next: Conversation = {
    ...conversation,
    misunderstood: 0,
    awaiting: answer.awaiting ?? null,
    assent: offeredBy(answer, about.intent),
    choices: buttons.map(({ action, label }) => ({ action, label })),
    greeted: true,
    last: about.intent,
    ...(inPassing && conversation.topic !== null ? {} : spokenOf(about)),
    sources: sources.length > 0 ? sources : conversation.sources,
    ...answer.remember,
    told: toldAlso(corrected.told, answer.remember?.told ?? {}),
  };
  const forgotten = about.intent === 'forget_me';
  return {
    reply: { blocks, buttons, documents: answer.documents ?? [], sources },
    conversation: forgotten ? newConversation : next,
    ...(verdict?.shingles ? { judged: verdict.shingles } : {}),
    trace: {
      intent: about.intent,
      insurers: about.insurers,
      exposure: Object.fromEntries(
        insurersByIds(about.insurers, brain).map((insurer) => [
          insurer.id,
          exposures(insurer, brain.knowledge.incidents),
        ]),
      ),
      verdict: verdict?.level ?? null,
      signals: verdict?.signals ?? [],
      feedback:
        feedback && conversation.verdict ? { verdict: conversation.verdict.level, said: feedback } : null,
    },
  };
}

/** Answers that offer nothing: "oui" after them only acknowledges. */
const offeringNothing: readonly Intent[] = [
  'letter_access',
  'letter_erasure',
  'complaint_help',
  'message_to_analyse',
  'report_scam',
  'dependants',
  'former_insurer',
  'sources',
  'human_contact',
  'privacy',
  'forget_me',
  'language_switch',
  'alerts_subscribe',
  'alerts_stop',
  'who_is_behind',
  'is_bot_official',
  'insult_or_distress',
  'off_topic',
  'help',
];

function offeredBy({ assent, buttons = [] }: Answer, intent: Intent): Action | null {
  if (assent !== undefined) return assent;
  return offeringNothing.includes(intent) ? null : (buttons[0]?.action ?? null);
}

/** What was spoken of before these can still be asked about. */
const inPassingIntents: readonly Intent[] = [
  'easy_language',
  'language_switch',
  'thanks',
  'greeting',
  'off_topic',
  'sources',
  'insult_or_distress',
];

function spokenOf({ intent, insurers, long, incident }: Subject): Pick<Conversation, 'topic' | 'incident'> {
  return { topic: { intent, insurers: [...insurers].slice(0, 20), long }, incident };
}

function shortSources(sources: Reply<Phrase>['sources']): Phrase[] {
  return sources.slice(0, sourcesInLine).map((source) => phrase('sources.short', citation(source)));
}

function redactionNotice(redacted: readonly string[], about: Subject): Block<Phrase>[] {
  if (redacted.length === 0) return [];
  const names = redacted.map((kind) => phrase(`redacted.kind.${kind}` as PhraseKey)); // every kind of redaction has its phrase: a test checks it
  return [
    say('redacted', { kinds: { list: names } }),
    ...(about.insurers.length === 0 && redacted.includes('nir') ? [say('redacted.cannot-look-up')] : []),
  ];
}

/** The states of one insurer that say something: the first incident always, the others when a source names it. */
function exposures(insurer: Insurer, incidents: readonly Incident[]): Record<string, ExposureState> {
  const states = incidents.map((incident) => [incident.id, exposureOf(insurer, incident).state] as const);
  return Object.fromEntries(states.filter(([, state], index) => index === 0 || state !== 'unknown'));
}

/** The records of ids, in their order; an id that no record has is left out. */
export function insurersByIds(ids: readonly string[], { knowledge }: Brain): Insurer[] {
  return ids.flatMap((id) => knowledge.insurers.find((insurer) => insurer.id === id) ?? []);
}
