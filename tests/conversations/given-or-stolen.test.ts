import { describe, expect, it } from 'vitest';
import { parts, talk } from '../support/assistant.ts';

const firstStep = (given: string) =>
  parts.brain.knowledge.emergencies.find((emergency) => emergency.given === given)?.steps[0];

describe('somebody of the family gave something away', () => {
  it.each([
    ['ele a dit son numero de secu o telefone', 'nir'],
    ['elle a dit son numéro de sécu au monsieur qui appelait', 'nir'],
    ['ma mere leur a doné son num de secu', 'nir'],
    ['mon pere a dicté son iban o telefone', 'rib'],
    ['mamie a lu sa carte bancaire au téléphone', 'card'],
    ['mes parents ont donné leur numéro de sécu par téléphone', 'nir'],
  ])('is an emergency: %s', (message, given) => {
    const { text, trace } = talk().say(message);
    expect(trace.intent).toBe('emergency');
    expect(text.split('\n')[0]).toBe(firstStep(given));
  });

  it.each([
    'ma mutuelle a donné mon numéro de sécu à viamedis ?',
    'est ce que mon fils a son numéro de sécu dans la fuite',
    'ma mère a perdu sa carte vitale',
  ])('but a number that is only spoken of is none: %s', (message) => {
    expect(talk().say(message).trace.intent).not.toBe('emergency');
  });
});

describe('somebody whose data were stolen', () => {
  it.each([
    'ki ma volé mé donné',
    'qui m’a volé mes données ?',
    'ki a piké mé doné',
    'c’est qui qui a volé nos infos',
  ])('asks who did it, and hears what happened: %s', (message) => {
    const { text, trace } = talk().say(message);
    expect(trace.intent).toBe('incident_overview');
    expect(text).toContain('Les auteurs');
  });

  it.each(['quelqu’un a volé mes infos', 'on m’a volé mes données', 'on ma piraté mes données'])(
    'is no emergency, but asked for the insurer: %s',
    (message) => {
      const { text, trace } = talk().say(message);
      expect(trace.intent).toBe('insurer_affected');
      expect(text).toMatch(/^Quelle est votre mutuelle/);
    },
  );

  it.each([
    'on m’a volé mes données et j’ai donné mon code sms',
    'ils ont volé mes infos et vidé mon compte',
    'il m’a volé ma carte bleue et payé avec',
  ])('is an emergency when something was given or money is gone: %s', (message) => {
    expect(talk().say(message).trace.intent).toBe('emergency');
  });

  it('is told how to treat a caller who knew the number, not what to do after giving it', () => {
    const { trace, text } = talk().say('un monsieur savait mon numero de secu, il se disait de ma banque');
    expect(trace.intent).toBe('spot_scams');
    expect(text).not.toContain(firstStep('nir'));
  });
});
