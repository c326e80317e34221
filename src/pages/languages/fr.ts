import type { Texts } from './texts.ts';

export const fr: Texts = {
  locale: 'fr',
  test: 'Test',
  testNote: 'Ceci est un paiement test. Aucun argent réel ne circule.',
  amountTo: (merchant) => `à ${merchant}`,
  wallet: {
    title: (wallet) => `Payer avec ${wallet}`,
    ask: (wallet) => `Saisissez le numéro de téléphone que vous utilisez avec ${wallet}.`,
    country: 'Pays',
    denmark: 'Danemark',
    finland: 'Finlande',
    number: 'Numéro de téléphone',
    numberHint: 'N’importe quel numéro convient. Rien ne lui est envoyé.',
    numberWrong: 'Saisissez un numéro de téléphone danois ou finlandais, par exemple 12 34 56 78.',
    proceed: 'Continuer',
    asked: (wallet, lastDigits) =>
      `Un vrai paiement attendrait maintenant dans ${wallet}, sur le téléphone se terminant par ${lastDigits}.`,
    choose: 'Ici, c’est vous qui choisissez son issue.',
    authorize: 'Autoriser le paiement test',
    fail: 'Faire échouer le paiement test',
    otherNumber: 'Utiliser un autre numéro',
    deadline: (time, left) => `À approuver avant ${time} (il reste ${left}).`,
  },
  challenge: {
    title: 'Confirmez votre paiement',
    ask: 'Votre banque vous demanderait maintenant si c’est bien vous qui payez (3-D Secure). Ici, vous choisissez l’issue.',
    complete: 'Réussir l’authentification',
    fail: 'Faire échouer l’authentification',
    dismiss: 'Fermer sans authentifier',
  },
  outcome: {
    approved: { title: 'Paiement approuvé', text: 'Tout est terminé ici.' },
    failed: {
      title: 'Paiement non approuvé',
      text: 'Vous n’avez pas été débité. Vous pouvez réessayer chez le marchand.',
    },
    expired: {
      title: 'Le délai est écoulé',
      text: 'Le paiement n’a pas été approuvé à temps. Vous n’avez pas été débité.',
    },
    canceled: { title: 'Paiement annulé', text: 'Le marchand a annulé ce paiement. Vous n’avez pas été débité.' },
    moved_on: {
      title: 'Plus rien à faire ici',
      text: 'Ce paiement a avancé entre-temps. Consultez son état chez le marchand.',
    },
  },
  setup: {
    withMerchant: (merchant) => `chez ${merchant}`,
    title: 'Enregistrez votre carte',
    ask: 'Votre banque vous demanderait maintenant si c’est bien vous qui enregistrez cette carte (3-D Secure). Ici, vous choisissez l’issue.',
    outcome: {
      approved: { title: 'Carte enregistrée', text: 'C’est terminé ici. Rien n’a été débité.' },
      failed: { title: 'Carte non enregistrée', text: 'Rien n’a été débité. Vous pouvez réessayer chez le marchand.' },
      expired: { title: 'Temps écoulé', text: 'La carte n’a pas été approuvée à temps et n’est pas enregistrée.' },
      canceled: { title: 'Rien n’a été enregistré', text: 'Le marchand ne demande plus cette carte.' },
      moved_on: { title: 'Plus rien à faire ici', text: 'Voyez chez le marchand où en sont les choses.' },
    },
  },
  back: (merchant) => `Retour vers ${merchant}`,
  close: 'Vous pouvez fermer cette page.',
  receipt: {
    title: (merchant) => `Reçu de ${merchant}`,
    paid: 'Payé',
    reserved: 'Réservé, pas encore débité',
    released: 'Libéré, rien n’a été débité',
    refunded: 'Remboursé',
    partlyRefunded: 'Remboursé en partie',
    refundedAmount: 'Dont remboursé',
    date: 'Date',
    method: 'Moyen de paiement',
    cardEnding: (brand, last4) => `${brand} se terminant par ${last4}`,
    number: 'Référence',
  },
  problem: {
    notFound: { title: 'Page introuvable', text: 'L’adresse est peut-être incomplète, ou la page n’existe plus.' },
    unclear: {
      title: 'Cela n’a pas fonctionné',
      text: 'Le formulaire n’a pas été compris. Revenez en arrière et réessayez.',
    },
    trouble: {
      title: 'Un problème est survenu',
      text: 'Retournez chez le marchand et vérifiez l’état du paiement avant de réessayer.',
    },
  },
};
