import { describe, expect, it } from 'vitest';
import { createDialogue } from '../../src/assistant/answering.ts';
import { blocksText } from '../../src/channels/plain-text.ts';
import type { Refusal } from '../../src/core/answers/picture.ts';
import type { PictureReading } from '../../src/pictures/reading.ts';
import { picture } from '../screen/support.ts';
import { parts } from '../support/assistant.ts';

/** A conversation in which pictures are shown as a reader gives them. */
function show() {
  const dialogue = createDialogue(parts.brain, parts.translate);
  return {
    say: (text: string) => blocksText(dialogue.answer({ kind: 'text', text, forwarded: false }).reply.blocks),
    pictures: (readings: readonly (PictureReading | Refusal)[], caption = '', { forwarded = false } = {}) => {
      const answered = dialogue.answer({ kind: 'read', readings, caption, forwarded });
      return { ...answered, text: blocksText(answered.reply.blocks) };
    },
  };
}

const grey = '#e9e9eb';
const status = { at: [24, 14] as const, lines: ['9:41                     5G  87%'] };
const scam = picture({
  loose: [status, { at: [120, 80], lines: ['+33 7 56 12 89 04'] }],
  bubbles: [
    {
      at: [28, 160],
      colour: grey,
      lines: ['Ameli : votre carte Vitale', 'expire ce soir. Mettez à jour', 'vos données bancaires sur', 'https://ameli-', 'renouveler.top/carte'],
    },
  ],
}); // prettier-ignore
const appointment = picture({
  loose: [status, { at: [120, 80], lines: ['Dr Martin'] }],
  bubbles: [
    { at: [28, 160], colour: grey, lines: ['Rappel : vous avez rendez-', 'vous mardi 3 juin à 10:15', 'avec le Dr Martin.'] },
  ],
}); // prettier-ignore
const card = (lines: readonly string[]) => picture({ loose: [{ at: [20, 40], lines }] }, { photo: true });
const table = [
  'PHAR LABO HOSP OPTI DENT',
  'TP TP PEC PEC PEC',
  'N° AMC 00012345',
  'Bénéficiaires Rang',
  'DURAND Lucie 12/05/1969 1',
  '2 69 05 49 588 157 80',
];

describe('a picture of a message', () => {
  it('gets the verdict of its text, and says what was read so that it can be corrected', () => {
    const { text, trace } = show().pictures([scam], 'c’est une arnaque ?');
    expect(trace).toMatchObject({ intent: 'message_to_analyse', verdict: 'scam' });
    expect(text).toMatch(/^C’est une arnaque/);
    expect(text).toContain(
      'J’ai lu, envoyé par +33 7 56 12 89 04 : « Ameli : votre carte Vitale expire ce soir.',
    );
    expect(text).toContain('ameli-renouveler[.]top');
    expect(text).not.toContain('renouveler.top');
    expect(text).toContain('33700');
  });

  it('that is honest raises no alarm', () => {
    const { text, trace } = show().pictures([appointment]);
    expect(trace.verdict).toBe('no-sign');
    expect(text).toContain('J’ai lu');
  });

  it('can be asked about afterwards', () => {
    const chat = show();
    chat.pictures([scam]);
    expect(chat.say('pourquoi ?')).toContain('signes');
  });

  it('of which the person says that they paid is an emergency first', () => {
    const { text, trace } = show().pictures([scam], 'j’ai cliqué et j’ai donné ma carte bancaire');
    expect(trace.intent).toBe('emergency');
    expect(text).toMatch(/opposition/i);
  });

  it('is judged with the others of its album, and with a caption that was passed on', () => {
    const first = picture({
      bubbles: [{ at: [28, 60], colour: grey, lines: ['Colis : frais de douane à régler'] }],
    });
    const second = picture({
      bubbles: [{ at: [28, 60], colour: grey, lines: ['Payez 1,99 € sur colis-relance.top'] }],
    });
    expect(show().pictures([first, second]).trace.verdict).toBe('scam');
    const forwarded = show().pictures([first], 'Payez 1,99 € sur colis-relance.top', { forwarded: true });
    expect(forwarded.trace.verdict).toBe('scam');
  });
});

