import { describe, expect, it } from 'vitest';
import { talk } from '../support/assistant.ts';

/** The lines of the list, with their ticks. */
function listed({ reply }: ReturnType<ReturnType<typeof talk>['say']>): readonly string[] {
  return reply.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
}

describe('the plan', () => {
  it('is the same five steps for somebody of whom nothing is known', () => {
    const plan = listed(talk().say('mon plan'));
    expect(plan).toHaveLength(5);
    expect(plan.at(-1)).toBe('Écrire à ma mutuelle');
  });

  it('names this person’s insurers, asks only the former one to erase, and thinks of those on the card', () => {
    const chat = talk();
    chat.say('je suis à la MGEN et avant chez Swiss Life');
    const plan = listed(chat.say('mon plan'));
    expect(plan).toContain('Écrire à MGEN');
    expect(plan).toContain('Écrire à Swiss Life');
    expect(plan.filter((step) => step.includes('effacer'))).toEqual([
      'Demander à Swiss Life d’effacer mes données',
    ]);
    expect(plan.at(-1)).toBe('Prévenir ceux qui sont sur ma carte');
  });

  it.each([
    ['avant j’étais chez Harmonie Mutuelle, maintenant je suis à la MGEN', ['Harmonie Mutuelle']],
    ['MGEN maintenant, Harmonie Mutuelle avant', ['Harmonie Mutuelle']],
    ['mes anciennes mutuelles sont Harmonie Mutuelle et Swiss Life', ['Harmonie Mutuelle', 'Swiss Life']],
    ['je suis chez MGEN et mon mari chez Swiss Life', []],
  ])('tells the former insurers apart: %s', (message, former) => {
    const chat = talk();
    chat.say(message);
    const erased = listed(chat.say('mon plan')).filter((step) => step.includes('effacer'));
    expect(erased).toEqual(former.map((name) => `Demander à ${name} d’effacer mes données`));
  });

  it('begins with what was given away, in full, and leads to all of its steps', () => {
    const chat = talk();
    chat.say('j’ai donné mon rib à un faux conseiller et j’ai mis ma carte sur le site');
    const plan = chat.say('mon plan');
    expect(listed(plan).slice(0, 2)).toEqual(['Urgent : Ma carte bancaire', 'Urgent : Mon RIB']);
    expect(plan.text).toContain('La suite : Faites opposition maintenant');
    const inFull = chat.say('2');
    expect(inFull.text).toContain('Chaque heure compte');
    expect(inFull.reply.buttons[0]?.label).toBe('Toutes les étapes d’urgence');
    expect(chat.say('1').trace.intent).toBe('emergency');
    expect(chat.say('que faire ?').text).not.toContain('Inutile de prévenir');
  });

  it('says of the next step why, how long, where, and from which source', () => {
    const chat = talk();
    chat.say('mon plan');
    const { text } = chat.say('Pourquoi, et où ?');
    expect(text).toMatch(/Pourquoi : .+\n\nCela prend environ 2 minutes\. Site officiel : https:\/\//);
    expect(text).toMatch(/Sources? : .*CNIL/);
  });

  it('is ticked by button, word and place, and takes up where it was left', () => {
    const chat = talk();
    chat.say('je suis à la MGEN');
    chat.say('mon plan');
    chat.press('d:passwords');
    chat.say('fait');
    chat.say('merci');
    const plan = chat.say('où j’en étais ?');
    expect(listed(plan).filter((step) => step.startsWith('✓'))).toEqual([
      '✓ Me méfier des messages qui me connaissent',
      '✓ Changer mes mots de passe faibles',
    ]);
    expect(plan.text).toContain('2 faits sur 6');
  });

  it('keeps its ticks when something new is told', () => {
    const chat = talk();
    chat.say('mon plan');
    for (let step = 0; step < 5; step++) chat.say('fait');
    expect(chat.say('mon plan').text).toContain('Tout est fait');
    chat.say('ma mutuelle est la MGEN');
    const plan = chat.say('mon plan');
    expect(listed(plan)).toContain('✓ Écrire à MGEN');
    expect(listed(plan).at(-1)).toBe('Prévenir ceux qui sont sur ma carte');
  });
});
