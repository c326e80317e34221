import type Stripe from 'stripe';
import { parameterMissing } from '../kernel/errors.ts';
import { compact, SETTLES_SECONDS, vaulted } from './kinds/bank-debit.ts';
import { numberField } from './kinds/fields.ts';
import { ANSWERED_IN_APP, approvedInApp, awaitPayer } from './kinds/in-app.ts';
import { checkAccountNumber, checkRouting, given } from './kinds/numbers.ts';

const BSB_NUMBER = /^\d{6}$/;
const ACCOUNT_NUMBER = /^\d{4,9}$/;
const APPROVAL_SECONDS = 300;
/** The terms of a mandate unless the merchant sets them. */
const ADHOC = {
  amount: null,
  amount_type: 'maximum',
  end_date: null,
  payment_schedule: 'adhoc',
  payments_per_period: null,
  purpose: null,
  start_date: null,
};

/** PayTo: debits of Australian accounts in real time, under an agreement that the payer approves in their bank's app. */
export const payto = approvedInApp({
  type: 'payto',
  rank: 540,
  label: 'PayTo',
  currencies: ['aud'],
  countries: ['AU'],
  moneyFlow: { ...ANSWERED_IN_APP, agreedAhead: true, settlesAfterSeconds: SETTLES_SECONDS },
  delayed: true,
  reusable: true,
  setupFutureUsage: ['none', 'off_session'],
  setup: { defaultOptions: {}, attemptDetails: () => ({}) },
  actionSeconds: APPROVAL_SECONDS,
  nextAction: awaitPayer,
  fields: [
    numberField('bsb_number', { shape: BSB_NUMBER, placeholder: '000-000', half: true }),
    numberField('account_number', { shape: ACCOUNT_NUMBER, placeholder: '000123456', half: true }),
  ],

  mandate: {
    needed: 'when_kept',
    details: ({ options }) => {
      const agreed = Object.entries((options as { mandate_options?: object }).mandate_options ?? {});
      return { ...ADHOC, ...Object.fromEntries(agreed.filter(([, value]) => value !== null)) };
    },
  },

  make(data, context) {
    const { payto: params = {} } = data as Stripe.PaymentMethodCreateParams;
    if (params.pay_id) {
      return { details: { bsb_number: null, last4: null, pay_id: params.pay_id }, instrument: { type: 'payto' } };
    }
    if (params.account_number === undefined) throw parameterMissing('payto[pay_id]');
    const number = compact(params.account_number);
    const routing = compact(given(params.bsb_number, 'payto[bsb_number]'));
    checkRouting(routing, BSB_NUMBER, 'payto[bsb_number]');
    checkAccountNumber(number, ACCOUNT_NUMBER, 'payto[account_number]');
    const { last4, token } = vaulted(context, { type: 'payto', number, routing });
    return { details: { bsb_number: routing, last4, pay_id: null }, instrument: { type: 'payto', token } };
  },

  chargeDetails: ({ payto: shown }, _outcome, { mandate }) => ({
    bsb_number: shown?.bsb_number ?? null,
    last4: shown?.last4 ?? null,
    ...(mandate !== null && { mandate }),
    pay_id: shown?.pay_id ?? null,
  }),
});
