import { describe, expect, it } from 'vitest';
import { talk } from '../support/assistant.ts';

describe('where nobody can be written to first, as in the terminal', () => {
  it.each([
    'prévenez-moi',
    '/alertes',
    'tiens moi au courant pour ma mutuelle',
    'préviens-moi si la Matmut dit quelque chose',
  ])('"%s" is told honestly that it cannot be', (text) => {
    const { text: said, trace } = talk().say(text);
    expect(trace.intent).toBe('alerts_subscribe');
    expect(said).toMatch(/^Ici, je ne peux pas vous écrire le premier/);
  });

  it('no answer offers alerts', () => {
    const chat = talk();
    expect(chat.say('Matmut').reply.buttons.map(({ label }) => label)).not.toContain('Prévenez-moi');
    expect(chat.press('w:a:matmut').text).toMatch(/je ne peux pas/);
    expect(chat.press('u:all').text).toContain('aucune alerte');
  });
});
