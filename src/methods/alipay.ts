import { redirectMethod } from './kinds/redirect.ts';

/** Alipay: the wallet of payers from China. */
export const alipay = redirectMethod({
  type: 'alipay',
  rank: 200,
  label: 'Alipay',
  currencies: ['cny', 'usd', 'aud', 'cad', 'eur', 'gbp', 'hkd', 'jpy', 'myr', 'nzd', 'sgd'],
  countries: ['CN'],
  refund: { partial: true, withinDays: 90 },

  nextAction: ({ url, returnUrl }) => ({
    type: 'alipay_handle_redirect',
    alipay_handle_redirect: { native_data: null, native_url: null, return_url: returnUrl, url },
  }),

  chargeDetails: (_method, _outcome, payment) => ({
    buyer_id: payment.reference(16),
    fingerprint: null,
    transaction_id: payment.reference(28),
  }),
});
