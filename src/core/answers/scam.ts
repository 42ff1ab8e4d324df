import type { Knowledge } from '../../knowledge/schema.ts';
import type { Verdict } from '../../scam/verdict.ts';
import type { FollowUp } from '../action.ts';
import { namedIn } from '../given.ts';
import { fromData, listOf, phrase, say, type Block, type Phrase, type PhraseKey } from '../reply.ts';
import { mentionedKeys, mentionsAny } from '../wording.ts';
import { ask, asks, contact, facts, more, type Answer, type Question } from './answer.ts';

const signsShown = 3;

/** The last judged message as the conversation remembers it: no text. */
type Remembered = NonNullable<Question['conversation']['verdict']>;

function howToCheck(level: Verdict['level'], channel: string): Block<Phrase>[] {
  if (level === 'no-sign') return [say('verdict.check')];
  if (level === 'cannot-tell') return [say('verdict.cannot-tell.help'), say('verdict.check')];
  return [toDo(channel), ...(level === 'suspicious' ? [say('verdict.check')] : [])];
}

/** What to do with a message of a channel: forward it to 33700, to Signal Spam... */
function toDo(channel: string | undefined): Block<Phrase> {
  const known = (['sms', 'email', 'call', 'site'] as const).find((name) => name === channel);
  return say(`verdict.do.${known ?? 'unknown'}` satisfies PhraseKey);
}

/**
 * A verdict in words: the first line is the verdict, then the signs with their fragments, then what to do.
 *
 * @param explanations the words of each sign, by its id
 */
export function answerVerdict(
  question: Question,
  verdict: Verdict,
  explanations: Readonly<Record<string, string>>,
): Answer {
  const oneEach = verdict.signals.filter(
    ({ fragment }, index, all) => all.findIndex((other) => other.fragment === fragment) === index,
  );
  const signs = oneEach.slice(0, signsShown).flatMap(({ id, fragment, params }) => {
    const words = explanations[id];
    return words === undefined ? [] : [fromData(words, { ...params, fragment })];
  });
  const cites =
    mentionsAny(question.text, question.dialogue.dataKinds['nir'] ?? []) || question.insurers.length > 0;
  const alarm = verdict.level === 'scam' || verdict.level === 'suspicious';
  return {
    blocks: [
      verdict.breachNotice && !alarm
        ? say('verdict.breach-notice')
        : say(`verdict.${verdict.level}` satisfies PhraseKey),
      ...(signs.length > 0 ? [say('verdict.why'), listOf(signs)] : []),
      ...(alarm && cites ? [say('verdict.knows-you')] : []),
      ...(verdict.breachNotice && !alarm
        ? [say('verdict.breach-check')]
        : howToCheck(verdict.level, verdict.channel)),
    ],
    buttons: [
      ask('button.emergency', 'emergency'),
      ...(alarm ? [ask('button.report', 'report_scam')] : []),
      ask('button.spot', 'spot_scams'),
    ],
    remember: {
      verdict: {
        level: verdict.level,
        signals: verdict.signals.slice(0, 20).map(({ id }) => id),
        channel: verdict.channel,
        breachNotice: verdict.breachNotice,
        sender: verdict.claimedSender,
      },
    },
  };
}

/** "Pourquoi ?", "t'es sûr ?", "comment vérifier ?", "je le supprime" after a verdict. */
export function answerAboutVerdict(
  verdict: Remembered,
  followUp: FollowUp,
  { organisations }: Knowledge,
): Answer | null {
  const buttons = [ask('button.emergency', 'emergency'), ask('button.report', 'report_scam')];
  switch (followUp) {
    case 'why':
      return {
        blocks: [
          say(verdict.signals.length > 0 ? 'verdict.follow.why' : 'verdict.follow.none'),
          ...howToCheck(verdict.level, verdict.channel),
        ],
        buttons,
      };
    case 'check':
      return { blocks: [say('verdict.follow.check'), ...ownWay(verdict, organisations)], buttons };
    case 'if-true':
      return { blocks: [say('verdict.follow.if-true'), ...ownWay(verdict, organisations)], buttons };
    case 'was-real':
      return {
        blocks: [say('verdict.follow.was-real'), say('verdict.follow.was-real.how')],
        buttons: [ask('button.analyse', 'message_to_analyse'), ask('button.spot', 'spot_scams')],
      };
    case 'sure':
      return {
        blocks: [
          say('verdict.follow.sure'),
          verdict.breachNotice ? say('verdict.breach-check') : say('verdict.check'),
        ],
        buttons,
      };
    case 'deleted':
      return { blocks: [say('verdict.follow.deleted')], buttons };
    case 'report':
      return { blocks: [say('verdict.follow.report')], buttons };
    case 'serious':
    case 'next':
    case 'closed':
    case 'no-internet':
      return { blocks: [...howToCheck(verdict.level, verdict.channel)], buttons };
    case 'click':
      return { blocks: [say('verdict.follow.click')], buttons };
    case 'untouched':
    case 'knows-me':
    case 'use':
    case 'refund':
    case 'send':
    case 'no-reply':
      return null;
  }
}

