import { fromData, listOf, phrase, say, type PhraseKey } from '../reply.ts';
import { newConversation } from '../conversation.ts';
import { alertsStored } from './alerts.ts';
import { ask, asks, contact, sourceList, type Answer, type Question } from './answer.ts';

/** What is offered when nothing else is at hand. */
export const mainButtons = [
  ask('button.concerned', 'insurer_affected'),
  ask('button.analyse', 'message_to_analyse'),
  ask('button.emergency', 'emergency'),
  ask('button.todo', 'what_to_do'),
];

export function answerGreeting({ conversation }: Question): Answer {
  return {
    blocks: conversation.greeted ? [say('greeting.again')] : [say('greeting.first'), say('greeting.start')],
    buttons: mainButtons,
    remember: { greeted: true },
  };
}

export function answerThanks({ conversation }: Question): Answer {
  const former =
    conversation.insurers.length > 0 && conversation.insurers.every(({ relation }) => relation === 'current');
  return {
    blocks: [
      say(conversation.last === 'thanks' ? 'thanks.2' : 'thanks.1'),
      ...(former ? [say('thanks.former')] : []),
    ],
    buttons: former
      ? [ask('button.former', 'former_insurer'), ask('button.analyse', 'message_to_analyse')]
      : mainButtons.slice(0, 2),
    assent: former ? asks('former_insurer') : null,
  };
}

export function answerHelp(): Answer {
  return {
    blocks: [
      say('help.headline'),
      listOf([phrase('help.1'), phrase('help.2'), phrase('help.3'), phrase('help.4')]),
      say('help.picture'),
    ],
    buttons: [...mainButtons, ask('button.human', 'human_contact')],
  };
}

/** For somebody without internet: by post and by telephone. */
export function answerOffline(): Answer {
  return {
    blocks: [say('help.offline'), say('help.offline.phone')],
    buttons: [ask('button.letter', 'letter_access'), ask('button.human', 'human_contact')],
  };
}

export function answerHuman({ knowledge }: Question): Answer {
  const victims = contact(knowledge, 'france-victimes');
  const scams = contact(knowledge, 'info-escroqueries');
  return {
    blocks: [
      say('human.headline'),
      listOf([
        phrase('human.victims', { phone: victims.phone ?? '', hours: phrase('hours.france-victimes') }),
        phrase('human.scams', { phone: scams.phone ?? '' }),
        phrase('human.cyber'),
        phrase('human.insurer'),
      ]),
    ],
    buttons: [ask('button.emergency', 'emergency'), ask('button.letter', 'letter_access')],
    sources: [victims.source, scams.source, contact(knowledge, '17cyber').source],
  };
}

export function answerBehind(): Answer {
  return {
    blocks: [say('behind.headline'), say('behind.run'), say('official.proof')],
    buttons: [ask('button.sources', 'sources'), ask('button.privacy', 'privacy'), ask('button.help', 'help')],
  };
}
export function answerOfficial(notMe: boolean): Answer {
  return {
    blocks: notMe ? [say('official.not-me')] : [say('official.headline'), say('official.proof')],
    buttons: notMe
      ? [ask('button.analyse', 'message_to_analyse'), ask('button.emergency', 'emergency')]
      : [ask('button.privacy', 'privacy'), ask('button.sources', 'sources')],
    ...(notMe ? { awaiting: 'message' as const } : {}),
  };
}

export function answerPrivacy(question: Question): Answer {
  const { conversation, knowledge } = question;
  const names = conversation.insurers.map(({ id }) =>
    fromData(knowledge.insurers.find((insurer) => insurer.id === id)?.name ?? id),
  );
  return {
    blocks: [
      say('privacy.headline'),
      names.length > 0 ? say('privacy.stored', { insurers: { list: names } }) : say('privacy.stored.none'),
      ...(conversation.language === 'fr'
        ? []
        : [
            say('privacy.language', {
              language: phrase(`language.button.${conversation.language}` satisfies PhraseKey),
            }),
          ]),
      ...alertsStored(question),
      say('privacy.detail'),
      say('privacy.forget'),
    ],
    buttons: [ask('button.forget', 'forget_me'), ask('button.help', 'help')],
  };
}

export function answerForget(): Answer {
  return { blocks: [say('forget.done')], buttons: mainButtons.slice(0, 2), remember: newConversation };
}

/** Where the last answer comes from. */
export function answerSources({ conversation }: Question): Answer {
  const { sources } = conversation;
  if (sources.length === 0)
    return { blocks: [say('sources.none'), say('sources.base')], buttons: mainButtons.slice(0, 2) };
  return {
    blocks: [say('sources.headline'), sourceList(sources), say('sources.base')],
    buttons: [ask('button.concerned', 'insurer_affected'), ask('button.help', 'help')],
    sources,
    cited: true,
  };
}
