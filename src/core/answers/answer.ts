import type { Contact, Incident, Insurer, Knowledge, Source } from '../../knowledge/schema.ts';
import type { Intent } from '../../understanding/intent.ts';
import type { Action } from '../action.ts';
import type { Conversation } from '../conversation.ts';
import type { DialogueLexicon } from '../dialogue-lexicon.ts';
import { isMain } from '../incident-in-context.ts';
import {
  fromData,
  listOf,
  phrase,
  sentences,
  type Param,
  type Block,
  type Button,
  type Document,
  type Phrase,
  type PhraseKey,
} from '../reply.ts';

/** What one answer is asked for. */
export type Question = {
  readonly intent: Intent;
  readonly conversation: Conversation;
  readonly knowledge: Knowledge;
  readonly dialogue: DialogueLexicon;
  /** Whom the answer is about: named in the message, or carried over. */
  readonly insurers: readonly Insurer[];
  /** Whether the insurers were named in this message. */
  readonly named: boolean;
  /** The incident spoken of; the first of the knowledge unless another was named. */
  readonly incident: Incident;
  /** Whether it was named in this message or by this button. */
  readonly incidentNamed: boolean;
  /** The message in `spaced` form; empty for a button. */
  readonly text: string;
  /** Behind "En savoir plus". */
  readonly long: boolean;
};

export type Answer = {
  readonly blocks: readonly Block<Phrase>[];
  readonly buttons?: readonly Button<Phrase>[];
  readonly documents?: readonly Document<Phrase>[];
  readonly sources?: readonly Source[];
  /** The sources are cited in the blocks already. */
  readonly cited?: true;
  /** What "oui" accepts: the first button unless said otherwise; null: nothing, it only acknowledges. */
  readonly assent?: Action | null;
  readonly awaiting?: Conversation['awaiting'];
  /** What this answer changes in the memory of the conversation. */
  readonly remember?: Partial<Conversation>;
};

/** Whether the question is about the incident that is meant when none is named. */
export function aboutMain({ incident, knowledge }: Question): boolean {
  return isMain(incident.id, knowledge);
}

/** A paragraph made of facts of the knowledge, with their sources beside it. Throws when the data lacks one. */
export function facts(
  knowledge: Knowledge,
  ...ids: readonly string[]
): { block: Block<Phrase>; sources: Source[] } {
  const found = ids.map((id) => {
    const fact = knowledge.facts.find((candidate) => candidate.id === id);
    if (!fact) throw new Error(`data/facts.json lacks the fact "${id}", which an answer needs`);
    return fact;
  });
  return {
    block: { kind: 'paragraph', text: sentences(found.map(({ text }) => fromData(text))) },
    sources: found.flatMap(({ sources }) => sources),
  };
}

export function contact(knowledge: Knowledge, id: string): Contact {
  const found = knowledge.contacts.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`data/contacts.json lacks the contact "${id}", which an answer needs`);
  return found;
}

export function button(key: PhraseKey, action: Action): Button<Phrase> {
  return { label: phrase(key), action };
}
export function ask(key: PhraseKey, intent: Intent): Button<Phrase> {
  return button(key, { kind: 'ask', intent });
}
/** What "oui" accepts, as a question. */
export function asks(intent: Intent): Action {
  return { kind: 'ask', intent };
}
export function more(intent: Intent): Button<Phrase> {
  return button('button.more', { kind: 'more', intent });
}

/** Publisher and date of a source, to be filled into a phrase. */
export function citation({ publisher, date }: Source): { publisher: string; date: Param } {
  return { publisher, date: date === null ? phrase('exposure.undated') : { date } };
}

/** Sources as a list, each with its address. */
export function sourceList(sources: readonly Source[]): Block<Phrase> {
  return listOf(sources.map((source) => phrase('sources.item', { ...citation(source), url: source.url })));
}

/** The kinds of data in words, for a list in a sentence. */
export function kinds(ids: readonly string[]): { list: Phrase[] } {
  return { list: ids.map((id) => phrase(`dataKind.${id}` as PhraseKey)) }; // every kind of the data has its phrase: a test checks it
}

export function incidentName(incident: Incident): Phrase {
  return fromData(incident.shortName);
}
export function insurerNames(insurers: readonly Insurer[]): { list: Phrase[] } {
  return { list: insurers.map(({ name }) => fromData(name)) };
}
