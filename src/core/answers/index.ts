import type { Intent } from '../../understanding/intent.ts';
import { isDeceased } from '../intent-by-words.ts';
import type { PhraseKey } from '../reply.ts';
import { mentionsAny } from '../wording.ts';
import * as about from './about.ts';
import { answerAlerts, answerStop } from './alerts.ts';
import type { Answer, Question } from './answer.ts';
import { answerEmergency } from './emergency.ts';
import { answerExposure } from './exposure.ts';
import * as concern from './concern.ts';
import * as incidents from './incidents.ts';
import { answerLeaked } from './leaked.ts';
import { answerEasy, answerLanguage } from './languages.ts';
import * as letters from './letters.ts';
import { answerOffTopic } from './lost.ts';
import * as plan from './plan.ts';
import { answerQuiz } from './quiz.ts';
import * as risks from './risks.ts';
import * as scam from './scam.ts';
import { askInsurer } from './which-insurer.ts';

/** The answer to an intent. Exhaustive: a new intent does not compile until it has one. */
export function answerIntent(question: Question): Answer {
  const { intent, insurers, named, incidentNamed } = question;
  switch (intent) {
    case 'insurer_affected':
      if (!named && concern.onlyBreachedOperators(question)) return concern.answerOperatorOnCard(question);
      return insurers.length > 0 ? answerExposure(question) : askInsurer();
    case 'former_insurer':
      return named ? answerExposure(question) : concern.answerFormer(question);
    case 'dependants':
      if (isDeceased(question.text, question.dialogue)) return concern.answerDeceased(question);
      return named ? withFamily(question) : concern.answerDependants(question);
    case 'operator_affected':
      if (mentionsAny(question.text, question.dialogue.whatIs)) return concern.answerOperator(question);
      return named ? answerExposure(question) : concern.answerOperator(question);
    case 'find_operator':
      if (named && concern.onlyBreachedOperators(question)) return concern.answerOperatorOnCard(question);
      return named ? answerExposure(question) : concern.answerFindOperator(question);
    case 'card_logo':
      if (named && concern.onlyBreachedOperators(question)) return concern.answerOperatorOnCard(question);
      return named ? answerExposure(question) : concern.answerCardLogo(question);
    case 'who_informs':
      return concern.answerWhoInforms(question);
    case 'other_incident':
      return incidentNamed ? incidents.answerIncident(question) : incidents.incidentsOf(question);
    case 'data_leaked':
    case 'data_not_leaked':
      return answerLeaked(question);
    case 'bank_risk':
      return risks.answerBank(question);
    case 'medical_data_risk':
      return risks.answerMedical(question);
    case 'false_prescriptions':
      return risks.answerFalsePrescriptions(question);
    case 'change_nir':
      return risks.answerChangeNir(question);
    case 'incident_overview':
      return incidents.answerOverview(question);
    case 'what_to_do':
      return plan.answerWhatToDo(question);
    case 'emergency':
      return answerEmergency(question, []);
    case 'plan_progress':
      return plan.answerPlan(question, plan.stepSaidDone(question));
    case 'legal_recourse':
      return letters.answerLegal(question);
    case 'complaint_help':
      return letters.answerComplaint(question);
    case 'letter_access':
      return letters.answerLetterAccess(question);
    case 'letter_erasure':
      return letters.answerLetterErasure(question);
    case 'message_to_analyse':
      return scam.askForMessage();
    case 'spot_scams':
      return scam.answerSpot(question);
    case 'report_scam':
      return scam.answerReport(question);
    case 'quiz':
      return answerQuiz(question);
    case 'help':
      return about.answerHelp();
    case 'human_contact':
      return about.answerHuman(question);
    case 'easy_language':
      return answerEasy(question);
    case 'who_is_behind':
      return about.answerBehind();
    case 'is_bot_official':
      return about.answerOfficial(false);
    case 'privacy':
      return about.answerPrivacy(question);
    case 'forget_me':
      return about.answerForget();
    case 'sources':
      return about.answerSources(question);
    case 'language_switch':
      return answerLanguage(question);
    case 'alerts_subscribe':
      return answerAlerts(question);
    case 'alerts_stop':
      return answerStop(question);
    case 'thanks':
      return about.answerThanks(question);
    case 'greeting':
      return about.answerGreeting(question);
    case 'insult_or_distress':
      return about.answerHelp();
    case 'off_topic':
      return answerOffTopic(question);
  }
}

/** The state of the insurer named, with what is said of the family. */
function withFamily(question: Question): Answer {
  const exposure = answerExposure(question);
  const family = concern.answerDependants({ ...question, insurers: [] });
  const [first] = family.blocks;
  return {
    ...exposure,
    blocks: [...exposure.blocks.slice(0, -1), ...(first ? [first] : [])],
    sources: [...(exposure.sources ?? []), ...(family.sources ?? [])],
  };
}

/** The button that offers an intent as a choice, where one exists. */
export function choiceLabel(intent: Intent): PhraseKey | null {
  return choices[intent] ?? null;
}
const choices: Partial<Record<Intent, PhraseKey>> = {
  insurer_affected: 'button.concerned',
  former_insurer: 'button.former',
  dependants: 'button.family',
  find_operator: 'button.find',
  data_leaked: 'button.leaked',
  data_not_leaked: 'button.leaked',
  bank_risk: 'button.bank',
  incident_overview: 'button.overview',
  other_incident: 'button.incidents',
  what_to_do: 'button.todo',
  emergency: 'button.emergency',
  plan_progress: 'button.plan',
  legal_recourse: 'button.legal',
  complaint_help: 'button.complaint',
  letter_access: 'button.letter',
  letter_erasure: 'button.erasure',
  message_to_analyse: 'button.analyse',
  spot_scams: 'button.spot',
  report_scam: 'button.report',
  quiz: 'button.quiz',
  help: 'button.help',
  human_contact: 'button.human',
  sources: 'button.sources',
  privacy: 'button.privacy',
  alerts_subscribe: 'alerts.button.watch',
};
