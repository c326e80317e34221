import type { Texts } from './texts.ts';

export const da: Texts = {
  locale: 'da',
  test: 'Test',
  testNote: 'Dette er en testbetaling. Der flyttes ingen rigtige penge.',
  amountTo: (merchant) => `til ${merchant}`,
  wallet: {
    title: (wallet) => `Betal med ${wallet}`,
    ask: (wallet) => `Indtast det telefonnummer, du bruger med ${wallet}.`,
    country: 'Land',
    denmark: 'Danmark',
    finland: 'Finland',
    number: 'Telefonnummer',
    numberHint: 'Alle numre kan bruges. Der sendes intet til det.',
    numberWrong: 'Indtast et dansk eller finsk telefonnummer, for eksempel 12 34 56 78.',
    proceed: 'Fortsæt',
    asked: (wallet, lastDigits) =>
      `En rigtig betaling ville nu vente i ${wallet} på telefonen, hvis nummer ender på ${lastDigits}.`,
    choose: 'Her vælger du selv, hvordan den ender.',
    authorize: 'Godkend testbetaling',
    fail: 'Lad testbetalingen mislykkes',
    otherNumber: 'Brug et andet nummer',
    deadline: (time, left) => `Kan godkendes indtil ${time} (${left} tilbage).`,
  },
  challenge: {
    title: 'Bekræft din betaling',
    ask: 'Din bank ville nu spørge, om det er dig, der betaler (3-D Secure). Her vælger du selv, hvordan det ender.',
    complete: 'Gennemfør godkendelsen',
    fail: 'Lad godkendelsen mislykkes',
    dismiss: 'Luk uden at godkende',
  },
  outcome: {
    approved: { title: 'Betalingen er godkendt', text: 'Du er færdig her.' },
    failed: {
      title: 'Betalingen blev ikke godkendt',
      text: 'Der er ikke trukket penge. Du kan prøve igen i butikken.',
    },
    expired: { title: 'Tiden er udløbet', text: 'Betalingen blev ikke godkendt i tide. Der er ikke trukket penge.' },
    canceled: {
      title: 'Betalingen er annulleret',
      text: 'Butikken har annulleret betalingen. Der er ikke trukket penge.',
    },
    moved_on: {
      title: 'Der er ikke mere at gøre her',
      text: 'Betalingen er kommet videre. Se i butikken, hvordan den står.',
    },
  },
  setup: {
    withMerchant: (merchant) => `hos ${merchant}`,
    title: 'Gem dit kort',
    ask: 'Din bank ville nu spørge, om det er dig, der gemmer kortet (3-D Secure). Her vælger du selv, hvordan det ender.',
    outcome: {
      approved: { title: 'Kortet er gemt', text: 'Du er færdig her. Der er ikke trukket penge.' },
      failed: { title: 'Kortet blev ikke gemt', text: 'Der er ikke trukket penge. Du kan prøve igen i butikken.' },
      expired: { title: 'Tiden er udløbet', text: 'Kortet blev ikke godkendt i tide og er ikke gemt.' },
      canceled: { title: 'Der blev ikke gemt noget', text: 'Butikken beder ikke længere om kortet.' },
      moved_on: { title: 'Der er ikke mere at gøre her', text: 'Se i butikken, hvordan det står til.' },
    },
  },
  back: (merchant) => `Tilbage til ${merchant}`,
  close: 'Du kan lukke denne side.',
  receipt: {
    title: (merchant) => `Kvittering fra ${merchant}`,
    paid: 'Betalt',
    reserved: 'Reserveret, endnu ikke trukket',
    released: 'Frigivet, intet er trukket',
    refunded: 'Refunderet',
    partlyRefunded: 'Delvist refunderet',
    refundedAmount: 'Heraf refunderet',
    date: 'Dato',
    method: 'Betalingsmetode',
    cardEnding: (brand, last4) => `${brand}, der ender på ${last4}`,
    number: 'Reference',
  },
  problem: {
    notFound: { title: 'Siden findes ikke', text: 'Adressen er måske ikke fuldstændig, eller siden er væk.' },
    unclear: { title: 'Det virkede ikke', text: 'Formularen kunne ikke forstås. Gå tilbage, og prøv igen.' },
    trouble: {
      title: 'Noget gik galt',
      text: 'Gå tilbage til butikken, og se, hvordan betalingen står, før du prøver igen.',
    },
  },
};