/** How to reach the organisation without the message: its own address where the facts know one. */
function ownWay(
  { sender, breachNotice }: Remembered,
  organisations: Knowledge['organisations'],
): Block<Phrase>[] {
  if (breachNotice) return [say('verdict.breach-check')];
  const organisation = organisations.find(({ id }) => id === sender);
  const [domain] = organisation?.officialDomains ?? [];
  return organisation === undefined || domain === undefined
    ? [say('verdict.check')]
    : [say('verdict.own-way', { organisation: organisation.name, domain }), say('verdict.check')];
}

/** "Je ne l'ai pas ouvert": nothing was done yet. */
export function answerUntouched(): Answer {
  return {
    blocks: [say('follow.untouched')],
    buttons: [ask('button.report', 'report_scam'), ask('button.spot', 'spot_scams')],
    assent: null,
  };
}

export function askForMessage(): Answer {
  return {
    blocks: [say('analyse.ask')],
    buttons: [ask('button.emergency', 'emergency'), ask('button.spot', 'spot_scams')],
    awaiting: 'message',
  };
}

/** How to recognise scams; what if somebody calls; whether such a sender writes that way. */
export function answerSpot(question: Question): Answer {
  const { knowledge, text, dialogue, conversation } = question;
  const [theme] = mentionedKeys(text, dialogue.spotThemes);
  const themed = theme === undefined ? null : facts(knowledge, theme);
  const call = mentionsAny(text, dialogue.callReport);
  const phone = mentionsAny(text, dialogue.dataKinds['phone'] ?? []) && !call;
  const general = facts(knowledge, 'what-thieves-can-do', 'mobile-not-official');
  const notices = facts(knowledge, 'real-notices-sent');
  return {
    blocks: [
      call ? say('spot.call') : say('spot.headline'),
      ...(call && conversation.verdict ? [say('spot.call.different')] : []),
      ...(themed ? [themed.block] : []),
      ...(phone ? [say('spot.not-leaked-phone')] : []),
      ...(call ? [] : [say('spot.signs')]),
      ...(themed || call ? [] : [notices.block]),
      ...(question.long ? [general.block] : []),
      say('spot.send'),
    ],
    buttons: [
      ...(question.long ? [] : [more('spot_scams')]),
      ask('button.emergency', 'emergency'),
      ask('button.report', 'report_scam'),
      ask('button.quiz', 'quiz'),
    ],
    sources: [
      ...(themed ? themed.sources : call ? [] : notices.sources),
      ...(question.long ? general.sources : []),
    ],
    awaiting: 'message',
    assent: asks('message_to_analyse'),
    remember: { asked: call ? namedIn(text, dialogue) : [] },
  };
}

/** Where to report: first for the channel of the message just judged, then for each. */
export function answerReport({ knowledge, conversation }: Question): Answer {
  const { verdict } = conversation;
  return {
    blocks: [
      ...(verdict ? [toDo(verdict.channel)] : []),
      say('report.headline'),
      listOf([
        phrase('report.sms'),
        phrase('report.email'),
        phrase('report.site'),
        phrase('report.card'),
        phrase('report.help'),
      ]),
      say('report.insurer'),
    ],
    buttons: [
      ask('button.emergency', 'emergency'),
      ask('button.analyse', 'message_to_analyse'),
      ask('button.human', 'human_contact'),
    ],
    sources: ['33700', 'signal-spam', 'pharos', '17cyber'].map((id) => contact(knowledge, id).source),
  };
}

/** "Il connaît mon nom": what leaked proves nothing. */
export function answerKnowsMe(): Answer {
  return {
    blocks: [say('follow.knows-you'), say('verdict.check')],
    buttons: [
      ask('button.emergency', 'emergency'),
      ask('button.report', 'report_scam'),
      ask('button.leaked', 'data_leaked'),
    ],
    assent: null,
  };
}
