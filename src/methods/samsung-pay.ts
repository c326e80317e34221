import { koreanWallet } from './kinds/korean.ts';

/** Samsung Pay, for payments in won. */
export const samsungPay = koreanWallet({
  type: 'samsung_pay',
  rank: 70,
  label: 'Samsung Pay',
  amounts: { krw: { min: 100, max: 2_000_000 } },
});
