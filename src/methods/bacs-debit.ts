import type Stripe from 'stripe';
import { bankDebit, compact, vaulted } from './kinds/bank-debit.ts';
import { checkAccountNumber, checkRouting, given } from './kinds/numbers.ts';

/** Bacs Direct Debit: fetches pounds from British accounts. */
export const bacsDebit = bankDebit({
  type: 'bacs_debit',
  label: 'Bacs Direct Debit',
  currencies: ['gbp'],
  countries: ['GB'],
  settlesDays: 6,

  mandate: {
    needed: 'always',
    details: ({ url, reference }) => ({
      display_name: null,
      network_status: 'accepted',
      reference: reference(16),
      revocation_reason: null,
      service_user_number: null,
      url,
    }),
  },

  make(data, context) {
    const params = (data as Stripe.PaymentMethodCreateParams).bacs_debit ?? {};
    const number = compact(given(params.account_number, 'bacs_debit[account_number]'));
    const routing = compact(given(params.sort_code, 'bacs_debit[sort_code]'));
    checkRouting(routing, /^\d{6}$/, 'bacs_debit[sort_code]');
    checkAccountNumber(number, /^\d{8}$/, 'bacs_debit[account_number]');
    const { fingerprint, last4, token } = vaulted(context, { type: 'bacs_debit', number, routing });
    return { details: { fingerprint, last4, sort_code: routing }, instrument: { type: 'bacs_debit', token } };
  },

  account: ({ bacs_debit: shown }) => ({
    fingerprint: shown?.fingerprint ?? null,
    last4: shown?.last4 ?? null,
    mandate: null,
    sort_code: shown?.sort_code ?? null,
  }),
});
