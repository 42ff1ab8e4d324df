import { isDeepStrictEqual } from 'node:util';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { globSync } from 'node:fs';
import type { Answered } from '../src/assistant/answering.ts';
import { formatBlocks, formatButtons } from '../src/channels/telegram/format.ts';
import { replyText } from '../src/channels/plain-text.ts';
import { decodeAction, encodeAction, maximumActionBytes } from '../src/core/action.ts';
import type { Conversation } from '../src/core/conversation.ts';
import { decodeConversation, encodeConversation } from '../src/storage/conversation-codec.ts';
import type { FuzzMessage } from './message.ts';

const root = resolve(import.meta.dirname, '..');
const verdicts = ['scam', 'suspicious', 'cannot-tell', 'no-sign', null];
const claimsSafety =
  /vous êtes en sécurité|sans danger|aucun risque|vous ne risquez rien|message est (?:sûr|fiable)|you are safe|no risk|message is safe/i;
/** What Telegram and WhatsApp make a link of by themselves. */
const liveLink =
  /https?:\/\/[^\s[\]]+|(?<![\p{L}\p{N}@._[\]-])(?:[\p{L}\p{N}_-]+\.)+[a-z]{2,}(?![\p{L}\p{N}[\]])/giu;
/** No reply is longer than a few screens. */
const longestReply = 12_000;

/** What every reply must be, whatever was sent. */
export type Expectations = {
  /** Names what is wrong with a reply or with what is remembered, without any text; empty when all is well. */
  check(message: FuzzMessage, answered: Answered, kept: Conversation | null): readonly string[];
};

export function createExpectations(): Expectations {
  const own = globSync(['data/*.json', 'data/**/*.json', 'locales/*/*.json'], { cwd: root })
    .map((file) => readFileSync(resolve(root, file), 'utf8'))
    .join('\n');
  const ownLinks = new Set((own.match(liveLink) ?? []).map(hostOf));
  const keys = new Set(
    Object.keys(JSON.parse(readFileSync(resolve(root, 'locales/fr/phrases.json'), 'utf8')) as object),
  );
  const apologies = ['fr', 'fr-simple', 'en'].map((language) => {
    const phrases = JSON.parse(
      readFileSync(resolve(root, 'locales', language, 'phrases.json'), 'utf8'),
    ) as Record<string, string>;
    return phrases['error.unexpected'] ?? '';
  });
  return {
    check({ personal }, { reply, trace, outcome }, kept) {
      const text = replyText(reply);
      // what somebody wrote may be quoted
      const ownWords = text.replace(/«[^»]*»|“[^”]*”|"[^"]*"/g, '');
      const faults: string[] = [];
      const fault = (found: boolean, name: string) => {
        if (found) faults.push(name);
      };
      const texts = reply.blocks.flatMap((block) =>
        block.kind === 'list' ? block.items : [block.kind === 'link' ? block.label : block.text],
      );
      fault(texts.length === 0 || texts.some((part) => part.trim() === ''), 'an empty reply');
      fault(outcome === 'failed' || outcome === 'shed', 'a message that was not answered');
      fault(apologies.some((apology) => texts.includes(apology)), 'an apology');
      fault(texts.some((part) => keys.has(part)), 'an untranslated key');
      fault(/\{\{\w+\}\}|\bundefined\b|\[object/.test(ownWords), 'an unfilled phrase');
      fault(text.length > longestReply, 'a reply of too many characters');
      fault(claimsSafety.test(ownWords), 'a claim of safety');
      fault(!verdicts.includes(trace.verdict), 'an unknown verdict');
      fault(reply.buttons.length === 0, 'no next step');
      for (const { action } of reply.buttons) {
        const data = encodeAction(action);
        fault(Buffer.byteLength(data) > maximumActionBytes, 'a button of too many bytes');
        fault(!isDeepStrictEqual(decodeAction(data), action), 'a button that cannot be pressed');
      }
      const links = text.match(liveLink) ?? [];
      fault(links.some((link) => !ownLinks.has(hostOf(link))), 'a link that can be followed');
      fault(formatBlocks(reply.blocks).some((part) => part.text.length > 4096), 'a message too long for Telegram');
      fault(formatButtons(reply.buttons).length > 50, 'more buttons than Telegram takes');
      const stored = kept === null ? '' : encodeConversation(kept);
      fault(kept !== null && !isDeepStrictEqual(decodeConversation(stored), kept), 'a conversation that is read back otherwise');
      for (const { kind, written } of personal) {
        const digits = digitsOf(written);
        const mayBeShown = (kind === 'telephone' || kind === 'address') && trace.verdict !== null;
        fault(!mayBeShown && digitsOf(text).includes(digits), `a ${kind} in the reply`);
        fault(digitsOf(stored).includes(digits), `a ${kind} in what is kept`);
      }
      return [...new Set(faults)];
    },
  }; // prettier-ignore
}

function hostOf(link: string): string {
  return link
    .replace(/^https?:\/\//i, '')
    .replace(/[/?#:].*$/s, '')
    .replace(/[.,;!?)»"']+$/, '')
    .toLowerCase();
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
