import { invalidRequest } from '../../../kernel/errors.ts';
import type { KnownAccount, RawAccount, TokenizedAccount } from '../../type.ts';
import { fingerprint } from '../fingerprint.ts';
import { SEPA_ACCOUNTS } from './sepa.ts';
import { account, type TestAccount } from './test-account.ts';

const US_ROUTING_NUMBER = '110000000';

const us = (name: string, number: string, differs: Partial<TestAccount> = {}): TestAccount =>
  account('us_bank_account', name, number, { readyMade: [`usBankAccount_${name}`], ...differs });

/** The test bank accounts (https://docs.stripe.com/testing, "Non-card payments"). */
export const TEST_ACCOUNTS: readonly TestAccount[] = [
  us('success', '000123456789'),
  us('accountClosed', '000111111113', { declines: 'account_closed' }),
  us('noAccount', '000111111116', { declines: 'no_account' }),
  us('insufficientFunds', '000222222227', { declines: 'insufficient_funds' }),
  us('debitNotAuthorized', '000333333335', { declines: 'debit_not_authorized' }),
  us('invalidCurrency', '000444444440', { declines: 'bank_account_restricted' }),
  us('failMicrodeposits', '000666666661', { refusesDeposits: true }),
  us('dispute', '000555555559', { aftermath: 'dispute_debit' }),
  us('processing', '000000000009', { silent: true }),
  us('weeklyLimitExceeded', '000777777771', { declines: 'charge_exceeds_source_limit' }),
  us('riskLevelHighest', '000000004954', { declines: 'fraudulent', declinesWhen: 'saved', risk: 'highest' }),
  ...SEPA_ACCOUNTS,
  account('bacs_debit', 'success', '00012345'),
  account('bacs_debit', 'success_delayed', '90012345', { slow: true }),
  account('bacs_debit', 'debit_not_authorized', '33333335', { declines: 'debit_not_authorized' }),
  account('bacs_debit', 'debit_not_authorized_delayed', '93333335', { slow: true, declines: 'debit_not_authorized' }),
  account('bacs_debit', 'insufficient_funds', '22222227', { declines: 'insufficient_funds' }),
  account('bacs_debit', 'insufficient_funds_delayed', '92222227', { slow: true, declines: 'insufficient_funds' }),
  account('bacs_debit', 'dispute', '55555559', { slow: true, aftermath: 'dispute_debit' }),
  account('bacs_debit', 'mandate_refused', '00033333', { declines: 'debit_not_authorized' }),
  account('bacs_debit', 'setup_fails', '00044444', { declines: 'bank_account_unusable', declinesWhen: 'saved' }),
  account('au_becs_debit', 'success', '000123456'),
  account('au_becs_debit', 'success_delayed', '900123456', { slow: true }),
  account('au_becs_debit', 'account_closed', '111111113', { declines: 'account_closed' }),
  account('au_becs_debit', 'no_account', '111111116', { declines: 'no_account' }),
  account('au_becs_debit', 'refer_to_customer', '222222227', { declines: 'refer_to_customer' }),
  account('au_becs_debit', 'refer_to_customer_delayed', '922222227', { slow: true, declines: 'refer_to_customer' }),
  account('au_becs_debit', 'debit_not_authorized', '333333335', { declines: 'debit_not_authorized' }),
  account('au_becs_debit', 'dispute', '666666660', { aftermath: 'dispute_debit' }),
  account('acss_debit', 'success', '000123456789'),
  account('acss_debit', 'success_delayed', '900123456789', { slow: true }),
  account('acss_debit', 'fail', '000222222227', { declines: 'insufficient_funds' }),
  account('acss_debit', 'fail_delayed', '900222222227', { slow: true, declines: 'insufficient_funds' }),
  account('acss_debit', 'microdeposits_fail', '000666666661', { refusesDeposits: true }),
];

const byNumber = new Map(TEST_ACCOUNTS.map((found) => [`${found.type} ${found.number}`, found]));
const byName = new Map(TEST_ACCOUNTS.map((found) => [found.name, found]));
const byReadyMade = new Map(TEST_ACCOUNTS.flatMap((found) => found.readyMade.map((name) => [`pm_${name}`, found])));

/** The default account of a type: its debits succeed. */
const PLAIN = 'plain';

/** Tokenizes a typed account: keeps a token for its behaviour, its last digits and a keyed fingerprint. */
export function tokenizeAccount(raw: RawAccount, { fingerprintKey }: { fingerprintKey: string }): TokenizedAccount {
  const { type, number, routing } = raw;
  if (number.length < 4) throw invalidRequest('The account number is too short.', { code: 'account_number_invalid' });
  const known = byNumber.get(`${type} ${number}`);
  const whole = `${type} ${routing ?? ''} ${number}`;
  return {
    token: known?.name ?? `${type}/${PLAIN}`,
    last4: number.slice(-4),
    fingerprint: fingerprint({ name: whole, number: whole }, fingerprintKey),
  };
}

/** Returns the account of a token. Throws for an unknown token. */
export function accountOfToken(token: string | undefined): TestAccount {
  const found = token === undefined ? undefined : byName.get(token);
  if (found) return found;
  const [type = '', name] = (token ?? '').split('/');
  if (name === PLAIN) return account(type, PLAIN, '');
  throw new Error(`The simulator does not have the bank account ${token}.`);
}

/** Returns the typed data of a test id, if there is one. */
export function wellKnownAccount(id: string): KnownAccount | undefined {
  const found = byReadyMade.get(id);
  if (!found) return undefined;
  const billing_details = { name: 'Jenny Rosen', email: 'jenny@example.com' };
  const { type, number } = found;
  if (type === 'sepa_debit') return { data: { type, billing_details, sepa_debit: { iban: number } }, verified: true };
  return {
    data: {
      type,
      billing_details,
      us_bank_account: {
        account_holder_type: 'individual',
        account_number: number,
        account_type: 'checking',
        routing_number: US_ROUTING_NUMBER,
      },
    },
    verified: !found.refusesDeposits,
  };
}

/** The accounts of test payers' transfers, by the bank's country. */
const TRANSFERRED_FROM: Readonly<Record<string, string>> = {
  AT: 'AT611904300234573201',
  BE: 'BE62510007547061',
  DE: 'DE89370400440532013000',
  ES: 'ES9121000418450200051332',
  IT: 'IT60X0542811101000000123456',
  NL: 'NL91ABNA0417164300',
};

/** Returns the account behind a payer's transfer from a country; a German one by default. */
export function accountBehind(country: string): string {
  return TRANSFERRED_FROM[country] ?? TRANSFERRED_FROM.DE ?? '';
}
