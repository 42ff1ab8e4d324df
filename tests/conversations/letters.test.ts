import { describe, expect, it } from 'vitest';
import { talk } from '../support/assistant.ts';
import { blocksText } from '../../src/channels/plain-text.ts';

const documentsOf = (said: ReturnType<ReturnType<typeof talk>['say']>) =>
  said.reply.documents.map(({ name, blocks }) => ({ name, text: blocksText(blocks) }));

describe('the letters', () => {
  it.each([
    ['écris la lettre pour savoir si je suis concerné', 'lettre-acces.docx', 'article 15'],
    ['la lettre pour faire effacer mes données', 'lettre-effacement.docx', 'article 17'],
    ['le texte pour porter plainte', 'plainte-vol-de-donnees.docx', 'plainte contre X'],
  ])('%s', (asked, name, law) => {
    const chat = talk();
    chat.say('ma mutuelle est la MGEN');
    const said = chat.say(asked);
    const [document] = documentsOf(said);
    expect(document?.name).toBe(name);
    expect(document?.text).toContain(law);
    expect(document?.text).toContain('MGEN');
    expect(document?.text).toMatch(/\[[^\]]+\]/); // blanks for what is personal
    for (const line of document?.text.split('\n\n') ?? []) expect(said.text).toContain(line); // to copy as well
  });

  it('a complaint to the CNIL follows the letter that got no answer, and the one to the police', () => {
    const chat = talk();
    chat.say('ma mutuelle est la MGEN');
    chat.say('écris la lettre pour savoir si je suis concerné');
    const unanswered = chat.say('et s’ils ne répondent pas ?');
    expect(unanswered.reply.buttons[0]?.label).toBe('Me plaindre à la CNIL');
    const said = chat.say('1');
    expect(documentsOf(said)[0]?.name).toBe('plainte-cnil.docx');
    expect(documentsOf(said)[0]?.text).toContain('plainte contre MGEN');
    expect(said.text).toContain('cnil.fr');
    expect(said.text).toContain('à revérifier');
  });

  it('leaves the insurer blank where none was named', () => {
    expect(documentsOf(talk().say('écris la lettre pour savoir si je suis concerné'))[0]?.text).toContain(
      '[nom de votre mutuelle]',
    );
  });
});
