import { describe, expect, it } from 'vitest';
import { understandPicture } from '../../src/screen/understand.ts';
import { picture, words, width } from './support.ts';

const status = { at: [24, 14] as const, lines: ['9:41                     5G  87%'] };
const header = (name: string) => ({ at: [width / 2 - name.length * 4, 80] as const, lines: [name] });
const see = (drawn: Parameters<typeof picture>[0], options?: Parameters<typeof picture>[1]) =>
  understandPicture(picture(drawn, options), words);

describe('a conversation', () => {
  const received = {
    at: [28, 160] as const,
    colour: '#e9e9eb',
    lines: [
      'Ameli : votre carte Vitale',
      'expire. Renouvelez-la sur',
      'https://ameli-',
      'renouveler.top/carte avant',
      'demain.',
    ],
  };

  it('gives what was received, without the phone, the header, the field and the keyboard', () => {
    const { look, message, sender } = see({
      loose: [
        status,
        header('+33 7 56 12 89 04'),
        { at: [130, 130], lines: ['Aujourd’hui 14:32'] },
        { at: [60, 400], lines: ['Message texte'] },
        { at: [20, 560], lines: ['a z e r t y u i o p'] },
        { at: [20, 600], lines: ['q s d f g h j k l m'] },
        { at: [20, 640], lines: ['123 espace retour'] },
      ],
      bubbles: [received],
    });
    expect(look).toBe('chat');
    expect(sender).toMatchObject({ kind: 'number', text: '+33 7 56 12 89 04' });
    expect(message).toBe(
      'Ameli : votre carte Vitale expire. Renouvelez-la sur https://ameli-renouveler.top/carte avant demain.',
    );
  });

  it('leaves out what the person answered', () => {
    const { message } = see({
      loose: [status, header('Colis')],
      bubbles: [
        { at: [28, 160], colour: '#e9e9eb', lines: ['Bonjour, votre colis attend'] },
        { at: [190, 230], colour: '#34c759', lines: ['Quel colis svp ?'] },
        { at: [28, 300], colour: '#e9e9eb', lines: ['Payez 1,99 € ici :', 'colis-relais.top'] },
        { at: [300, 380], colour: '#34c759', lines: ['Non'] },
      ],
    });
    expect(message).toBe('Bonjour, votre colis attend\nPayez 1,99 € ici : colis-relais.top');
  });

  it('of the person’s messages alone gives them all', () => {
    const { message } = see({
      bubbles: [{ at: [150, 100], colour: '#34c759', lines: ['Je vous envoie mon RIB', 'ce soir'] }],
    });
    expect(message).toBe('Je vous envoie mon RIB ce soir');
  });

  it('takes off the time and the ticks in a bubble, and the mark of a forwarded message', () => {
    const { message } = see({
      loose: [status, header('Paul')],
      bubbles: [
        {
          at: [28, 160],
          colour: '#ffffff',
          lines: [
            'Transféré',
            'Regarde ce que j’ai reçu ce',
            'matin, rendez-vous à 14:30',
            '                   09:12',
          ],
        },
        { at: [150, 300], colour: '#d9fdd3', lines: ['Bizarre     09:14 vv'] },
      ],
    });
    expect(message).toBe('Regarde ce que j’ai reçu ce matin, rendez-vous à 14:30');
  });

  it('keeps what stands in a bubble that could not be told from the ground', () => {
    const { message } = see({
      loose: [
        status,
        header('Colis'),
        { at: [28, 160], lines: ['Votre colis est en attente de', 'paiement depuis hier soir'] },
      ],
      bubbles: [
        { at: [190, 230], colour: '#34c759', lines: ['Quel colis svp ?'] },
        { at: [28, 300], colour: '#e9e9eb', lines: ['Payez les frais sur ce site :', 'colis-relais.top'] },
      ],
    });
    expect(message).toContain('en attente de paiement depuis hier');
  });
});

describe('what apps write around messages', () => {
  const grey = '#e9e9eb';
  const received = (lines: readonly string[]) => ({ at: [28, 300] as const, colour: grey, lines });

  it('the name above a message of a group, and that it was forwarded', () => {
    const { message } = see({
      loose: [status, header('Famille'), { at: [160, 700], lines: ['Message'] }],
      bubbles: [received(['~ Luc', 'Transféré de nombreuses fois', 'Un virus circule, ne lisez pas'])],
    });
    expect(message).toBe('Un virus circule, ne lisez pas');
  });

  it('a notice beside a number, and the preview of a link', () => {
    const { message, sender } = see({
      loose: [status, header('+33 7 56 12 89 04'), { at: [60, 780], lines: ['Message texte'] }],
      bubbles: [
        {
          at: [60, 150],
          colour: '#fafafa',
          lines: ['+33 7 56 12 89 04', 'ne fait pas partie de vos contacts'],
        },
        received(['Payez ici : colis-relais.top']),
        { at: [28, 420], colour: grey, lines: ['Touchez pour charger l’aperçu', 'colis-relais.top'] },
      ],
    });
    expect(message).toBe('Payez ici : colis-relais.top');
    expect(sender?.kind).toBe('number');
  });

  it('a notification on the lock screen', () => {
    const { message, sender } = see({
      loose: [
        { at: [140, 100], lines: ['lundi 24 novembre'] },
        { at: [30, 300], lines: ['InfoColis'] },
        { at: [270, 300], lines: ['il y a 4 min'] },
        { at: [30, 330], lines: ['Votre colis attend en agence,', 'réglez les frais ce soir.'] },
      ],
    });
    expect(sender?.text).toBe('InfoColis');
    expect(message).toBe('Votre colis attend en agence, réglez les frais ce soir.');
  });

  it('a bubble of which only a piece was told from the ground', () => {
    const whole = picture({
      loose: [status, header('Colis'), { at: [60, 780], lines: ['Message texte'] }],
      bubbles: [
        received(['Votre colis est arrivé chez', 'nous hier et vous attend au', 'relais de la gare.']),
      ],
    });
    const lines = whole.lines.map((line) =>
      line.text.startsWith('Votre') ? { ...line, region: null } : line,
    );
    const { message } = understandPicture({ ...whole, lines }, words);
    expect(message).toBe('Votre colis est arrivé chez nous hier et vous attend au relais de la gare.');
  });
});

