import type Stripe from 'stripe';
import { bankDebit, compact, vaulted } from './kinds/bank-debit.ts';
import { numberField } from './kinds/fields.ts';
import { checkAccountNumber, checkRouting, given } from './kinds/numbers.ts';

const BANK_NAME = 'STRIPE TEST BANK';
const INSTITUTION_NUMBER = /^\d{3}$/;
const TRANSIT_NUMBER = /^\d{5}$/;
const ACCOUNT_NUMBER = /^\d{7,12}$/;

/** The merchant's schedule of debits, for the mandate. */
interface MandateOptions {
  readonly default_for?: readonly ('invoice' | 'subscription')[];
  readonly interval_description?: string | null;
  readonly payment_schedule?: 'combined' | 'interval' | 'sporadic' | null;
  readonly transaction_type?: 'business' | 'personal' | null;
}

/**
 * Pre-authorized debit: debits Canadian accounts in Canadian or US dollars, after verification by two small deposits.
 */
export const acssDebit = bankDebit({
  type: 'acss_debit',
  rank: 250,
  label: 'Pre-authorized debit',
  formLabel: 'Pre-authorized debit (Canada)',
  currencies: ['cad', 'usd'],
  countries: ['CA'],
  deposits: 'amounts',
  element: 'acssDebit',
  fields: [
    numberField('institution_number', { shape: INSTITUTION_NUMBER, placeholder: '000', half: true }),
    numberField('transit_number', { shape: TRANSIT_NUMBER, placeholder: '11000', half: true }),
    numberField('account_number', { shape: ACCOUNT_NUMBER, placeholder: '000123456789' }),
  ],
  defaultOptions: { verification_method: 'automatic' },
  setup: { defaultOptions: { currency: null, verification_method: 'automatic' }, attemptDetails: () => ({}) },

  mandate: {
    needed: 'always',
    details: ({ options }) => {
      const wished = (options as { mandate_options?: MandateOptions }).mandate_options;
      return {
        ...(wished?.default_for && { default_for: wished.default_for }),
        interval_description: wished?.interval_description ?? null,
        payment_schedule: wished?.payment_schedule ?? 'sporadic',
        transaction_type: wished?.transaction_type ?? 'personal',
      };
    },
  },

  make(data, context) {
    const { acss_debit: params } = data as Stripe.PaymentMethodCreateParams;
    const number = compact(given(params?.account_number, 'acss_debit[account_number]'));
    const institution = compact(given(params?.institution_number, 'acss_debit[institution_number]'));
    const transit = compact(given(params?.transit_number, 'acss_debit[transit_number]'));
    checkRouting(institution, INSTITUTION_NUMBER, 'acss_debit[institution_number]');
    checkRouting(transit, TRANSIT_NUMBER, 'acss_debit[transit_number]');
    checkAccountNumber(number, ACCOUNT_NUMBER, 'acss_debit[account_number]');
    const { fingerprint, last4, token } = vaulted(context, {
      type: 'acss_debit',
      number,
      routing: `${institution}${transit}`,
    });
    return {
      details: {
        bank_name: BANK_NAME,
        fingerprint,
        institution_number: institution,
        last4,
        transit_number: transit,
      },
      instrument: { type: 'acss_debit', token, verified: false },
    };
  },

  account: ({ acss_debit: shown }) => ({
    bank_name: shown?.bank_name ?? null,
    fingerprint: shown?.fingerprint ?? null,
    institution_number: shown?.institution_number ?? null,
    last4: shown?.last4 ?? null,
    transit_number: shown?.transit_number ?? null,
  }),
});
