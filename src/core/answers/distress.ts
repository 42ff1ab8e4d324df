import { phrase, say } from '../reply.ts';
import { ask, contact, type Answer, type Question } from './answer.ts';

/** Shame, fear, thoughts of death, and abuse of the assistant. */
export function answerDistress({ knowledge }: Question, kind: 'insult' | 'distress' | 'suicide'): Answer {
  if (kind === 'insult') {
    return {
      blocks: [say('insult.kind')],
      buttons: [
        ask('button.concerned', 'insurer_affected'),
        ask('button.analyse', 'message_to_analyse'),
        ask('button.human', 'human_contact'),
      ],
    };
  }
  const victims = contact(knowledge, 'france-victimes');
  const help = say('distress.help', { phone: victims.phone ?? '', hours: phrase('hours.france-victimes') });
  if (kind === 'suicide') {
    const line = contact(knowledge, 'suicide-prevention');
    return {
      blocks: [say('distress.suicide', { phone: line.phone ?? '' }), say('distress.headline'), help],
      buttons: [ask('button.human', 'human_contact')],
      sources: [line.source],
    };
  }
  return {
    blocks: [say('distress.headline'), help, say('distress.practical')],
    buttons: [
      ask('button.emergency', 'emergency'),
      ask('button.human', 'human_contact'),
      ask('button.analyse', 'message_to_analyse'),
    ],
    sources: [victims.source],
  };
}
