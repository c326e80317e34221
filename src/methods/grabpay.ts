import { redirectMethod } from './kinds/redirect.ts';

/** GrabPay: the wallet of Grab in South-East Asia. */
export const grabpay = redirectMethod({
  type: 'grabpay',
  rank: 410,
  label: 'GrabPay',
  currencies: ['sgd', 'myr'],
  countries: ['SG', 'MY'],
  boundTo: { MY: 'myr', SG: 'sgd' },
  refund: { partial: true, withinDays: 90 },
  chargeDetails: (_method, _outcome, payment) => ({ transaction_id: payment.reference(16) }),
});
