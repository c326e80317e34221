import { lender } from './kinds/lender.ts';

/** Billie: businesses pay by invoice within 30 days. */
export const billie = lender({
  type: 'billie',
  rank: 360,
  label: 'Billie',
  currencies: ['eur', 'gbp', 'sek'],
  countries: ['DE', 'AT', 'FR', 'GB', 'NL', 'SE'],
  collects: ['name', 'email', 'address.line1'],
  capturedWithinDays: 30,
  defaultOptions: { reference: null },
});
