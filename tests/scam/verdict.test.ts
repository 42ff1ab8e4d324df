import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelOf, rank, weigh } from '../../src/scam/weigh.ts';
import { explainable, weights } from '../../src/scam/weights.ts';
import type { Signal } from '../../src/scam/verdict.ts';
import { judge, ranks } from './support.ts';

const scams = [
  'Assurance Maladie : votre carte Vitale expire, réglez 0,90 € sur ameli-carte-dix.com',
  "Crédit Agricole : un achat de 780 € est en cours, donnez le code reçu par SMS à notre conseiller pour l'annuler",
  'Votre colis est retenu, payez 2,30 € de frais sur https://laposte-depot.top/a',
  'Coucou maman, nouveau numéro, mon téléphone est cassé, fais-moi un virement de 900 € ce soir',
  'Votre compte sera suspendu sous 24h, confirmez votre mot de passe sur https://zone-dix.com/x',
];
const honest = [
  'Votre code est 482 113. Ne le donnez à personne, même à un conseiller.',
  'La Poste : votre colis arrive demain entre 9 h et 12 h. Suivi : https://www.laposte.fr/outils/suivre',
  'Rappel : rendez-vous chez le dentiste mardi à 15 h 30.',
  'Impôts : votre avis est en ligne sur impots.gouv.fr, rien à payer.',
  'Votre facture d’eau de 61,20 € est disponible dans votre espace, prélèvement le 12.',
  'Maman je suis bien arrivée, je t’appelle ce soir, bisous',
  'Ma voisine a failli donner son code à un faux conseiller, faites attention, c’est une arnaque',
];

describe('verdict', () => {
  it.each(scams)('calls a scam so: %s', (text) => {
    expect(ranks[judge(text).level]).toBeGreaterThanOrEqual(ranks.suspicious);
  });
  it.each(honest)('leaves an honest message in peace: %s', (text) => {
    expect(ranks[judge(text).level]).toBeLessThan(ranks.suspicious);
  });
  it('names the claimed sender, the channel and the links, defanged', () => {
    const verdict = judge(
      'De : Macif <aide@macif-contrat24.com>\nObjet : Votre contrat\nConfirmez vos informations.',
    );
    expect(verdict).toMatchObject({
      channel: 'email',
      claimedSender: 'macif',
      links: ['aide[@]macif-contrat24[.]com'],
    });
    expect(judge('https://zone-dix.com/a').channel).toBe('site');
  });
  it('recognises a genuine notice of the breach, and not one that asks', () => {
    const notice =
      'Macif vous informe que son prestataire Viamedis a été victime d’une cyberattaque. Nom, date de naissance et numéro de sécurité sociale sont concernés. Restez vigilant.';
    expect(judge(notice)).toMatchObject({ level: 'no-sign', breachNotice: true });
    const fake = `${notice} Pour être indemnisé, envoyez votre RIB par retour.`;
    expect(judge(fake).breachNotice).toBe(false);
    expect(ranks[judge(fake).level]).toBeGreaterThanOrEqual(ranks.suspicious);
  });
  it('takes a claim about bank data for a contradiction only where the facts say so', () => {
    const text = 'Piratage Viamedis : vos coordonnées bancaires ont été volées.';
    expect(judge(text).signals.map((signal) => signal.id)).toContain('breach-bank-claim');
    expect(judge(text, { notLeaked: [] }).signals.map((signal) => signal.id)).not.toContain(
      'breach-bank-claim',
    );
  });
  it('compares the text and the target of links that the channel gives apart', () => {
    const verdict = judge('Votre compte', {
      linkTargets: [{ text: 'www.ameli.fr', target: 'https://zone-dix.com/' }],
    });
    expect(verdict.signals[0]?.id).toBe('link-mismatch');
  });
  it('says nothing of an empty or very short text', () => {
    for (const text of ['', ' ', 'k', '🎂', '\u0000', '...'])
      expect(judge(text)).toMatchObject({ level: 'no-sign', signals: [] });
  });
});

const anySign = fc
  .constantFrom(...Object.keys(weights))
  .map((id): Signal => ({ id, fragment: 'x', weight: weights[id] ?? 0, params: {} }));

describe('weighing', () => {
  it('never lowers the verdict for one more sign', () => {
    fc.assert(
      fc.property(
        fc.array(anySign),
        anySign,
        fc.constantFrom(0, 0.5, 1),
        fc.boolean(),
        fc.nat(40),
        (signals, more, explained, open, honest) => {
          const before = weigh(rank(signals), { explained, open, honest });
          const after = weigh(rank([...signals, more]), { explained, open, honest });
          expect(after.score).toBeGreaterThanOrEqual(before.score);
          expect(ranks[after.level]).toBeGreaterThanOrEqual(ranks[before.level]);
        },
      ),
    );
  });
  it('lets verified legitimacy lower only what honest senders also show', () => {
    for (const id of ['ask-card', 'ask-code', 'ask-gift-card', 'link-lookalike', 'hidden-characters'])
      expect(explainable.has(id)).toBe(false);
  });
  it('lets an honest wording take nothing from what honest messages never show', () => {
    const lookalike: Signal = { id: 'link-lookalike', fragment: 'x', weight: 60, params: {} };
    expect(weigh([lookalike], { explained: 1, open: true, honest: 40 }).level).toBe('scam');
    const transfer: Signal = { id: 'ask-transfer', fragment: 'x', weight: 30, params: {} };
    expect(weigh([transfer], { explained: 1, open: false, honest: 40 }).level).toBe('cannot-tell');
  });
  it('gives the strongest sign first', () => {
    const weightsFound = judge(scams[0] ?? '')
      .signals.filter((signal) => !signal.legitimate)
      .map((signal) => signal.weight);
    expect(weightsFound).toEqual([...weightsFound].sort((a, b) => b - a));
  });
  it('opens the verdict for an unknown link alone', () => {
    expect(levelOf(0, true)).toBe('cannot-tell');
    expect(levelOf(0, false)).toBe('no-sign');
  });
});

describe('more in a scam', () => {
  const additions = [
    ' Cliquez ici.',
    ' Urgent.',
    ' Donnez le code reçu.',
    ' https://zone-dix.com/b',
    ' Rappelez le 08 99 12 34 56.',
    ' N’en parlez à personne.',
  ];
  it.each(scams)('never lowers the score of: %s', (text) => {
    for (const addition of additions)
      expect(judge(text + addition).score).toBeGreaterThanOrEqual(judge(text).score);
  });
});

export { scams };
