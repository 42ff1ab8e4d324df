import type { Brain } from '../core/brain.ts';
import type { Language } from '../core/language.ts';
import type { IncomingMessage } from './assistant.ts';

/** The languages in which chats were answered, for what is said when nothing can be looked up. */
export type Spoken = {
  /** Keeps the language of a chat, in memory alone. */
  note(conversation: string, language: Language): void;
  /** The language last spoken, else the one that a text is plainly typed in, else French. */
  of(message: IncomingMessage, brain: Brain): Language;
};

/** Chats remembered; those of French are not. */
const mostChats = 10_000;

export function createSpoken(): Spoken {
  const chats = new Map<string, Language>();
  return {
    note(conversation, language) {
      chats.delete(conversation);
      if (language !== 'fr') chats.set(conversation, language);
      const [oldest] = chats.keys();
      if (chats.size > mostChats && oldest !== undefined) chats.delete(oldest);
    },
    of({ conversation, content }, { tongues }) {
      const known = chats.get(conversation);
      if (known !== undefined) return known;
      const typed = content.kind === 'text' && !content.forwarded ? content.text : '';
      return tongues?.writtenIn(typed) === 'en' ? 'en' : 'fr';
    },
  };
}
