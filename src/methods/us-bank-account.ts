import type Stripe from 'stripe';
import { bankDebit, compact, vaulted } from './kinds/bank-debit.ts';
import { numberField } from './kinds/fields.ts';
import { checkAccountNumber, checkRouting, given, isAbaNumber } from './kinds/numbers.ts';

/** Name of every bank in test mode. */
const BANK_NAME = 'STRIPE TEST BANK';
const ACCOUNT_NUMBER = /^\d{4,17}$/;
/** Matches nothing, so that a failed check digit is rejected like a wrong format. */
const NEVER = /(?!)/;

/** US bank accounts, debited over ACH. A typed account is verified by a small deposit first. */
export const usBankAccount = bankDebit({
  type: 'us_bank_account',
  rank: 210,
  label: 'US bank account',
  currencies: ['usd'],
  countries: ['US'],
  requires: ['name'],
  notYet: ['financial_connections_account'],
  deposits: 'descriptor_code',
  fields: [
    {
      name: 'account_holder_type',
      kind: 'select',
      half: true,
      options: { individual: null, company: null },
    },
    { name: 'account_type', kind: 'select', half: true, options: { checking: null, savings: null } },
    numberField('routing_number', { shape: /^\d{9}$/, placeholder: '110000000', half: true }),
    numberField('account_number', { shape: ACCOUNT_NUMBER, placeholder: '000123456789', half: true }),
  ],
  defaultOptions: { verification_method: 'automatic' },
  setup: { defaultOptions: { verification_method: 'automatic' }, attemptDetails: () => ({}) },

  mandate: {
    needed: 'always',
    details: ({ options }) => {
      const { mandate_options: wished } = options as { mandate_options?: { collection_method?: 'paper' } };
      return wished?.collection_method ? { collection_method: wished.collection_method } : {};
    },
  },

  make(data, context) {
    const params = (data as Stripe.PaymentMethodCreateParams).us_bank_account ?? {};
    const holder = given(params.account_holder_type, 'us_bank_account[account_holder_type]');
    const number = compact(given(params.account_number, 'us_bank_account[account_number]'));
    const routing = compact(given(params.routing_number, 'us_bank_account[routing_number]'));
    checkRouting(routing, isAbaNumber(routing) ? /\d/ : NEVER, 'us_bank_account[routing_number]');
    checkAccountNumber(number, ACCOUNT_NUMBER, 'us_bank_account[account_number]');
    const account = vaulted(context, { type: 'us_bank_account', number, routing });
    return {
      details: {
        account_holder_type: holder,
        account_type: params.account_type ?? 'checking',
        bank_name: BANK_NAME,
        financial_connections_account: null,
        fingerprint: account.fingerprint,
        last4: account.last4,
        networks: { preferred: 'ach', supported: ['ach'] },
        routing_number: routing,
        status_details: {},
      },
      instrument: { type: 'us_bank_account', token: account.token, verified: false },
    };
  },

  account: ({ us_bank_account: shown }) => ({
    account_holder_type: shown?.account_holder_type ?? null,
    account_type: shown?.account_type ?? null,
    bank_name: shown?.bank_name ?? null,
    fingerprint: shown?.fingerprint ?? null,
    last4: shown?.last4 ?? null,
    payment_reference: null,
    routing_number: shown?.routing_number ?? null,
  }),
});
