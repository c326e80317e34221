import type Stripe from 'stripe';
import { bankDebit, compact, vaulted } from './kinds/bank-debit.ts';
import { numberField } from './kinds/fields.ts';
import { checkAccountNumber, checkRouting, given } from './kinds/numbers.ts';
import { PLAIN_SETUP } from './kinds/redirect.ts';

const BANK_CODE = /^\d{2}$/;
const BRANCH_CODE = /^\d{4}$/;
const ACCOUNT_NUMBER = /^\d{7}$/;
const SUFFIX = /^\d{2,3}$/;

/** Banks of New Zealand by the code that their accounts start with. */
const BANKS: Readonly<Record<string, string>> = {
  '01': 'ANZ',
  '02': 'Bank of New Zealand',
  '03': 'Westpac',
  '06': 'ANZ',
  '11': 'ANZ',
  '12': 'ASB Bank',
  '15': 'TSB Bank',
  '38': 'Kiwibank',
};
const OTHER_BANK = 'Test Bank';

/** BECS Direct Debit: debits accounts in New Zealand. */
export const nzBankAccount = bankDebit({
  type: 'nz_bank_account',
  rank: 550,
  label: 'BECS Direct Debit (NZ)',
  currencies: ['nzd'],
  countries: ['NZ'],
  setup: PLAIN_SETUP,
  notYet: ['reference'],
  fields: [
    numberField('bank_code', { shape: BANK_CODE, placeholder: '11', half: true }),
    numberField('branch_code', { shape: BRANCH_CODE, placeholder: '0000', half: true }),
    numberField('account_number', { shape: ACCOUNT_NUMBER, placeholder: '0000000', half: true }),
    numberField('suffix', { shape: SUFFIX, placeholder: '010', half: true }),
  ],
  mandate: { needed: 'always', details: () => ({}) },

  make(data, context) {
    const params: Partial<Stripe.PaymentMethodCreateParams.NzBankAccount> =
      (data as Stripe.PaymentMethodCreateParams).nz_bank_account ?? {};
    const part = (name: 'bank_code' | 'branch_code' | 'account_number' | 'suffix') =>
      compact(given(params[name], `nz_bank_account[${name}]`));
    const [bank, branch, number, suffix] = [
      part('bank_code'),
      part('branch_code'),
      part('account_number'),
      part('suffix'),
    ];
    checkRouting(bank, BANK_CODE, 'nz_bank_account[bank_code]');
    checkRouting(branch, BRANCH_CODE, 'nz_bank_account[branch_code]');
    checkAccountNumber(number, ACCOUNT_NUMBER, 'nz_bank_account[account_number]');
    checkAccountNumber(suffix, SUFFIX, 'nz_bank_account[suffix]');
    const account = vaulted(context, {
      type: 'nz_bank_account',
      number: `${number}${suffix}`,
      routing: `${bank}${branch}`,
    });
    return {
      details: {
        account_holder_name: params.account_holder_name ?? data.billing_details?.name ?? null,
        bank_code: bank,
        bank_name: BANKS[bank] ?? OTHER_BANK,
        branch_code: branch,
        last4: number.slice(-4),
        suffix,
      },
      instrument: { type: 'nz_bank_account', token: account.token },
    };
  },

  account,
  // The charge does not name its mandate.
  chargeDetails: account,
});

function account({ nz_bank_account: shown }: Stripe.PaymentMethod): object {
  return {
    account_holder_name: shown?.account_holder_name ?? null,
    bank_code: shown?.bank_code ?? null,
    bank_name: shown?.bank_name ?? null,
    branch_code: shown?.branch_code ?? null,
    last4: shown?.last4 ?? null,
    suffix: shown?.suffix ?? null,
  };
}
