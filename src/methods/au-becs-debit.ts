import type Stripe from 'stripe';
import { bankDebit, compact, vaulted } from './kinds/bank-debit.ts';
import { numberField } from './kinds/fields.ts';
import { checkAccountNumber, checkRouting, given } from './kinds/numbers.ts';
import { PLAIN_SETUP } from './kinds/redirect.ts';

const BSB_NUMBER = /^\d{6}$/;

/** BECS Direct Debit: debits Australian accounts. */
export const auBecsDebit = bankDebit({
  type: 'au_becs_debit',
  rank: 240,
  label: 'BECS Direct Debit',
  currencies: ['aud'],
  countries: ['AU'],
  setup: PLAIN_SETUP,
  refund: { partial: true, withinDays: 90 },
  element: 'auBankAccount',
  fields: [
    numberField('bsb_number', { shape: BSB_NUMBER, placeholder: '000-000', half: true }),
    numberField('account_number', { shape: /^\d{5,9}$/, placeholder: '000123456', half: true }),
  ],
  mandate: { needed: 'always', details: ({ url }) => ({ url }) },

  make(data, context) {
    const { au_becs_debit: params } = data as Stripe.PaymentMethodCreateParams;
    const number = compact(given(params?.account_number, 'au_becs_debit[account_number]'));
    const routing = compact(given(params?.bsb_number, 'au_becs_debit[bsb_number]'));
    checkRouting(routing, BSB_NUMBER, 'au_becs_debit[bsb_number]');
    checkAccountNumber(number, /^\d{4,9}$/, 'au_becs_debit[account_number]');
    const { fingerprint, last4, token } = vaulted(context, { type: 'au_becs_debit', number, routing });
    return { details: { bsb_number: routing, fingerprint, last4 }, instrument: { type: 'au_becs_debit', token } };
  },

  account: ({ au_becs_debit: shown }) => ({
    bsb_number: shown?.bsb_number ?? null,
    fingerprint: shown?.fingerprint ?? null,
    last4: shown?.last4 ?? null,
  }),
});