describe('a letter', () => {
  const letter = picture(
    {
      loose: [
        { at: [20, 40], lines: ['Cabinet Recouvrement', 'BP 410'] },
        { at: [200, 130], lines: ['M. Paul Durand', '8 chemin des Vignes'] },
        {
          at: [20, 220],
          lines: ['Objet : mise en demeure', '', 'Vous devez 487 €. Payez sous 48 h', 'par coupons PCS.'],
        },
      ],
    },
    { photo: true },
  );

  it('is judged, and what is repeated of it begins below the address', () => {
    const { text, trace } = show().pictures([letter]);
    expect(['scam', 'suspicious']).toContain(trace.verdict);
    expect(text).toContain('J’ai lu : « Objet : mise en demeure');
    expect(text).not.toContain('Durand');
    expect(text).not.toContain('signal-spam.fr, puis supprimez');
  });
});

describe('a picture that cannot be read well', () => {
  const blurred = (lines: readonly string[], confidence: number) =>
    picture({ bubbles: [{ at: [28, 60], colour: grey, lines, confidence }] });

  it('gets no verdict by guessing', () => {
    const { text, trace } = show().pictures([
      blurred(['Vofre cotis est en atfenfe', 'poycz 2 eutos ici'], 40),
    ]);
    expect(trace.verdict).toBe('cannot-tell');
    expect(text).toContain('Je lis trop mal cette image');
    expect(text).toContain('Copiez-moi le texte');
  });

  it('is still called a scam when what was read surely says so', () => {
    const reading = picture({
      loose: [
        {
          at: [28, 300],
          lines: ['wqxz trbf lkjh pqsd', 'mlkz vbnq trew zzqx', 'wqxz trbf lkjh pqsd'],
          confidence: 35,
        },
      ],
      bubbles: [{ at: [28, 60], colour: grey, lines: ['Donnez votre code bancaire', 'sur ameli-carte.top'] }],
    });
    const { text, trace } = show().pictures([reading]);
    expect(['scam', 'suspicious']).toContain(trace.verdict);
    expect(text).toContain('ameli-carte[.]top');
  });

  it('does not call an official address read badly an imitation, and asks for it', () => {
    const message = (address: string, confidence: number) => {
      const read = picture({
        bubbles: [{ at: [28, 60], colour: grey, lines: ['Votre relevé du mois est prêt :', address] }],
      });
      const lines = read.lines.map((line) =>
        line.text === address
          ? { ...line, words: line.words.map((word) => ({ ...word, confidence })) }
          : line,
      );
      return show().pictures([{ ...read, lines }]);
    };
    const doubtful = message('www.arneli.fr', 50);
    expect(doubtful.trace.verdict).toBe('cannot-tell');
    expect(doubtful.text).toContain('est-ce ameli.fr, l’officielle, ou « arneli[.]fr », une imitation');
    expect(message('www.arneli.fr', 96).trace.verdict).toBe('scam');
    expect(message('www.ameli-releve.top', 50).trace.verdict).toBe('scam');
  });

  it('without any text says so', () => {
    const { text, trace } = show().pictures([picture({})]);
    expect(trace.verdict).toBe('cannot-tell');
    expect(text).toContain('Je ne trouve pas de message');
  });
});

describe('a code', () => {
  const code = (text: string, lines: readonly string[] = []) =>
    show().pictures([picture({ loose: [{ at: [20, 40], lines }], codes: [text] })]);

  it('is judged by the link in it, which is shown unclickable', () => {
    const { text, trace } = code('https://ameli-carte-vitale.top/maj', [
      'Assurance Maladie',
      'Scannez pour votre nouvelle carte',
    ]);
    expect(trace.verdict).toBe('scam');
    expect(text).toContain('Le QR code ouvre ce lien : hxxps://ameli-carte-vitale[.]top/maj');
    expect(text).not.toContain('vitale.top');
  });

  it.each([
    ['WIFI:T:WPA;S:Gare \\; Gratuit;P:motdepasse1;;', 'wifi « Gare ; Gratuit »'],
    ['BCD\n002\n1\nSCT\n\nTrésor public\nFR0030006000011234567890189\nEUR45.00', 'paiement de 45,00 €'],
    ['bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT?amount=0.1', 'cryptomonnaie'],
    ['tel:0899123456', 'appelle le 0899123456'],
    ['SMSTO:81212:OUI', 'SMS au 81212'],
    ['mailto:aide@ameli-aide.top', 'e-mail à'],
    ['BEGIN:VCARD\nFN:Conseiller\nTEL:0756128904\nEND:VCARD', 'ajoute un contact'],
    ['geo:48.85,2.35', 'lieu'],
  ])('without a link says what it would do: %s', (content, said) => {
    const { text, trace } = code(content);
    expect(text).toContain(said);
    expect(text).not.toContain('motdepasse1');
    expect(text).not.toContain('FR0030006000011234567890189');
    expect(text).not.toContain('ameli-aide.top');
    expect(trace.intent).toBe('message_to_analyse');
  });
});

