import { hash } from 'node:crypto';
import type { BankFailure, PayoutNetwork } from '../payouts/payout-network.ts';

/** Failures of banks by their codes (https://docs.stripe.com/api/payouts/failures). */
const FAILURES: Readonly<Record<string, string>> = {
  account_closed: 'The bank account has been closed.',
  account_frozen: 'The bank account has been frozen.',
  bank_account_restricted:
    'The bank account has restrictions on either the type, or the number, of payouts allowed. This normally indicates that the bank account is a savings or other non-checking account.',
  could_not_process: 'The bank could not process this payout.',
  debit_not_authorized: 'Debit transactions are not approved on the bank account.',
  declined: 'The bank has declined this transfer. Please contact the bank before retrying.',
  insufficient_funds: 'The account has insufficient funds to cover the payout.',
  invalid_account_number: 'The routing seems correct, but the account number is invalid.',
  invalid_currency:
    'The bank was unable to process this payout because of its currency. This is probably because the bank account cannot accept payments in that currency.',
  no_account:
    'The bank account details on file are probably incorrect. No bank account could be located with those details.',
};

/** Ready-made tokens of bank accounts from which no money comes. */
const FAILING_SOURCES: Readonly<Record<string, string>> = {
  btok_us_verified_noAccount: 'no_account',
  btok_us_verified_accountClosed: 'account_closed',
  btok_us_verified_insufficientFunds: 'insufficient_funds',
  btok_us_verified_debitNotAuthorized: 'debit_not_authorized',
  btok_us_verified_invalidCurrency: 'invalid_currency',
};

/** Digits of the number by which a bank finds a payout. */
const TRACE_DIGITS = 15;

function failureOf(code: string): BankFailure {
  return { code, message: FAILURES[code] ?? 'The bank could not process this payout.' };
}

/** Test banks: money arrives, unless the account is one whose payouts fail. */
export function createTestBanks(): PayoutNetwork {
  return {
    async resultOf({ payout, failure }) {
      if (failure !== null) return { failure: failureOf(failure) };
      const digits = BigInt(`0x${hash('sha256', payout).slice(0, TRACE_DIGITS)}`).toString();
      return { trace: digits.padStart(TRACE_DIGITS, '0').slice(-TRACE_DIGITS) };
    },
    async drawFrom(source) {
      const code = source === null ? undefined : FAILING_SOURCES[source];
      return code === undefined ? undefined : failureOf(code);
    },
  };
}