describe('a mail', () => {
  it('gives its sender as somebody pastes it, without the buttons of the app', () => {
    const { look, message, pasted } = see({
      loose: [
        status,
        { at: [16, 70], lines: ['Votre remboursement'] },
        { at: [70, 110], lines: ['Assurance Maladie 10:24'] },
        { at: [70, 134], lines: ['<contact@ameli-aide.top>'] },
        { at: [70, 158], lines: ['à moi'] },
        {
          at: [16, 210],
          lines: ['Bonjour,', 'Un remboursement de 214,60 € vous', 'attend.', 'Accéder à mon compte'],
        },
        { at: [16, 780], lines: ['Répondre   Transférer'] },
      ],
    });
    expect(look).toBe('mail');
    expect(pasted).toMatch(/^De : Assurance Maladie <contact@ameli-aide\.top>\n/);
    expect(message).toContain('Un remboursement de 214,60 € vous attend.\nAccéder à mon compte');
    expect(message).not.toContain('Répondre');
    expect(message).not.toContain('9:41');
  });
});

describe('a mail in the window of a computer', () => {
  it('is told from the folders beside it', () => {
    const folders = ['Messagerie', 'Réception', 'Brouillons', 'Envoyés', 'Corbeille'];
    const drawn = picture(
      {
        loose: [
          { at: [10, 20], lines: folders },
          {
            at: [240, 20],
            lines: [
              'De : Ulys <aide@ulys-facture.org>',
              'À : jeanne@exemple.fr',
              '',
              'Votre badge sera coupé ce soir.',
            ],
          },
        ],
      },
      { height: 300 },
    );
    const { pasted } = understandPicture({ ...drawn, width: 900 }, words);
    expect(pasted).toBe('De : Ulys <aide@ulys-facture.org>\nVotre badge sera coupé ce soir.');
  });
});

describe('a page', () => {
  it('gives its address with its text', () => {
    const { look, pasted } = see({
      loose: [
        status,
        { at: [90, 60], lines: ['ameli-remboursement.top'] },
        { at: [16, 140], lines: ['Mon espace santé', 'Saisissez votre numéro de carte'] },
      ],
    });
    expect(look).toBe('page');
    expect(pasted).toBe('ameli-remboursement.top\nMon espace santé\nSaisissez votre numéro de carte');
  });
});

describe('paper', () => {
  it('gives the whole of a letter, with words cut at the end of a line', () => {
    const { look, message } = see(
      {
        loose: [
          {
            at: [20, 40],
            lines: [
              'Avis de passage',
              'Nous n’avons pas pu vous livrer, pre-',
              'nez rendez-vous au 08 99 12 34 56.',
            ],
          },
        ],
      },
      { photo: true },
    );
    expect(look).toBe('paper');
    expect(message).toContain('pas pu vous livrer, pre');
    expect(message).toContain('08 99 12 34 56');
  });

  it('reads two columns one after the other', () => {
    const { message } = see({
      loose: [
        { at: [8, 40], lines: ['Votre facture du mois', 'est disponible dans', 'votre espace client.'] },
        { at: [220, 40], lines: ['Une question sur', 'votre contrat ? Le', 'service vous répond.'] },
      ],
    });
    expect(message).toBe(
      'Votre facture du mois est disponible dans votre espace client.\nUne question sur votre contrat ? Le service vous répond.',
    );
  });
});

describe('personal numbers', () => {
  it('are in nothing that is handed on', () => {
    const seen = see({
      loose: [
        {
          at: [20, 40],
          lines: [
            'Madame Durand, votre numéro',
            '2 69 O5 49 588 l57 80',
            'née le 12/05/1969',
            'FR76 3000 6000 0112 3456 7890 189',
          ],
        },
      ],
      codes: ['BCD\n002\n1\nSCT\n\nTrésor\nFR7630006000011234567890189\nEUR45.00'],
    });
    const everything = JSON.stringify(seen);
    for (const personal of ['588', '1969', '3000 6000', '30006000'])
      expect(everything).not.toContain(personal);
    expect([...seen.personal].sort()).toEqual(['iban', 'nir']);
  });
});

describe('how well it was read', () => {
  it('is told from the words', () => {
    const lines = ['Votre colis est en attente'];
    expect(see({ loose: [{ at: [20, 40], lines }] }).legibility).toBe('well');
    expect(
      see({
        loose: [
          { at: [20, 40], lines: [...lines, ...lines, ...lines], confidence: 40 },
          { at: [20, 200], lines },
        ],
      }).legibility,
    ).toBe('poorly');
    expect(see({ loose: [{ at: [20, 40], lines: ['8 ;'] }] }).legibility).toBe('nothing');
    expect(see({}).legibility).toBe('nothing');
  });
});
