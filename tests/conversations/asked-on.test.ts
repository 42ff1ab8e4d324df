import { describe, expect, it } from 'vitest';
import { talk } from '../support/assistant.ts';

const subjects = ['je suis chez alan', 'qu’est-ce qui a fuité ?', 'mon rib est dedans ?'];

describe('questions about the answer just given', () => {
  it.each([
    'c’est grave ?',
    'c grave docteur ?',
    'cé grav',
    'sé grave ou pas',
    'esk c grave',
    'bon bah c grave alors ?',
    'c’est très grave ?',
    'est ce que c’est méchant',
    'c’est méchant docteur ?',
    'c dangereu ?',
    'c’est vraiment dangereux tout ça ?',
    'GRAVE ???',
    'je risque quoi du coup',
    'faut il que je m’inquiète ?',
  ])('"is it serious" is understood as %j after any subject', (message) => {
    for (const subject of subjects) {
      const chat = talk();
      chat.say(subject);
      expect(chat.say(message).text).toMatch(/^C’est sérieux/);
    }
  });

  it.each([
    ['pk ?', 'https://'],
    ['mais pourquoi ça', 'https://'],
    ['pourkoi', 'https://'],
    ['té sur ?', 'seul votre assureur'],
    ['vous êtes sûr de vous ?', 'seul votre assureur'],
  ])('%j is understood too', (message, said) => {
    const chat = talk();
    chat.say('je suis chez alan');
    expect(chat.say(message).text).toContain(said);
  });

  it.each(['merci', 'quelle heure est-il ?', 'source ?'])(
    'still mean the message that was judged after %j',
    (between) => {
      const chat = talk();
      chat.forward('CPAM : remboursement en attente, votre carte avant minuit sur ameli-rembours-carte.top');
      chat.say(between);
      expect(chat.say('pourquoi ?').text).toMatch(/^Pourquoi ce verdict/);
    },
  );

  it.each(['c’est une grave erreur de mon médecin', 'mon chien est méchant', 'ma maladie est grave'])(
    'but %j is no such question',
    (message) => {
      const chat = talk();
      chat.say('je suis chez alan');
      expect(chat.say(message).text).not.toMatch(/^C’est sérieux/);
    },
  );

  it('a bare question mark before any answer gets no reasons for an answer never given', () => {
    expect(talk().say('?').text).not.toMatch(/^Parce que/);
  });
});
