import { describe, expect, it } from 'vitest';
import { analyseMessage, judgeMessage } from '../../src/scam/analyse.ts';
import { lists, ranks, shipped } from './support.ts';

const { analyser, context } = shipped();
const counted = (text: string): string[] => judgeMessage(text, analyser, context).signals.map(({ id }) => id);
const level = (text: string): keyof typeof ranks => analyseMessage(text, analyser, context).level;
const foreign = [
  'sender-foreign',
  'link-foreign-to-sender',
  'link-brand-ending',
  'sender-brand',
  'link-brand',
];

describe('well-known domains', () => {
  it.each([
    'De : Microsoft <ne-pas-repondre@accountprotection.microsoft.com>\nObjet : Connexion\nUne connexion a eu lieu. Vérifiez l’activité depuis https://account.microsoft.com',
    'De : Google <no-reply@accounts.google.com>\nObjet : Alerte\nNouvelle connexion sur un appareil Mac.',
    'De : FDJ <contact@fdj.fr>\nObjet : Votre compte joueur\nVotre relevé annuel est sur https://www.fdj.fr',
    'De : Decathlon <recrutement@decathlon.com>\nObjet : Votre candidature\nÊtes-vous libre mardi ?',
    'De : Hôpital – Admissions <admissions@chu-tours.fr>\nObjet : Votre venue\nMerci d’apporter votre carte de mutuelle ou de l’envoyer par la poste.',
    'De : Mairie de Bourg-Blanc <accueil@mairie-bourg-blanc.fr>\nObjet : Vigilance\nDes démarcheurs disent venir d’Enedis, ne signez rien.',
    'Orange : votre facture vous attend sur https://espace-client.orange.fr',
    'Zalando : votre retour est enregistré, suivi sur https://www.zalando.fr/mon-compte',
  ])('are not called foreign to those who bear their name: %s', (text) => {
    for (const id of foreign) expect(counted(text)).not.toContain(id);
    expect(ranks[level(text)]).toBeLessThan(ranks.suspicious);
  });

  it.each([
    ['De : Microsoft <aide@zone-dix.com>\nVotre compte attend une vérification.', 'sender-foreign'],
    ['Zalando : votre remboursement attend sur https://zone-dix.com', 'link-foreign-to-sender'],
    ['FDJ : réclamez votre gain sur fdj-gagnants.com', 'link-brand'],
  ])('let others be called so: %s', (text, id) => {
    expect(counted(text)).toContain(id);
  });

  it('prove nothing: what is asked counts all the same', () => {
    const text =
      'De : Zalando <info@zalando.fr>\nDonnez le numéro de votre carte bancaire et le code reçu par SMS.';
    expect(ranks[level(text)]).toBeGreaterThanOrEqual(ranks.suspicious);
  });

  it('do not cover pages that anybody may put there', () => {
    expect(counted('Votre dossier : https://docs.google.com/forms/d/e/abc')).toContain('link-free-hosting');
    expect(counted('Votre dossier : https://chu-remboursement.fr/a')).toContain('link-words');
  });

  it('stand for every name that is known', () => {
    const named = new Set([
      ...Object.keys(lists.knownDomains.values),
      ...context.organisations
        .filter(({ officialDomains }) => officialDomains.length > 0)
        .map(({ id }) => id),
    ]);
    expect(Object.keys(lists.brandNames.values).filter((id) => !named.has(id))).toEqual([]);
  });

  it('are domains, without a scheme or a path, and no mailboxes of everybody', () => {
    const domains = Object.values(lists.knownDomains.values).flat();
    for (const domain of domains) expect(domain).toMatch(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/);
    expect(domains.filter((domain) => lists.freeMail.values.includes(domain))).toEqual([
      'orange.fr',
      'sfr.fr',
    ]);
  });

  it('an address is called foreign to nobody whose domains are unknown', () => {
    const text =
      'De : Mutuelle du Val <contact@zone-dix.com>\nVotre contrat vous attend sur https://zone-dix.com';
    for (const id of foreign) expect(counted(text)).not.toContain(id);
  });
});
