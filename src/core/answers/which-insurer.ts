import type { Insurer } from '../../knowledge/schema.ts';
import { fromData, say, type Button, type Phrase } from '../reply.ts';
import { ask, asks, type Answer } from './answer.ts';

/** Asks for the insurer; the button leads those who do not know it. */
export function askInsurer(): Answer {
  return {
    blocks: [say('ask.insurer'), say('ask.insurer.context'), say('ask.insurer.unknown-name')],
    buttons: [
      ask('button.find', 'find_operator'),
      ask('button.overview', 'incident_overview'),
      ask('button.analyse', 'message_to_analyse'),
    ],
    awaiting: 'insurer',
  };
}

/** Asks which of several insurers is meant. */
export function askWhich(candidates: readonly Insurer[], fragment: string | null): Answer {
  return {
    blocks: [
      fragment === null ? say('ask.which.plain') : say('ask.which', { fragment: quoted(fragment) }),
      say('ask.which.hint'),
    ],
    buttons: candidates.map(insurerButton),
    awaiting: 'insurer',
    remember: { candidates: candidates.map(({ id }) => id) },
  };
}

function insurerButton({ id, name }: Insurer): Button<Phrase> {
  return { label: fromData(name), action: { kind: 'insurer', insurer: id } };
}

/** As it was written, but for dots that would make a link of it. */
function quoted(name: string): string {
  return name.replace(/(?<=\S)\.(?=\S)/g, '[.]');
}

/** Says that a name is in no record, offers those nearest to it, and how to find out. */
export function unlisted(written: string, near: readonly Insurer[]): Answer {
  const [nearest] = near;
  const name = quoted(written);
  return {
    blocks: [
      ...(nearest === undefined
        ? [say('unlisted', { name })]
        : [say('unlisted.near', { name, near: nearest.name }), say('unlisted.otherwise')]),
      say('exposure.howto'),
      say('exposure.former-question'),
    ],
    buttons: [
      ...near.map(insurerButton),
      ask('button.find', 'find_operator'),
      ask('button.letter', 'letter_access'),
      ask('button.todo', 'what_to_do'),
    ],
    awaiting: 'insurer',
    ...(nearest === undefined ? { assent: asks('former_insurer') } : {}),
  };
}
