import { lender } from './kinds/lender.ts';

/** Sunbit: a loan for one purchase, repaid monthly. */
export const sunbit = lender({
  type: 'sunbit',
  rank: 390,
  label: 'Sunbit',
  currencies: ['usd'],
  countries: ['US'],
  amounts: { usd: { max: 2_000_000 } },
  capturedWithinDays: 7,
});
