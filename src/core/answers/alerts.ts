import { subjectKey, subjectName, subjectOfKey } from '../alerts/alert-subject.ts';
import type { Action, AlertSubject } from '../action.ts';
import { phrase, say, type Block, type Button, type Phrase } from '../reply.ts';
import { ask, button, type Answer, type Question } from './answer.ts';

/** Subjects that one chat can follow. */
const mostFollowed = 20;
const stopButtonsShown = 3;

/** "Prévenez-moi", /alertes: follows what was named, else the insurers of this chat, or shows what is followed. */
export function answerAlerts(question: Question): Answer {
  const { conversation, dialogue, text, named, incidentNamed, insurers, incident, knowledge } = question;
  if (conversation.alerts === null) return cannotWriteFirst();
  if (named && insurers.length > 0)
    return answerWatch(
      question,
      insurers.map(({ id }) => ({ kind: 'insurer', id })),
    );
  if (incidentNamed) return answerWatch(question, [{ kind: 'incident', id: incident.id }]);
  if (text.trim() === '' || dialogue.alertList.includes(text)) return answerFollowed(question);
  const all = insurersOfChat(question);
  return all.length > 0 ? answerWatch(question, all) : askWhom(question, knowledge.incidents[0]?.id);
}

/** Follows subjects, null: the insurers of this chat, and says what is followed now. */
export function answerWatch(question: Question, subjects: readonly AlertSubject[] | null): Answer {
  const { conversation, knowledge } = question;
  const followed = conversation.alerts;
  if (followed === null) return cannotWriteFirst();
  const wanted = (subjects ?? insurersOfChat(question)).filter((subject) => subjectName(subject, knowledge));
  if (wanted.length === 0) return askWhom(question, knowledge.incidents[0]?.id);
  const alerts = [...new Set([...followed, ...wanted.map(subjectKey)])].slice(0, mostFollowed);
  const taken = wanted.filter((subject) => alerts.includes(subjectKey(subject)));
  if (taken.length === 0) return { blocks: [say('alerts.full')], buttons: stopButtons(question, alerts) };
  return {
    blocks: [
      say('alerts.subscribed', { names: names(question, taken.map(subjectKey)) }),
      say('alerts.subscribed.how'),
      say('alerts.subscribed.stored'),
    ],
    buttons: [ask('button.todo', 'what_to_do'), ask('alerts.button.list', 'alerts_subscribe'), stopAll],
    remember: { alerts },
  };
}

/** "Stop": ends what was named, else everything. */
export function answerStop(question: Question): Answer {
  const { named, insurers, incidentNamed, incident } = question;
  if (named && insurers.length > 0)
    return answerUnwatch(
      question,
      insurers.map(({ id }) => ({ kind: 'insurer', id })),
    );
  return answerUnwatch(question, incidentNamed ? [{ kind: 'incident', id: incident.id }] : null);
}

/** Follows some subjects no more; null: none. */
export function answerUnwatch(question: Question, subjects: readonly AlertSubject[] | null): Answer {
  const followed = question.conversation.alerts ?? [];
  const buttons = [ask('button.concerned', 'insurer_affected'), ask('button.analyse', 'message_to_analyse')];
  if (followed.length === 0) return { blocks: [say('alerts.stop')], buttons };
  const ended = subjects?.map(subjectKey) ?? followed;
  const alerts = followed.filter((key) => !ended.includes(key));
  if (alerts.length === followed.length) return answerFollowed(question);
  return alerts.length === 0
    ? { blocks: [say('alerts.stopped')], buttons, remember: { alerts } }
    : {
        blocks: [
          say('alerts.stopped.one', { names: names(question, ended) }),
          say('alerts.list', { names: names(question, alerts) }),
        ],
        buttons: stopButtons(question, alerts),
        remember: { alerts },
      };
}

