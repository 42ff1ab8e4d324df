import { expect, it } from 'vitest';
import { createAutomata } from '../../../src/channels/whatsapp/automata.ts';

const chat = '33600000001@c.us';
const thanks = 'Merci pour votre message, nous vous répondons sous 24 h.';

function watched() {
  let time = 0;
  const automata = createAutomata(() => time);
  return {
    automata,
    pass: (milliseconds: number) => (time += milliseconds),
    /** Somebody answers each of our answers after so long; how many were answered of so many. */
    answered: (count: number, after: number, text: (index: number) => string) => {
      let answers = 0;
      for (let index = 0; index < count; index++) {
        if (!automata.isOne(chat, text(index))) {
          answers++;
          automata.answered(chat);
        }
        time += after;
      }
      return answers;
    },
  };
}

it('answers the same sentence three times in a row, and again after another', () => {
  const { answered } = watched();
  expect(answered(10, 60_000, () => thanks)).toBe(3);
  expect(answered(1, 0, () => 'Bonjour, je ne suis pas un robot.')).toBe(1);
  expect(answered(1, 0, () => thanks)).toBe(1);
});

it('leaves in silence for an hour whoever answers faster than anybody reads', () => {
  const { answered, pass } = watched();
  expect(answered(50, 500, (index) => `${thanks} Dossier n° ${String(index)}`)).toBe(7);
  pass(3_600_000);
  expect(answered(1, 0, () => 'Bonjour, me revoilà après une pause.')).toBe(1);
});

it('lets people choose by numbers as fast as they like, and repeat a short word', () => {
  const { answered } = watched();
  expect(answered(30, 300, () => '1')).toBe(30);
});

it('lets people write several sentences before the answer comes', () => {
  const { automata } = watched();
  for (let index = 0; index < 30; index++)
    expect(automata.isOne(chat, `Et encore une question, la numéro ${String(index)}`)).toBe(false);
});

it('answers a person who reads', () => {
  const { answered } = watched();
  expect(answered(40, 5000, (index) => `Une autre question que je me pose ${String(index)}`)).toBe(40);
});
