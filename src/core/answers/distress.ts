import { phrase, say } from '../reply.ts';
import { ask, contact, type Answer, type Question } from './answer.ts';

export type Feeling = 'insult' | 'distress' | 'suicide' | 'suicide-of-other';

/** Shame, fear, thoughts of death, and abuse of the assistant. */
export function answerDistress({ knowledge }: Question, feeling: Feeling): Answer {
  const victims = contact(knowledge, 'france-victimes');
  const help = say('distress.help', { phone: victims.phone ?? '', hours: phrase('hours.france-victimes') });
  switch (feeling) {
    case 'insult':
      return {
        blocks: [say('insult.kind')],
        buttons: [
          ask('button.concerned', 'insurer_affected'),
          ask('button.analyse', 'message_to_analyse'),
          ask('button.human', 'human_contact'),
        ],
      };
    case 'suicide':
    case 'suicide-of-other': {
      const line = contact(knowledge, 'suicide-prevention');
      const key = feeling === 'suicide' ? 'distress.suicide' : 'distress.suicide.other';
      return {
        blocks: [say(key, { phone: line.phone ?? '' }), say('distress.practical')],
        buttons: [ask('button.human', 'human_contact'), ask('button.emergency', 'emergency')],
        sources: [line.source],
        cited: true, // the number is its own source
      };
    }
    case 'distress':
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
}
