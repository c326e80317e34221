import { redirectMethod } from './kinds/redirect.ts';

/** Bizum: mobile payments of Spanish banks, approved on the bank's page. */
export const bizum = redirectMethod({
  type: 'bizum',
  rank: 430,
  label: 'Bizum',
  currencies: ['eur'],
  countries: ['ES'],
  refund: { partial: true, withinDays: 365 },

  chargeDetails: (_method, _outcome, payment) => ({
    buyer_id: payment.reference(16),
    transaction_id: payment.reference(20),
  }),
});
