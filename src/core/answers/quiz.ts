import { fromData, say } from '../reply.ts';
import { ask, button, type Answer, type Question } from './answer.ts';
import { askForMessage } from './scam.ts';

/** The next question of the quiz: never the one asked just before. */
export function answerQuiz({ knowledge, conversation }: Question): Answer {
  const { asked } = conversation.quiz;
  const fresh =
    knowledge.quiz.find(({ id }) => !asked.includes(id)) ??
    knowledge.quiz.find(({ id }) => id !== asked.at(-1));
  if (!fresh) return askForMessage();
  const restarted = asked.includes(fresh.id);
  return {
    blocks: [
      say('quiz.question', { number: restarted ? 1 : asked.length + 1, total: knowledge.quiz.length }),
      say('quiz.message', { text: fromData(fresh.text) }),
    ],
    buttons: [
      button('button.scam', { kind: 'quiz', question: fresh.id, answer: 'scam' }),
      button('button.legit', { kind: 'quiz', question: fresh.id, answer: 'legit' }),
    ],
    remember: {
      quiz: restarted
        ? { asked: [fresh.id], right: 0, total: 0 }
        : { ...conversation.quiz, asked: [...asked, fresh.id] },
    },
  };
}

/** The reason after an answer of the quiz, the score, and the next question's button. */
export function answerQuizResult(
  { knowledge, conversation }: Question,
  questionId: string,
  answer: 'scam' | 'legit',
): Answer {
  const asked = knowledge.quiz.find(({ id }) => id === questionId);
  if (!asked) return askForMessage();
  const right = asked.answer === answer;
  const quiz = {
    ...conversation.quiz,
    right: conversation.quiz.right + (right ? 1 : 0),
    total: conversation.quiz.total + 1,
  };
  return {
    blocks: [
      say(right ? 'quiz.right' : `quiz.wrong.${asked.answer}`, { reason: fromData(asked.reason) }),
      say('quiz.score', { right: quiz.right, total: quiz.total }),
    ],
    buttons: [ask('button.quiz-next', 'quiz'), ask('button.spot', 'spot_scams')],
    remember: { quiz },
  };
}

/** Why the message of the last question was a scam or was none. */
export function answerQuizReason({ knowledge, conversation }: Question): Answer | null {
  const last = knowledge.quiz.find(({ id }) => id === conversation.quiz.asked.at(-1));
  if (!last) return null;
  return {
    blocks: [say('quiz.why', { reason: fromData(last.reason) })],
    buttons: [ask('button.quiz-next', 'quiz'), ask('button.spot', 'spot_scams')],
  };
}
