import { describe, expect, it } from 'vitest';
import { analyseMessage, judgeMessage } from '../../src/scam/analyse.ts';
import { shipped } from './support.ts';

const { analyser, context } = shipped();
const counted = (text: string): string[] => judgeMessage(text, analyser, context).signals.map(({ id }) => id);
const told = (text: string): string[] => analyseMessage(text, analyser, context).signals.map(({ id }) => id);

describe('a sign is not said of a message of which it is not true', () => {
  it.each([
    [
      'the writer pays',
      'Je vous fais le virement du solde à la remise des clés',
      ['ask-transfer', 'ask-payment'],
    ],
    ['the reader is paid', 'Votre dépôt vous sera rendu par virement sur votre compte', ['ask-transfer']],
    ['it was paid', 'J’ai payé 12,40 € à la caisse, la facture est réglée', ['ask-payment', 'ask-fee']],
    ['the writer gives the code', 'Je te donne le code de la porte quand tu arrives', ['ask-code']],
    ['papers go to a desk', 'Munissez-vous de votre pièce d’identité et venez au guichet', ['ask-identity']],
    ['papers go by post', 'Envoyez la copie de votre pièce d’identité par courrier', ['ask-identity']],
    [
      'no money is asked for',
      'Maman mon tel est cassé, écris-moi sur ce numéro',
      ['combined-story-money', 'story-family-money'],
    ],
    ['nothing is asked for', 'Maman, voici mon nouveau numéro, garde-le', ['story-family']],
    [
      'the voice will be heard',
      'Papa, note mon nouveau numéro, l’ancien est coupé. On s’appelle ce soir',
      ['story-family'],
    ],
    [
      'a pet name is no romance',
      'Mon chéri, achète du pain et 20 € d’essence',
      ['story-romance', 'combined-story-money'],
    ],
    [
      'a direction is no boss',
      'La direction des écoles vous informe que le virement des bourses est fait',
      ['story-boss'],
    ],
    [
      'a goods name is no prize',
      'Votre aspirateur est réparé, il vous attend au comptoir',
      ['promise-prize'],
    ],
    [
      'works are no aid',
      'Le couvreur passera mesurer la toiture mardi pour le devis',
      ['promise-aid', 'promise-free'],
    ],
    [
      'a wage is no lure',
      'Contrat de cariste, deux semaines, 12,60 € de l’heure, passez à l’agence',
      ['promise-job'],
    ],
    ['a mere word is no threat', 'Sinon on peut se voir mardi', ['deadline', 'threat-loss']],
    ['something later is no deadline', 'La somme sera visible sous 3 jours ouvrés', ['deadline']],
    ['no urgency', 'Il n’y a rien d’urgent, aucune action nécessaire', ['urgency']],
    [
      'not said of the account',
      'Votre contrat démarre le 8, votre ancien fournisseur est résilié',
      ['threat-suspension'],
    ],
    ['the app that is there', 'Ouvrez l’application de votre banque pour voir le relevé', ['ask-app']],
    ['no link to follow', 'Répondez OUI si vous venez au repas', ['ask-click']],
    [
      'told of swindlers',
      'Si quelqu’un vous propose de récupérer votre carte à domicile, raccrochez',
      ['ask-courier'],
    ],
    [
      'told of a victim',
      'Un faux conseiller voulait lire un code reçu sur le téléphone de ma tante',
      ['ask-code'],
    ],
    ['a fine of a library is none', 'Votre facture de télépéage est en ligne, 41,70 €', ['threat-fine']],
    ['an update is not cut up', 'Mise à jour disponible pour votre téléphone', ['hidden-spacing']],
    ['a card that ends with digits', 'Paiement accepté, carte se terminant par 0983', ['proof-by-data']],
    ['a moved school', 'Mise en demeure levée, votre dossier est en cours d’instruction', ['threat-legal']],
  ])('%s: « %s »', (_, text, untrue) => {
    const ids = counted(text);
    for (const id of untrue) expect(ids).not.toContain(id);
  });

  it.each([
    ['Donné moi le code reçu svp', 'ask-code'],
    ['Réglez les frais de dossier', 'ask-fee'],
    ['Tu peux me faire un virement de 300 € maman ?', 'ask-transfer'],
    ['Envoyez votre pièce d’identité par retour de mail, puis venez au guichet', 'ask-identity'],
    ['Maman, nouveau numéro, mon tel est cassé, écris-moi vite ici', 'story-family'],
    ['Sinon votre compte sera supprimé', 'deadline'],
    ['Mon amour je suis bloqué à la douane, il me faut 600 € par mandat', 'story-romance'],
    ['Le directeur vous demande de faire un virement de 8 000 € ce matin', 'story-boss'],
  ])('but still where it is: « %s » is %s', (text, id) => {
    expect(counted(text)).toContain(id);
  });
});

describe('what is told does not repeat itself', () => {
  it('says of a link once that it is on no list', () => {
    const text = 'Cher client, votre facture est prête, connectez-vous sur zone-dix.com';
    const unknown = told(text).filter((id) =>
      ['link-with-theme', 'link-addressed', 'combined-link-request'].includes(id),
    );
    expect(unknown).toHaveLength(1);
  });
  it('does not add that an address is foreign where it bears the name falsely', () => {
    const ids = told('Netflix : votre compte est suspendu, réglez sur netflix-compte.top');
    expect(ids).toContain('link-brand');
    expect(ids).not.toContain('link-foreign-to-sender');
  });
  it.each([
    'Le studio est libre, je suis à l’étranger, envoyez le loyer et je vous poste les clés',
    'Je suis veuve et je souhaite léguer 2 millions d’euros',
    'Installez AnyDesk pour que je regarde votre ordinateur',
  ])('ends the phrase of the wording where a reader would: %s', (text) => {
    const { signals } = analyseMessage(text, analyser, context);
    const phrase = signals.find(({ id }) => id === 'wording')?.fragment ?? '';
    expect(text).toContain(phrase);
    expect(phrase.split(' ').length).toBeGreaterThan(2);
    expect(phrase).not.toMatch(/ (?:le|la|de|et|que|pour|votre|je|vous)$/);
  });
});
