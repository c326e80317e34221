import type Stripe from 'stripe';
import { invalidRequest } from '../kernel/errors.ts';
import { bankDebit, compact, vaulted } from './kinds/bank-debit.ts';
import { given, hasIbanCheckDigits } from './kinds/numbers.ts';

/** The countries of the Single Euro Payments Area. */
const SEPA =
  'AD AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MT NL NO PL PT RO SE SI SK SM VA'.split(
    ' ',
  );
const LIMIT = 1_000_000;
/** Positions of bank and branch code in an IBAN, by country. */
const BANK_CODES: Readonly<Record<string, readonly [number, number]>> = {
  AT: [4, 9],
  BE: [4, 7],
  DE: [4, 12],
  ES: [4, 8],
  FI: [4, 10],
  FR: [4, 9],
  IT: [5, 10],
  NL: [4, 8],
};

/** SEPA Direct Debit: debits an account in euros by its IBAN. */
export const sepaDebit = bankDebit({
  type: 'sepa_debit',
  rank: 220,
  label: 'SEPA Direct Debit',
  currencies: ['eur'],
  countries: SEPA,
  amounts: { eur: { max: LIMIT } },
  element: 'iban',
  fields: [
    {
      name: 'iban',
      kind: 'text',
      pattern: '^[A-Z]{2}\\d{2}[A-Z0-9]{11,30}$',
      placeholder: 'DE89 3704 0044 0532 0130 00',
    },
  ],

  mandate: {
    needed: 'always',
    details: ({ url, reference, options }) => {
      const { mandate_options: wished } = options as { mandate_options?: { reference_prefix?: string } };
      return { reference: `${wished?.reference_prefix ?? ''}${reference(16)}`, url };
    },
  },

  make(data, context) {
    const { sepa_debit: params } = data as Stripe.PaymentMethodCreateParams;
    const iban = compact(given(params?.iban, 'sepa_debit[iban]'));
    const country = iban.slice(0, 2);
    if (!/^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(iban) || !hasIbanCheckDigits(iban)) {
      throw invalidRequest('The IBAN you provided is invalid.', {
        code: 'invalid_bank_account_iban',
        param: 'sepa_debit[iban]',
      });
    }
    if (!SEPA.includes(country)) {
      throw invalidRequest(`Accounts in ${country} are not part of SEPA.`, {
        code: 'sepa_unsupported_account',
        param: 'sepa_debit[iban]',
      });
    }
    const account = vaulted(context, { type: 'sepa_debit', number: iban });
    return {
      details: {
        bank_code: iban.slice(...(BANK_CODES[country] ?? [4, 8])),
        branch_code: '',
        country,
        fingerprint: account.fingerprint,
        generated_from: { charge: null, setup_attempt: null },
        last4: account.last4,
      },
      instrument: { type: 'sepa_debit', token: account.token },
    };
  },

  account: ({ sepa_debit: shown }) => ({
    bank_code: shown?.bank_code ?? null,
    branch_code: shown?.branch_code ?? null,
    country: shown?.country ?? null,
    fingerprint: shown?.fingerprint ?? null,
    last4: shown?.last4 ?? null,
    mandate: null,
  }),
});
