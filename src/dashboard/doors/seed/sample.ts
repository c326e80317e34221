/** A world's sample data: what a small shop has. Each is the form of a call of the API. */
export const CUSTOMERS: readonly { readonly name: string; readonly email: string }[] = [
  { name: 'Jenny Rosen', email: 'jenny.rosen@example.com' },
  { name: 'Ada Berg', email: 'ada.berg@example.com' },
  { name: 'Samir Haddad', email: 'samir.haddad@example.com' },
  { name: 'Mei Lin', email: 'mei.lin@example.com' },
  { name: 'Jonas Holm', email: 'jonas.holm@example.com' },
  { name: 'Claire Petit', email: 'claire.petit@example.com' },
  { name: 'Tomas Novak', email: 'tomas.novak@example.com' },
  { name: 'Aisha Bello', email: 'aisha.bello@example.com' },
  { name: 'Lucas Silva', email: 'lucas.silva@example.com' },
  { name: 'Emma Nielsen', email: 'emma.nielsen@example.com' },
  { name: 'Kenji Sato', email: 'kenji.sato@example.com' },
  { name: 'Nora Quinn', email: 'nora.quinn@example.com' },
];

/** Products with the price of one, in cents. */
export const PRODUCTS: readonly {
  readonly name: string;
  readonly amount: number;
  readonly interval?: 'month' | 'year';
}[] = [
  { name: 'Rucksack', amount: 8900 },
  { name: 'Tent for two', amount: 24_900 },
  { name: 'Sleeping bag', amount: 12_900 },
  { name: 'Water bottle', amount: 2400 },
  { name: 'Headlamp', amount: 3900 },
  { name: 'Trail map', amount: 1450 },
  { name: 'Club membership', amount: 500, interval: 'month' },
  { name: 'Magazine', amount: 4800, interval: 'year' },
];

/** Ways that payments go, and how many of the sample go that way. */
export const PAYMENTS: readonly {
  readonly method: string;
  readonly count: number;
  readonly form?: Readonly<Record<string, string>>;
  readonly after?: 'refund' | 'part' | 'cancel';
}[] = [
  { method: 'pm_card_visa', count: 24 },
  { method: 'pm_card_mastercard', count: 8 },
  { method: 'pm_card_amex', count: 4 },
  { method: 'pm_card_visa', count: 3, after: 'refund' },
  { method: 'pm_card_visa', count: 3, after: 'part' },
  { method: 'pm_card_visa_chargeDeclinedInsufficientFunds', count: 4 },
  { method: 'pm_card_visa_chargeDeclined', count: 3 },
  { method: 'pm_card_chargeDeclinedExpiredCard', count: 1 },
  { method: 'pm_card_visa', count: 3, form: { capture_method: 'manual' } },
  { method: 'pm_card_createDispute', count: 2 },
  { method: 'pm_card_authenticationRequired', count: 2 },
  { method: 'pm_card_visa', count: 3, form: { confirm: 'false' }, after: 'cancel' },
];
