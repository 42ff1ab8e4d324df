import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blocksText } from '../../src/channels/plain-text.ts';
import { encodeAction } from '../../src/core/action.ts';
import type { MessageContent } from '../../src/assistant/answering.ts';
import { createAssistant, type Answered } from '../../src/assistant/assistant.ts';
import { createSketcher } from '../../src/privacy/sketch.ts';
import { createMemoryState } from '../../src/storage/memory-state.ts';
import { parts } from './assistant.ts';
import { pictureReader } from './picture-reader.ts';
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
  /** Sends a picture: a file of this machine. */
  show(path: string): Promise<Seen>;
  close(): Promise<void>;
};

type Step =
  | string
  | { readonly choose: number }
  | { readonly show: string }
  /** What the answer has to say, whatever else. */
  | { readonly say: string; readonly sees: RegExp };
const scamPicture = join(import.meta.dirname, '../fixtures/pictures/scam-sms-dark.png');
const scripts: Readonly<Record<string, readonly Step[]>> = {
  'from the first word to the letter': ['bonjour', 'ma mutuelle c la MGEN chui concerné ??', { choose: 1 }, 'et mon ancienne mutuelle, Swiss Life ?', 'écris la lettre à ma mutuelle'],
  'a choice between insurers': ['la mutuelle des militaires', { choose: 2 }, 'pourquoi ?', 'merci'],
  'a scam, then an emergency': ['Colis en attente : réglez 1,99 € de frais sur colis-relance-suivi.top sous 24 h', 'pourquoi ?', 'mince, j’ai mis ma carte', { choose: 1 }],
  'what nobody understands, and what is no text': ['xqzt wvbn', '???', '😀', '   x'],
  'commands, and forgetting': ['/aide', '/urgence', { choose: 1 }, '/quiz', { choose: 1 }, '/confidentialite', 'oublie-moi', '/confidentialite'],
  'more text than a screen': ['les sources', 'que faire ?', '/donnees', 'les autres fuites', `MGEN ${'bla '.repeat(900)}`],
  'a plan, ticked and taken up again': ['ma mutuelle est la MGEN', { say: 'mon plan', sees: /0 fait sur 6/ }, { choose: 1 }, { say: '2 fait', sees: /2 faits sur 6/ }, 'merci', { say: 'où j’en étais ?', sees: /✓ Me méfier[^]*✓ Ne donner/ }, { choose: 2 }],
  'letters to the insurer and to the CNIL': [{ say: 'écris la lettre à Harmonie Mutuelle', sees: /article 15/ }, { say: 'et s’ils ne répondent pas ?', sees: /CNIL/ }, { choose: 1 }, { say: 'la lettre pour faire effacer mes données', sees: /article 17/ }],
  'alerts, begun and ended': ['ma mutuelle est la MGEN', 'préviens-moi s’il y a du nouveau', { choose: 1 }, '/alertes', '/confidentialite', 'arrête les alertes', 'oublie-moi'],
  'easy French': [{ say: '/simple', sees: /facile/ }, 'ma mutuelle est la MGEN', { choose: 1 }, 'que faire ?', 'j’ai donné ma carte', { say: '/langue', sees: /3 langues/ }],
  'English': [{ say: 'is my insurer MGEN affected by the leak?', sees: /MGEN/ }, { say: 'what did they steal?', sees: /social.security/i }, 'I gave them my card number', { say: 'forget me', sees: /deleted/ }],
  'a picture of a scam, and what follows': ['bonjour', { show: scamPicture }, 'pourquoi ?', 'j’ai cliqué', { choose: 1 }],
  'text that looks like markup': ['<b>MGEN</b> &amp; *gras* _x_ [a](b)', '**MGEN**'],
}; // prettier-ignore

export type ContractOptions = { readonly writesFirst?: boolean; readonly campaigns?: boolean };

/**
 * The same conversations on every channel: what is seen there is what the assistant answers.
 *
 * @param open somebody new, who has not written yet
 * @param writesFirst whether the assistant can write there without being asked, and so offers to
 * @param campaigns whether fingerprints of suspicious messages are kept there, as a process keeps them
 */
export function channelContract(
  name: string,
  open: () => Promise<Correspondent>,
  { writesFirst = false, campaigns = false }: ContractOptions = {},
): void {
  describe(`the conversations on ${name}`, () => {
    for (const [title, steps] of Object.entries(scripts))
      it(title, async () => {
        const person = await open();
        const answer = expectedAnswers({ writesFirst, campaigns });
        let choices: readonly { readonly label: string; readonly data: string }[] = [];
        try {
          for (const step of steps) {
            const chosen = typeof step === 'object' && 'choose' in step ? choices[step.choose - 1] : null;
            if (chosen === undefined) throw new Error('the script takes a choice that is not offered');
            const { reply } = await answer(contentOf(step, chosen?.data ?? ''));
            const seen = await take(step, person);
            if (typeof step === 'object' && 'sees' in step) expect(seen.text).toMatch(step.sees);
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

function contentOf(step: Step, data: string): MessageContent {
  if (typeof step === 'object' && 'show' in step)
    return { kind: 'picture', caption: '', forwarded: false, loads: [() => readFile(step.show)] };
  if (typeof step === 'object' && 'choose' in step) return { kind: 'button', data };
  return { kind: 'text', text: typeof step === 'string' ? step : step.say, forwarded: false };
}
function take(step: Step, person: Correspondent): Promise<Seen> {
  if (typeof step === 'string') return person.say(step);
  if ('show' in step) return person.show(step.show);
  return 'choose' in step ? person.choose(step.choose) : person.say(step.say);
}

/** What the assistant answers to one chat. */
function expectedAnswers({
  writesFirst,
  campaigns,
}: ContractOptions): (content: MessageContent) => Promise<Answered> {
  const { conversations, subscriptions, campaigns: kept } = createMemoryState();
  const assistant = createAssistant(parts.brain, parts.translate, {
    store: conversations,
    subscriptions,
    pictures: pictureReader,
    ...(campaigns && { campaigns: { campaigns: kept, sketch: createSketcher(new Uint8Array(32)) } }),
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
