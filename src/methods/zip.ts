import { lender } from './kinds/lender.ts';

/** Zip: repaid in instalments. */
export const zip = lender({
  type: 'zip',
  rank: 400,
  label: 'Zip',
  currencies: ['aud', 'usd'],
  countries: ['AU', 'US'],
  boundTo: { AU: 'aud', US: 'usd' },
  amounts: { aud: { min: 100, max: 5_000_000 }, usd: { min: 3_500, max: 150_000 } },
  collects: ['name', 'email', 'address.line1'],
  chargeDetails: () => ({}),
});
