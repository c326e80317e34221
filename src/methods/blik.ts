import { numberField } from './kinds/fields.ts';
import { ANSWERED_IN_APP, approvedInApp } from './kinds/in-app.ts';

const CODE = /^\d{6}$/;
const APPROVAL_SECONDS = 60;
/** The terms of a mandate unless the merchant sets them. */
const UNLIMITED = { expires_at: null };

/** BLIK: payers enter a code from the app of a Polish bank, and approve there. They can agree to later charges. */
export const blik = approvedInApp({
  type: 'blik',
  rank: 530,
  label: 'BLIK',
  currencies: ['pln'],
  countries: ['PL'],
  moneyFlow: { ...ANSWERED_IN_APP, agreedAhead: true },
  reusable: true,
  setupFutureUsage: ['none', 'off_session'],
  setup: { defaultOptions: {}, attemptDetails: () => ({}) },
  actionSeconds: APPROVAL_SECONDS,
  code: CODE,
  fields: [{ ...numberField('code', { shape: CODE, placeholder: '123456' }), ofPayment: true }],

  mandate: {
    needed: 'when_kept',
    details: ({ options }) => ({
      ...UNLIMITED,
      ...(options as { mandate_options?: object }).mandate_options,
      type: 'off_session',
    }),
  },

  nextAction: () => ({ type: 'blik_authorize', blik_authorize: {} }),
  chargeDetails: (_method, _outcome, payment) => ({ buyer_id: payment.reference(16) }),
});
