import { describe, expect, it } from 'vitest';
import { talk } from '../support/assistant.ts';

const labels = (said: ReturnType<ReturnType<typeof talk>['say']>) =>
  said.reply.buttons.map(({ label }) => label);

describe('somebody who writes in English', () => {
  it('is answered in English at once, with the way back, from the question to being forgotten', () => {
    const chat = talk();
    const concerned = chat.say('hello, am I concerned? my insurer is Harmonie Mutuelle');
    expect(concerned.trace.insurers).toEqual(['harmonie-mutuelle']);
    expect(concerned.text).toMatch(/^Probably: Harmonie Mutuelle worked with Viamedis/);
    expect(concerned.text).toContain('8 February 2024');
    expect(concerned.text).toContain('I answer in English');
    expect(labels(concerned)).toContain('Fran\u00e7ais');

    const leaked = chat.say('what did they steal?');
    expect(leaked.trace.intent).toBe('data_leaked');
    expect(leaked.text).toContain('your social-security number');
    expect(leaked.text).not.toContain('I answer in English');

    const emergency = chat.say('I clicked and gave them my card number');
    expect(emergency.trace.intent).toBe('emergency');
    expect(emergency.text).toMatch(/^Block your card now \(opposition\).*0 892 705 705/);

    const next = chat.say('what next');
    expect(next.trace.intent).toBe('emergency');

    const verdict = chat.say(
      'is this a scam: Ameli : votre carte Vitale expire, renouvelez sur http://ameli-vitale.example/renouveler',
    );
    expect(verdict.trace.verdict).toBe('scam');
    expect(verdict.text).toMatch(/^This is a scam, in all likelihood\./);
    expect(verdict.text).toContain('without being a known address of this organisation');
    expect(verdict.text).not.toMatch(/(?:est|sont|votre) /);

    expect(chat.say('forget me').text).toMatch(/^It is deleted\./);
    expect(chat.say('suis-je concern\u00e9 ?').text).toContain('Quelle est votre mutuelle');
  });

  it('answers by number, by yes and by the label of a button', () => {
    const chat = talk();
    chat.say('my insurer is Alan, was it hacked?');
    expect(chat.say('yes').trace.intent).toBe('letter_access');
    expect(chat.say('What should I do?').trace.intent).toBe('what_to_do');
    expect(chat.say('the second').trace.intent).toBe('letter_access');
    expect(chat.say('no thanks').text).toMatch(/^All right\./);
  });

  it('gets letters in French, with an explanation in English around them', () => {
    const chat = talk();
    chat.say('in English please');
    const letter = chat.say('write the letter to my insurer, MGEN');
    expect(letter.text).toMatch(/^Here is the letter to ask MGEN/);
    expect(letter.text).toContain('Objet : demande d\u2019acc\u00e8s \u00e0 mes donn\u00e9es personnelles');
    expect(letter.text).toContain('fuite suivante : Vol de donn\u00e9es chez Viamedis et Almerys');
  });

  it('plays the quiz with French messages and reasons in English', () => {
    const chat = talk();
    chat.press('l:en');
    expect(chat.say('quiz').text).toMatch(/^Scam or not\?.*\n+\u00ab .*Chronopost/s);
    expect(chat.say('scam').text).toContain('Well spotted! La Poste and Chronopost do not charge');
  });

  it('is helped at once when it is about life and death', () => {
    const chat = talk();
    expect(chat.say('I want to kill myself because of this').text).toMatch(/3114.*free, day and night/);
    expect(chat.say('I am so scared, I lost all my money').text).not.toContain('3114');
  });

  it.each([
    ['my wife is with Swiss Life and I am with MGEN', ['mgen', 'swiss-life']],
    ['I used to be with Malakoff Humanis', ['malakoff-humanis']],
    ['is Alan concerned', ['alan']],
    ['are we affected by this? we have health insurance through my job', []],
    ['I am with my insurer since it was new', []],
    ['what is this about, and is it safe with you', []],
  ])('names insurers in English sentences, and none where there is none: %s', (text, insurers) => {
    const chat = talk();
    chat.press('l:en');
    expect([...chat.say(text).trace.insurers].sort()).toEqual(insurers);
  });

  it('judges a French message with an English question beside it, and answers the question in English', () => {
    const said = talk().say(
      'Hello! Is this text legit? "Votre colis est en attente, payez 1,99 \u20ac sur http://colis-poste.example"',
    );
    expect(said.trace.verdict).toBe('scam');
    expect(said.text).toMatch(/^This is a scam/);
    const french = talk().say(
      'Est-ce une arnaque ? "Your parcel is waiting, please pay 2 euros here: http://bit.ly/xyz"',
    );
    expect(french.text).toMatch(/^C\u2019est une arnaque/);
  });

  it('goes on in English when French is typed in the chat, and understands it', () => {
    const chat = talk();
    chat.say('can you help me please');
    const answer = chat.say('est-ce que ma mutuelle la MGEN est concern\u00e9e ?');
    expect(answer.trace.insurers).toEqual(['mgen']);
    expect(answer.text).toMatch(/^It is possible: MGEN/);
    expect(chat.say('fran\u00e7ais').text).toMatch(/^D\u2019accord, je parle fran\u00e7ais\./);
  });
});

describe('a language named alone', () => {
  it.each([
    ['in English', /I speak English/],
    ['English please', /I speak English/],
    ['en anglais svp', /I speak English/],
    ['en fran\u00e7ais', /je parle fran\u00e7ais/],
    ['fran\u00e7ais facile', /fran\u00e7ais facile/],
  ])('is spoken from now on: %s', (text, answer) => {
    const chat = talk();
    chat.say('mgen');
    expect(chat.say(text).text).toMatch(answer);
    chat.say('merci');
    chat.press('l:en');
    expect(chat.say(text).text).toMatch(answer);
  });
});

describe('English that is not the person\u2019s own', () => {
  const scams = [
    'Dear customer, your account has been suspended. Click the link to verify your password now',
    'Congratulations! You have won a prize, claim it on http://prize.example/win today',
  ];
  it.each(scams)('keeps the answer in French when it is forwarded: %s', (message) => {
    expect(talk().forward(message).text).toMatch(/^(?:Je|C\u2019est|Ce message)/);
  });
  it.each(scams)('keeps the answer in French when it is pasted: %s', (message) => {
    const { text } = talk().say(message);
    expect(text).not.toMatch(/\b(?:the|you|your)\b/);
  });
  it.each(['ok', 'stop', 'hello', 'mgen', 'help', 'thanks', 'bye'])(
    'does not change the language by one word: %s',
    (word) => {
      expect(talk().say(word).text).not.toMatch(/\b(?:the|you|your)\b/);
    },
  );
});
