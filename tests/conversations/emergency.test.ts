import { describe, expect, it } from 'vitest';
import { parts, talk } from '../support/assistant.ts';

const firstLine = (text: string) => text.split('\n')[0] ?? '';

describe('somebody in an emergency', () => {
  it.each([
    ['j’ai tapé les chiffres de ma carte bleue sur leur page', 'card'],
    ['je leur ai lu le code reçu par sms', 'otp_code'],
    ['j’ai rentré mes identifiants de banque en ligne sur un faux site', 'bank_login'],
    ['j’ai envoyé mon rib à un inconnu', 'rib'],
    ['mon mot de passe ameli je l’ai mis sur un site bizarre', 'ameli_login'],
    ['j’ai envoyé la photo de ma carte d’identité à un faux propriétaire', 'identity_document'],
    ['j’ai fait un virement de 800 euros à un escroc', 'money'],
    ['ils m’ont fait installer anydesk', 'app_installed'],
    ['un homme a pris le contrôle de mon ordinateur à distance', 'remote_access'],
    ['j’ai donné mon numéro de sécu au téléphone à un faux conseiller', 'nir'],
    ['j’ai cliqué sur le lien mais rien rempli', 'link_only'],
    ['mdp gmail donné', 'password'],
    ['jé doné lé 16 chifre d ma carte', 'card'],
    ['payé 1,95 € pour un colis, c’était un faux site', 'card'],
    ['mes accès Fortuneo sont sur leur fausse page', 'bank_login'],
    ['scan de mon passeport chez un faux recruteur', 'identity_document'],
    ['carte vitale scannée pour un faux dossier de lunettes', 'nir'],
    ['jé rapelé le numéro inconu', 'called_back'],
    ['jé apuyé sur accepter ds lappli de ma banque', 'otp_code'],
    ['g instalé 1 logiciel kil ma envoyé', 'app_installed'],
    ['le gars se balade dans mon ordi', 'remote_access'],
    ['liban jlai donné o telefone', 'rib'],
  ])('reads the first step first: %s', (message, given) => {
    const { text, trace } = talk().say(message);
    const step = parts.brain.knowledge.emergencies.find((emergency) => emergency.given === given)?.steps[0];
    expect(trace.intent).toBe('emergency');
    expect(firstLine(text)).toBe(step);
  });

  it('is asked what was given when it was not said, and pressed buttons answer', () => {
    const chat = talk();
    const { reply } = chat.say('au secours je me suis fait avoir par un escroc');
    expect(reply.buttons.map(({ action }) => action)).toContainEqual({ kind: 'given', given: 'card' });
    expect(firstLine(chat.press('g:card').text)).toContain('0 892 705 705');
  });

  it('gets the most urgent first when several things were given', () => {
    const { text } = talk().say('je lui ai donné ma carte et le code sms, et mon rib');
    expect(firstLine(text)).toContain('Appelez votre banque tout de suite');
    expect(text).toContain('opposition');
  });

  it('hears each step once, when kinds share it', () => {
    const card = talk().say('je lui ai donné ma carte et le code sms').text;
    expect(card.match(/Faites opposition/g)).toHaveLength(1);
    const device = talk().say('anydesk installé et il a pris la main sur mon pc').text;
    expect(device.match(/Coupez internet/g)).toHaveLength(1);
  });

  it.each([
    'retrait de 600 euros que je n’ai pas fait',
    'ya un achat d 159 sur un site ki é pa de moi',
    'deux virements instantanés que je n’ai jamais demandés',
  ])('is told to contest money that was taken, not to call it back: %s', (message) => {
    expect(firstLine(talk().say(message).text)).toContain('se conteste');
  });

  it('goes on to the next steps, and comes to an end', () => {
    const chat = talk();
    chat.say('un technicien pirate est connecté sur mon pc');
    const next = chat.say('c’est fait, et après ?').text;
    expect(next).toContain('appelez votre banque');
    expect(next).not.toContain('Coupez internet tout de suite');
    chat.say('fait');
    expect(chat.say('fait').text).toContain('essentiel');
  });

  it('knows that opposition works when the bank is closed', () => {
    const chat = talk();
    chat.say('j’ai donné mon numéro de carte bancaire');
    expect(firstLine(chat.say('mais ma banque est fermée jusqu’à lundi').text)).toContain('jour et nuit');
  });

  it('meets distress with a human sentence, and thoughts of death with the number to call', () => {
    expect(talk().say('j’ai tellement honte, je n’ose en parler à personne').text).toContain('116 006');
    expect(firstLine(talk().say('je veux en finir, j’ai tout perdu').text)).toContain('3114');
  });

  it('stays kind when insulted', () => {
    expect(talk().say('t’es vraiment qu’un robot débile').text).toMatch(/^Je comprends/);
  });
});
