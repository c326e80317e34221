import { lender } from './kinds/lender.ts';

/** Scalapay: paid in three or four instalments. */
export const scalapay = lender({
  type: 'scalapay',
  rank: 370,
  label: 'Scalapay',
  currencies: ['eur'],
  countries: ['IT', 'AT', 'BE', 'DE', 'ES', 'FI', 'FR', 'NL', 'PT'],
  amounts: { eur: { min: 500, max: 300_000 } },
  collects: ['name', 'email'],
  capturedWithinDays: 7,
});
