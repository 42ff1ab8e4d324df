import { say } from '../reply.ts';
import { ask, asks, facts, sourceList, type Answer, type Question } from './answer.ts';

/** Questions about the answer that was given on an insurer or the leak. */
export function answerAboutExposure(
  { conversation, incident, insurers, knowledge }: Question,
  followUp: 'why' | 'serious' | 'sure' | 'check' | 'use',
): Answer {
  const buttons = [
    ask('button.todo', 'what_to_do'),
    ask('button.letter', 'letter_access'),
    ask('button.spot', 'spot_scams'),
  ];
  const { sources } = conversation;
  switch (followUp) {
    case 'why':
      return sources.length === 0
        ? {
            blocks: [say(insurers.length > 0 ? 'follow.why.unknown' : 'follow.why.of-what')],
            buttons,
            assent: null,
          }
        : {
            blocks: [say('follow.why.exposure'), sourceList(sources.slice(0, 4))],
            buttons,
            sources,
            cited: true,
          };
    case 'serious':
      return {
        blocks: [
          say(
            incident.data.leaked.includes('bank-details') ? 'follow.serious.bank' : 'follow.serious.exposure',
          ),
          say('follow.serious.do'),
        ],
        buttons,
      };
    case 'use': {
      const { block, sources } = facts(knowledge, 'what-thieves-can-do');
      return { blocks: [say('follow.use'), block, say('follow.serious.do')], buttons, sources };
    }
    case 'sure':
      return { blocks: [say('follow.sure.exposure')], buttons, sources };
    case 'check':
      return { blocks: [say('follow.check.exposure')], buttons, assent: asks('letter_access') };
  }
}
