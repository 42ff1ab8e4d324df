import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelPath } from '../../src/cli/train.ts';
import { guessIntent } from '../../src/understanding/guess.ts';
import type { Intent } from '../../src/understanding/intent.ts';
import { parseIntentModel } from '../../src/understanding/model.ts';

const model = parseIntentModel(readFileSync(modelPath));

describe('guessIntent', () => {
  it.each<[string, Intent]>([
    // am I concerned
    ['Mes informations ont-elles été volées ?', 'insurer_affected'],
    ["J'ai quitté cette complémentaire en 2018, je suis quand même dans le fichier ?", 'former_insurer'],
    ['Et mon épouse, qui est sur mon contrat ?', 'dependants'],
    ["C'est quoi Almerys au juste ?", 'operator_affected'],
    ['Où est écrit le nom de mon opérateur de tiers payant ?', 'find_operator'],
    ['Ma carte de mutuelle ne porte aucun logo', 'card_logo'],
    ["Qui doit m'écrire pour me prévenir ?", 'who_informs'],
    ['Et la fuite chez France Travail ?', 'other_incident'],
    // what leaked
    ["Qu'est-ce qui a été pris comme informations ?", 'data_leaked'],
    ['Mon numéro de téléphone est parti aussi ?', 'data_not_leaked'],
    ['Peut-on vider mon compte avec ça ?', 'bank_risk'],
    ['Mes maladies sont-elles connues des pirates ?', 'medical_data_risk'],
    ["Quelqu'un se fait soigner sous mon nom", 'false_prescriptions'],
    ['Je voudrais changer de numéro de sécu', 'change_nir'],
    ['Racontez-moi ce qui est arrivé en janvier 2024', 'incident_overview'],
    // what do I do
    ['Quelles précautions prendre maintenant ?', 'what_to_do'],
    ["J'ai donné ma carte bleue à un faux conseiller", 'emergency'],
    ['jé cliké et rentré mon mdp', 'emergency'],
    ["Où j'en suis dans mes étapes ?", 'plan_progress'],
    ['Est-ce utile de porter plainte ?', 'legal_recourse'],
    ['Aidez-moi à rédiger ma plainte', 'complaint_help'],
    ["Un modèle de lettre pour savoir ce que l'assureur a sur moi", 'letter_access'],
    ['Écrivez une lettre pour faire effacer mon dossier chez mon assureur', 'letter_erasure'],
    // scams
    [
      'Votre dossier Vitale est bloqué, régularisez sur vitale-dossier.example avant minuit',
      'message_to_analyse',
    ],
    ['Comment repérer un faux message ?', 'spot_scams'],
    ['Où signaler un texto frauduleux ?', 'report_scam'],
    ['Fais-moi passer un quiz', 'quiz'],
    // about the assistant and the conversation
    ['Que sais-tu faire ?', 'help'],
    ['Je veux parler à quelqu’un de réel', 'human_contact'],
    ['Explique plus simplement', 'easy_language'],
    ['Qui a créé ce robot ?', 'who_is_behind'],
    ['Êtes-vous un site officiel ?', 'is_bot_official'],
    ['Que gardez-vous de nos échanges ?', 'privacy'],
    ['Supprime tout ce que tu sais de moi', 'forget_me'],
    ['Quelles sont vos sources ?', 'sources'],
    ['Do you speak English?', 'language_switch'],
    ["Préviens-moi s'il y a du nouveau", 'alerts_subscribe'],
    ['Je ne veux plus recevoir vos alertes', 'alerts_stop'],
    ['Merci beaucoup !', 'thanks'],
    ['Bonsoir', 'greeting'],
    ['Tu es vraiment nul', 'insult_or_distress'],
    ['Quelle est la capitale du Pérou ?', 'off_topic'],
    ['qsdfghjklm', 'off_topic'],
  ])('%j is %s', (text, intent) => {
    expect(guessIntent(text, model).intent).toBe(intent);
  });

  it.each<[string, Intent]>([
    ['Bonjour, où signaler un faux mail ? Merci, bonne journée', 'report_scam'],
    ['Merci. Et comment porter plainte ?', 'legal_recourse'],
    ['bjr svp un quiz', 'quiz'],
    [
      "Bonjour. Ma mutuelle m'a écrit. J'ai cliqué sur un lien et donné mon RIB. Où porter plainte ?",
      'emergency',
    ],
  ])('politeness and other sentences do not hide what counts: %j is %s', (text, intent) => {
    expect(guessIntent(text, model).intent).toBe(intent);
  });

  it.each(['bonjour la mutuelle des Glycines', 'les Glycines', 'merci et sinon les Glycines ?'])(
    'a name that the insurer matcher knows asks about that insurer: %j',
    (text) => {
      expect(guessIntent(text, model, { insurerMentions: 1 }).intent).toBe('insurer_affected');
    },
  );

  it('leaves a question with a name in it alone', () => {
    const guess = guessIntent('Les Glycines, où porter plainte contre eux ?', model, { insurerMentions: 1 });
    expect(guess.intent).toBe('legal_recourse');
  });

  it.each(['wqzx kjhg pfft', 'zzkrtp', '%%%%', '', '???'])('does not claim to understand %j', (text) => {
    expect(guessIntent(text, model).understood).toBe(false);
  });

  it('never throws, stays within 0 and 1, and answers the same twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.nat(3), (text, insurerMentions) => {
        const guess = guessIntent(text, model, { insurerMentions });
        for (const { confidence } of [guess, ...guess.alternatives]) {
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThanOrEqual(1);
        }
        expect(guess.alternatives).toHaveLength(3);
        expect(guess.alternatives.map((other) => other.intent)).not.toContain(guess.intent);
        expect(guessIntent(text, model, { insurerMentions })).toEqual(guess);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['sentences', 'je voudrais savoir si on nous a volés. '],
    ['one word', 'a'],
    ['hyphens', 'a-'],
    ['dots', 'a.'],
    ['digits', '1'],
    ['at signs', 'a@'],
    ['line breaks', '\n'],
  ])('bounds a text of 100 000 characters: %s', (_, part) => {
    const text = part.repeat(100_000 / part.length);
    guessIntent(text, model);
    const start = performance.now();
    guessIntent(text, model);
    // 30 ms are asked for; the margin is for a busy machine
    expect(performance.now() - start).toBeLessThan(150);
  });
});