describe('a card of third-party payment', () => {
  it('gets the state of its insurer, and repeats nothing personal', () => {
    const { text, trace, redacted } = show().pictures([
      card(['MGP', 'Carte de tiers payant', 'viamedis', ...table]),
    ]);
    expect(trace).toMatchObject({ intent: 'insurer_affected', insurers: ['mgp'], verdict: null });
    expect(trace.exposure['mgp']).toMatchObject({ 'viamedis-almerys-2024': 'confirmed' });
    expect(text).toMatch(/^J’ai lu sur la carte : opérateur Viamedis et MGP/);
    expect(text).toContain('fait partie des organismes touchés');
    expect(text).toContain('je n’en ai rien gardé');
    for (const personal of ['DURAND', 'Lucie', '1969', '588']) expect(text).not.toContain(personal);
    expect(redacted).toContain('nir');
  });

  it('of which the operator alone is read is answered on the operator', () => {
    const { text, trace } = show().pictures([card(['Carte de tiers payant', 'aImerys', ...table])]);
    expect(trace).toMatchObject({ intent: 'insurer_affected', insurers: ['almerys'] });
    expect(text).toContain('opérateur Almerys');
    expect(text).toContain('Dites-moi le nom de votre mutuelle');
  });

  it('is known by its number, or named in the caption', () => {
    const numbered = card([
      'Carte de tiers payant',
      ...table.map((line) => line.replace('00012345', '00401737')),
    ]);
    expect(show().pictures([numbered]).trace.insurers).toEqual(['mnpaf']);
    const plain = card(table);
    expect(show().pictures([plain], 'c’est la carte de ma mutuelle, la MGP').trace.insurers).toEqual(['mgp']);
  });

  it('of an unknown operator and insurer asks for a name', () => {
    const { text } = show().pictures([card(['Carte de tiers payant', ...table])]);
    expect(text).toContain('je n’y lis ni l’opérateur ni la mutuelle');
    expect(text).toContain('Dites-moi le nom de votre mutuelle');
  });

  it('is remembered, so that what leaked can be asked', () => {
    const chat = show();
    chat.pictures([card(['MGP', 'Carte de tiers payant', ...table])]);
    expect(chat.say('et c’est grave ?')).not.toContain('Je n’ai pas compris');
  });

  it('is not seen in a letter that tells of the breach', () => {
    const letter = picture({
      loose: [
        {
          at: [8, 40],
          lines: [
            'Chère adhérente, cher adhérent,',
            'notre opérateur de tiers payant Viamedis a été victime',
            'd’un vol de données. Sont concernés le numéro de sécurité',
            'sociale, la date de naissance et le numéro de contrat',
            'des bénéficiaires. Votre carte de tiers payant reste valable.',
          ],
        },
      ],
    });
    expect(show().pictures([letter]).trace.intent).toBe('message_to_analyse');
  });
});

describe('what is no picture', () => {
  it.each([
    'not-a-picture',
    'too-large',
    'broken',
    'too-slow',
    'busy',
    'unreadable-document',
    'other-document',
  ] as const)('is refused kindly, with what works instead: %s', (reason) => {
    const { text, trace } = show().pictures([{ kind: 'refused', reason }]);
    expect(text).toMatch(/texte|partie|capture/);
    expect(trace.verdict).toBeNull();
  });

  it('is a document: its text is judged', () => {
    const text =
      'De : Ameli <aide@ameli-carte.top>\nObjet : carte\n\nVotre carte Vitale expire. Donnez vos coordonnées bancaires sur https://ameli-carte.top';
    const { trace } = show().pictures([{ kind: 'document', text, pages: 1, truncated: false }]);
    expect(trace.verdict).toBe('scam');
  });

  it('takes nothing from the others that came with it', () => {
    const { text, trace } = show().pictures([scam, { kind: 'refused', reason: 'broken' }]);
    expect(trace.verdict).toBe('scam');
    expect(text).toContain('Je n’ai pas pu lire l’une des images');
  });
});
