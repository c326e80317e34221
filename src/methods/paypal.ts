import { captureWithin, PLAIN_SETUP } from './kinds/redirect.ts';
import { reusableWallet } from './kinds/wallet.ts';

/** The payer in test mode. */
const PAYER = { country: 'US', payer_id: 'TESTPAYER0001' };

/** PayPal: paid from a PayPal account. */
export const paypal = reusableWallet({
  type: 'paypal',
  rank: 140,
  label: 'PayPal',
  currencies: [...['eur', 'gbp', 'usd', 'chf', 'czk', 'dkk', 'nok', 'pln', 'sek', 'aud', 'cad', 'hkd', 'nzd', 'sgd']],
  countries: 'all',
  capture: captureWithin(10),
  refund: { partial: true, withinDays: 180 },
  defaultOptions: { preferred_locale: null, reference: null },
  setup: { ...PLAIN_SETUP, defaultOptions: { billing_agreement_id: null } },
  mandate: {
    needed: 'when_kept',
    details: ({ options, reference }) => ({
      billing_agreement_id:
        (options as { billing_agreement_id?: string | null }).billing_agreement_id ?? `B-${reference(17)}`,
      payer_id: PAYER.payer_id,
    }),
  },

  make: (data) => ({
    details: { country: null, payer_email: data.billing_details?.email || null, payer_id: null },
    instrument: { type: 'paypal' },
  }),

  chargeDetails: (method, _outcome, payment) => ({
    ...PAYER,
    payer_email: method.billing_details.email,
    payer_name: method.billing_details.name,
    seller_protection: { dispute_categories: null, status: 'not_eligible' },
    transaction_id: payment.reference(17),
  }),
});
