import type { Given } from '../knowledge/schema.ts';
import type { Action } from './action.ts';
import { answerUnwatch, answerWatch } from './answers/alerts.ts';
import { answerEmergency } from './answers/emergency.ts';
import { answerIncident } from './answers/incidents.ts';
import { answerSwitch } from './answers/languages.ts';
import { answerPlan } from './answers/plan.ts';
import { answerQuizResult } from './answers/quiz.ts';
import type { Brain } from './brain.ts';
import { newConversation, type Conversation, type Relation } from './conversation.ts';
import { followUpOutcome } from './follow-up-outcome.ts';
import { aboutConcern } from './intent-by-words.ts';
import { requestOutcome, toldOutcome } from './intent-outcome.ts';
import { carried, question, subject } from './subject.ts';
import type { Outcome, Subject } from './turn.ts';

/** What a button or a choice does; `text` is the message that chose it, in `spaced` form. */
export function actionOutcome(action: Action, conversation: Conversation, brain: Brain, text = ''): Outcome {
  const asked = (about: Subject) => question(about, conversation, brain);
  switch (action.kind) {
    case 'ask':
      return requestOutcome(action.intent, conversation, brain, { text });
    case 'more':
      return requestOutcome(action.intent, conversation, brain, { text, long: true });
    case 'insurer':
      return brain.knowledge.insurers.some(({ id }) => id === action.insurer)
        ? toldOutcome(
            {
              intent: 'insurer_affected',
              insurers: [action.insurer],
              relations: relationsKnown(conversation),
              text: '',
              chosen: true,
            },
            conversation,
            brain,
          )
        : requestOutcome('insurer_affected', newConversation, brain);
    case 'incident': {
      const about = subject('other_incident', {
        insurers: carried(conversation),
        incident: action.incident,
        incidentNamed: true,
      });
      return { subject: about, answer: answerIncident(asked(about)) };
    }
    case 'given': {
      const about = subject('emergency');
      return { subject: about, answer: answerEmergency(asked(about), [action.given]) };
    }
    case 'done': {
      const about = subject('plan_progress');
      return { subject: about, answer: answerPlan(asked(about), action.step) };
    }
    case 'quiz': {
      const about = subject('quiz');
      return { subject: about, answer: answerQuizResult(asked(about), action.question, action.answer) };
    }
    case 'watch':
    case 'unwatch': {
      const { kind } = action;
      const about = subject(kind === 'watch' ? 'alerts_subscribe' : 'alerts_stop');
      const subjects = action.subject && [action.subject];
      const answer = (kind === 'watch' ? answerWatch : answerUnwatch)(asked(about), subjects);
      return { subject: about, answer };
    }
    case 'language': {
      const about = subject('language_switch');
      return { subject: about, answer: answerSwitch(asked(about), action.language), inPassing: true };
    }
    case 'repeat':
      return repeatedOutcome(conversation, brain);
    case 'follow':
      return followUpOutcome(action.followUp, conversation, brain);
  }
}

/** The last answer again, as far as what is remembered gives it. */
function repeatedOutcome(conversation: Conversation, brain: Brain): Outcome {
  const { topic, incident, given, verdict } = conversation;
  if (topic === null) return requestOutcome('help', conversation, brain);
  const { intent, long, insurers } = topic;
  if (intent === 'emergency' && given.length > 0) {
    const about = subject('emergency');
    // only emergencies' names are put there
    return {
      subject: about,
      answer: answerEmergency(question(about, conversation, brain), given as Given[]),
    };
  }
  if (verdict !== null && intent === 'message_to_analyse') return followUpOutcome('why', conversation, brain);
  if (intent === 'other_incident' && incident !== null)
    return actionOutcome({ kind: 'incident', incident }, conversation, brain);
  if (insurers.length > 0 && aboutConcern.includes(intent))
    return toldOutcome(
      { intent, insurers, relations: relationsKnown(conversation), text: '', chosen: true },
      conversation,
      brain,
    );
  return requestOutcome(intent, conversation, brain, { long });
}

function relationsKnown({ insurers }: Conversation): ReadonlyMap<string, Relation> {
  return new Map(insurers.map(({ id, relation }) => [id, relation]));
}