/** What this chat follows, with a way to end each. */
function answerFollowed(question: Question): Answer {
  const followed = question.conversation.alerts ?? [];
  const more = insurersOfChat(question).filter((subject) => !followed.includes(subjectKey(subject)));
  const offers = more.length > 0 ? [button('alerts.button.watch', { kind: 'watch', subject: null })] : [];
  if (followed.length === 0)
    return more.length > 0
      ? {
          blocks: [say('alerts.none'), say('alerts.offer', { names: names(question, more.map(subjectKey)) })],
          buttons: [...offers, ask('button.concerned', 'insurer_affected')],
        }
      : askWhom(question, question.knowledge.incidents[0]?.id);
  return {
    blocks: [say('alerts.list', { names: names(question, followed) }), say('alerts.subscribed.how')],
    buttons: [...offers, ...stopButtons(question, followed)],
  };
}

/** Nobody is known to follow: asks for the insurer, and offers the main incident. */
function askWhom({ knowledge }: Question, incident: string | undefined): Answer {
  const name = incident === undefined ? null : subjectName({ kind: 'incident', id: incident }, knowledge);
  return {
    blocks: [say('alerts.ask'), say('alerts.ask.incident')],
    buttons: [
      ...(name && incident !== undefined ? [watchButton({ kind: 'incident', id: incident }, name)] : []),
      ask('button.concerned', 'insurer_affected'),
    ],
    awaiting: 'insurer',
  };
}

/** The button under an answer that is no yes; none where the channel cannot write first, or it is followed already. */
export function watchOffer({ conversation, insurers }: Question): Button<Phrase>[] {
  const { alerts } = conversation;
  const [first, ...others] = insurers;
  if (alerts === null || !first) return [];
  if (insurers.every(({ id }) => alerts.includes(subjectKey({ kind: 'insurer', id })))) return [];
  const action: Action = {
    kind: 'watch',
    subject: others.length > 0 ? null : { kind: 'insurer', id: first.id },
  };
  return [button('alerts.button.watch', action)];
}

/** The same under an answer on an incident. */
export function watchIncidentOffer({ conversation, incident }: Question): Button<Phrase>[] {
  const subject: AlertSubject = { kind: 'incident', id: incident.id };
  return conversation.alerts === null || conversation.alerts.includes(subjectKey(subject))
    ? []
    : [button('alerts.button.watch', { kind: 'watch', subject })];
}

function cannotWriteFirst(): Answer {
  return {
    blocks: [say('alerts.subscribe'), say('alerts.subscribe.instead')],
    buttons: [ask('button.concerned', 'insurer_affected'), ask('button.letter', 'letter_access')],
  };
}
function insurersOfChat({ conversation }: Question): AlertSubject[] {
  return conversation.insurers.map(({ id }) => ({ kind: 'insurer', id }));
}
function watchButton(subject: AlertSubject, name: Phrase): Button<Phrase> {
  return { label: phrase('alerts.button.watch-named', { name }), action: { kind: 'watch', subject } };
}
function stopButtons({ knowledge }: Question, followed: readonly string[]): Button<Phrase>[] {
  const single = followed.slice(0, stopButtonsShown).flatMap((key): Button<Phrase>[] => {
    const subject = subjectOfKey(key);
    const name = subject && subjectName(subject, knowledge);
    return name
      ? [{ label: phrase('alerts.button.stop-named', { name }), action: { kind: 'unwatch', subject } }]
      : [];
  });
  return followed.length > 1 ? [...single, stopAll] : single.length > 0 ? single : [stopAll];
}
const stopAll = button('alerts.button.stop', { kind: 'unwatch', subject: null });

function names({ knowledge }: Question, keys: readonly string[]): { list: Phrase[] } {
  const list = keys.flatMap((key) => {
    const subject = subjectOfKey(key);
    return (subject && subjectName(subject, knowledge)) ?? [];
  });
  return { list };
}

/** What /confidentialite says of alerts; nothing where there are none. */
export function alertsStored(question: Question): Block<Phrase>[] {
  const followed = question.conversation.alerts ?? [];
  return followed.length > 0 ? [say('privacy.alerts', { names: names(question, followed) })] : [];
}
