import { lender } from './kinds/lender.ts';

/** seQura: paid in instalments, or after delivery. */
export const sequra = lender({
  type: 'sequra',
  rank: 380,
  label: 'seQura',
  currencies: ['eur'],
  countries: ['ES', 'FR', 'IT', 'PT'],
  collects: ['name', 'email', 'phone', 'address.line1'],
  capturedWithinDays: 7,
});
