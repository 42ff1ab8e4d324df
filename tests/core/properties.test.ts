import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDialogue } from '../../src/assistant/answering.ts';
import { replyText } from '../../src/channels/plain-text.ts';
import { parts } from '../support/assistant.ts';

const words = [
  'mgen',
  'harmonie',
  'oui',
  '2',
  'pourquoi',
  'concerné',
  'rib',
  'carte',
  'fait',
  'et',
  'avant',
  'merci',
  'http://a.top',
  '/plan',
  'quiz',
  'l’autre',
  '🙏',
  '**',
  '{{x}}',
];
const message = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...words), { maxLength: 8 }).map((list) => list.join(' ')),
  fc.string({ maxLength: 60 }),
);
/** A first message for each kind of answer that can be asked about. */
const opening = fc.constantFrom(
  'je suis chez alan',
  'une mutuelle étudiante',
  'je suis concerné ?',
  'qu’est-ce qui a fuité ?',
  'et la fuite itelis ?',
  'les autres fuites',
  'que dois-je faire ?',
  'ma liste de gestes',
  'écris la lettre à ma mutuelle',
  'j’ai donné ma carte et le code',
  'on m’a arnaqué',
  'CPAM : remboursement en attente, votre carte avant minuit sur ameli-carte-secu.top',
  'quiz',
  'où signaler ?',
  'j’ai honte',
  'je veux mourir',
  'la chose du truc là',
  'quelle heure est-il ?',
  '',
);
const { followUps, ordinals, yes, other, done, nextWords } = parts.brain.dialogue;
/** What people type about the last answer, in the words that the dialogue knows and beside them. */
const askedOn = fc.oneof(
  fc.constantFrom(
    ...[...Object.values(followUps), ...Object.values(ordinals), yes, other, done, nextWords]
      .flat()
      .map((wording) => wording.trim()),
  ),
  fc.constantFrom('?', 'non', 'source ?', 'merci', 'et mon rib ?', 'et ma femme ?', 'plus simple', 'stop'),
);
const claimsSafety =
  /vous êtes en sécurité|sans danger|aucun risque|vous ne risquez rien|message est (?:sûr|fiable)/i;
/** A tenth of a blink; twice the aim, since test machines are noisy. */
const longestMilliseconds = 100;

function dialogue() {
  return createDialogue(parts.brain, parts.translate);
}

describe('whatever is written', () => {
  it('is answered with a next step, claims no safety, and is the same the second time', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(message, fc.boolean()), { minLength: 1, maxLength: 6 }), (turns) => {
        const play = () => {
          const chat = dialogue();
          return turns.map(([text, forwarded]) => chat.answer({ kind: 'text', text, forwarded }).reply);
        };
        const replies = play();
        for (const reply of replies) {
          expect(reply.blocks.length).toBeGreaterThan(0);
          expect(reply.buttons.length).toBeGreaterThan(0);
          expect(replyText(reply)).not.toMatch(claimsSafety);
        }
        expect(play()).toEqual(replies);
      }),
      { numRuns: 150 },
    );
  });

  it('and whatever is asked on, is answered with a next step', () => {
    fc.assert(
      fc.property(fc.array(opening), fc.array(askedOn, { minLength: 1, maxLength: 6 }), (openings, asked) => {
        const chat = dialogue();
        for (const text of [...openings, ...asked]) {
          const { reply } = chat.answer({ kind: 'text', text, forwarded: false });
          expect(reply.buttons.length, text).toBeGreaterThan(0);
          expect(replyText(reply)).not.toMatch(claimsSafety);
          expect(replyText(reply)).not.toMatch(/\{\{|\*\*|undefined/);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is answered in a moment, 100,000 characters too', () => {
    const size = 100_000;
    const long = [
      'a'.repeat(size),
      'mutuelle '.repeat(size / 9),
      'ma mutuelle est la mgen et http://ameli.fr.x.top '.repeat(size / 48),
      '1 '.repeat(size / 2),
      '\u200b'.repeat(size),
      '('.repeat(size),
      'é\u0301'.repeat(size / 2),
      'j’ai cliqué, '.repeat(size / 13),
      'a.b.c.d.'.repeat(size / 8),
      '@'.repeat(size),
    ];
    const warm = dialogue();
    for (const text of long) warm.answer({ kind: 'text', text: text.slice(0, 2_000), forwarded: false });
    const chats = [dialogue(), dialogue(), dialogue()];
    for (const text of long) {
      for (const forwarded of [false, true]) {
        const times = chats.map((chat) => {
          const start = process.cpuUsage();
          chat.answer({ kind: 'text', text, forwarded });
          const { user, system } = process.cpuUsage(start);
          return (user + system) / 1000;
        });
        // the processor's time, and the quickest of three: a busy machine and the garbage of before only add
        expect(Math.min(...times), text.slice(0, 20)).toBeLessThan(longestMilliseconds);
      }
    }
  });
});
