import { describe, expect, it } from 'vitest';
import { blocksText } from '../../src/channels/plain-text.ts';
import { encodeAction } from '../../src/core/action.ts';
import type { MessageContent } from '../../src/assistant/answering.ts';
import { createAssistant, type Answered } from '../../src/assistant/assistant.ts';
import { createMemoryState } from '../../src/storage/memory-state.ts';
import { parts } from './assistant.ts';
import { wordText } from './word-text.ts';

/** What a person sees of one answer. */
export type Seen = {
  /** The whole text, also when it came in several messages. */
  readonly text: string;
  /** The labels of what can be chosen, in their order. */
  readonly choices: readonly string[];
  readonly documents: readonly { readonly name: string; readonly content: Uint8Array }[] | 'not-shown';
};
/** Somebody who writes through a real channel. */
export type Correspondent = {
  say(text: string): Promise<Seen>;
  /** Takes a choice of the last answer by its place, from 1, as people do it there. */
  choose(place: number): Promise<Seen>;
  close(): Promise<void>;
};

type Step = string | { readonly choose: number };
const scripts: Readonly<Record<string, readonly Step[]>> = {
  'from the first word to the letter': ['bonjour', 'ma mutuelle c la MGEN chui concerné ??', { choose: 1 }, 'et mon ancienne mutuelle, Swiss Life ?', 'écris la lettre à ma mutuelle'],
  'a choice between insurers': ['la mutuelle des militaires', { choose: 2 }, 'pourquoi ?', 'merci'],
  'a scam, then an emergency': ['Colis en attente : réglez 1,99 € de frais sur colis-relance-suivi.top sous 24 h', 'pourquoi ?', 'mince, j’ai mis ma carte', { choose: 1 }],
  'what nobody understands, and what is no text': ['xqzt wvbn', '???', '😀', '   x'],
  'commands, and forgetting': ['/aide', '/urgence', { choose: 1 }, '/quiz', { choose: 1 }, '/confidentialite', 'oublie-moi', '/confidentialite'],
  'more text than a screen': ['les sources', 'que faire ?', '/donnees', 'les autres fuites', `MGEN ${'bla '.repeat(900)}`],
  'text that looks like markup': ['<b>MGEN</b> &amp; *gras* _x_ [a](b)', '**MGEN**'],
}; // prettier-ignore

/**
 * The same conversations on every channel: what is seen there is what the assistant answers.
 *
 * @param open somebody new, who has not written yet
 * @param writesFirst whether the assistant can write there without being asked, and so offers to
 */
export function channelContract(
  name: string,
  open: () => Promise<Correspondent>,
  { writesFirst = false }: { readonly writesFirst?: boolean } = {},
): void {
  describe(`the conversations on ${name}`, () => {
    for (const [title, steps] of Object.entries(scripts))
      it(title, async () => {
        const person = await open();
        const answer = expectedAnswers(writesFirst);
        let choices: readonly { readonly label: string; readonly data: string }[] = [];
        try {
          for (const step of steps) {
            const chosen = typeof step === 'string' ? null : choices[step.choose - 1];
            if (chosen === undefined) throw new Error('the script takes a choice that is not offered');
            const { reply } = await answer(
              typeof step === 'string'
                ? { kind: 'text', text: step, forwarded: false }
                : { kind: 'button', data: chosen?.data ?? '' },
            );
            const seen = await (typeof step === 'string' ? person.say(step) : person.choose(step.choose));
            expect(folded(seen.text)).toBe(folded(blocksText(reply.blocks)));
            expect(seen.choices).toEqual(reply.buttons.map(({ label }) => label));
            if (seen.documents !== 'not-shown')
              expect(
                seen.documents.map((file) => ({ name: file.name, text: folded(wordText(file.content)) })),
              ).toEqual(
                reply.documents.map((file) => ({ name: file.name, text: folded(blocksText(file.blocks)) })),
              );
            choices = reply.buttons.map(({ label, action }) => ({ label, data: encodeAction(action) }));
          }
        } finally {
          await person.close();
        }
      });
  });
}

/** What the assistant answers to one chat. */
function expectedAnswers(writesFirst: boolean): (content: MessageContent) => Promise<Answered> {
  const { conversations, subscriptions } = createMemoryState();
  const assistant = createAssistant(parts.brain, parts.translate, {
    store: conversations,
    subscriptions,
    now: () => new Date('2026-11-24T10:00:00Z'),
    onError: (error) => {
      throw error;
    },
  });
  const chat = { conversation: '1', ...(writesFirst && { address: { channel: '', id: '1' } }) };
  return (content) => assistant.answer({ ...chat, content });
}

/** Where a text is cut is the channel's own business. */
function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
