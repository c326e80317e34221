import type Stripe from 'stripe';
import { bankDebit, compact, vaulted } from './kinds/bank-debit.ts';
import { numberField } from './kinds/fields.ts';
import { checkAccountNumber, checkRouting, given } from './kinds/numbers.ts';

const SORT_CODE = /^\d{6}$/;
const ACCOUNT_NUMBER = /^\d{8}$/;

/** Bacs Direct Debit: debits British accounts. */
export const bacsDebit = bankDebit({
  type: 'bacs_debit',
  rank: 230,
  label: 'Bacs Direct Debit',
  currencies: ['gbp'],
  countries: ['GB'],
  collects: ['address.line1'],
  fields: [
    numberField('sort_code', { shape: SORT_CODE, placeholder: '10-88-00', half: true }),
    numberField('account_number', { shape: ACCOUNT_NUMBER, placeholder: '00012345', half: true }),
  ],

  mandate: {
    needed: 'always',
    details: ({ options, url, reference }) => ({
      display_name: null,
      network_status: 'accepted',
      reference: `${prefixOf(options)}${reference(16)}`,
      revocation_reason: null,
      service_user_number: null,
      url,
    }),
  },

  make(data, context) {
    const params = (data as Stripe.PaymentMethodCreateParams).bacs_debit ?? {};
    const number = compact(given(params.account_number, 'bacs_debit[account_number]'));
    const routing = compact(given(params.sort_code, 'bacs_debit[sort_code]'));
    checkRouting(routing, SORT_CODE, 'bacs_debit[sort_code]');
    checkAccountNumber(number, ACCOUNT_NUMBER, 'bacs_debit[account_number]');
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

function prefixOf(options: object): string {
  return (options as { mandate_options?: { reference_prefix?: string } }).mandate_options?.reference_prefix ?? '';
}
