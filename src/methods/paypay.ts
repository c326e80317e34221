import { redirectMethod } from './kinds/redirect.ts';

/** PayPay: the Japanese wallet. */
export const paypay = redirectMethod({
  type: 'paypay',
  rank: 420,
  label: 'PayPay',
  currencies: ['jpy'],
  countries: ['JP'],
  refund: { partial: true, withinDays: 365 },
});
