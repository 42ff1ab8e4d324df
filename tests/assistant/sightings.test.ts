import { describe, expect, it } from 'vitest';
import { createAssistant } from '../../src/assistant/assistant.ts';
import { blocksText } from '../../src/channels/plain-text.ts';
import { createSketcher } from '../../src/privacy/sketch.ts';
import { createMemoryState } from '../../src/storage/memory-state.ts';
import { parts } from '../support/assistant.ts';
import { chat, noon, secretKey } from '../support/state.ts';

function start() {
  const state = createMemoryState();
  const assistant = createAssistant(parts.brain, parts.translate, {
    store: state.conversations,
    campaigns: { campaigns: state.campaigns, sketch: createSketcher(secretKey) },
    now: () => noon,
    onError: (error) => {
      throw error;
    },
  });
  return async (from: string, text: string, forwarded = true) => {
    const content = { kind: 'text', text, forwarded } as const;
    return blocksText((await assistant.answer({ conversation: chat(from), content })).reply.blocks);
  };
}
const scam = (name: string, amount: string, link: string) =>
  `Bonjour ${name}, votre carte vitale arrive a expiration. Reglez ${amount} EUR de frais d’envoi avant ce soir pour garder vos droits : ${link}`;
const reported = /Déjà signalé (\d+) fois par d’autres personnes, depuis le 24 novembre 2026/;

describe('a message that others sent too', () => {
  it('is said to be known from five other chats on, whatever the link, the amount or the name', async () => {
    const say = start();
    for (let index = 1; index <= 5; index++)
      expect(
        await say(
          `chat ${index}`,
          scam('Camille', `${index},90`, `http://vitale-${index}.example.com/x${index}`),
        ),
      ).not.toMatch(reported);
    const sixth = await say('chat 6', scam('Monsieur Dupont', '2,00', 'https://envoi-carte.top/9'));
    expect(reported.exec(sixth)?.[1]).toBe('5');
    expect(sixth).toMatch(/^(?:C’est une arnaque|Ce message est suspect)/);
  });

  it('is not made known by one chat, however often it sends it', async () => {
    const say = start();
    for (let index = 1; index <= 20; index++)
      await say('one', scam('Camille', `${index},90`, 'http://vitale.example.com'));
    expect(await say('two', scam('Camille', '3,90', 'http://vitale.example.com'))).not.toMatch(reported);
  });

  it('is told of where it is asked what is kept', async () => {
    expect(await start()('one', '/confidentialite', false)).toMatch(/empreinte sans texte/);
  });

  it('is not counted when it bears no sign', async () => {
    const say = start();
    const honest =
      'Bonjour, votre rendez-vous chez le dentiste est confirmé pour lundi prochain à neuf heures, à bientôt au cabinet';
    for (let index = 1; index <= 8; index++)
      expect(await say(`chat ${index}`, honest)).not.toMatch(/Déjà signalé/);
  });
});
