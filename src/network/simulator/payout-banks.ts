/** The ways in which payouts to a test bank account fail: https://docs.stripe.com/connect/testing#account-numbers. */
const FAILURES: readonly (readonly [suffix: RegExp, code: string])[] = [
  [/(1{7,}16|11111116|13001)$/, 'no_account'],
  [/(1{7,}13|11111113|13002)$/, 'account_closed'],
  [/(222222227|22222227|13003)$/, 'insufficient_funds'],
  [/(333333335|33333335|13004)$/, 'debit_not_authorized'],
  [/(444444440|44444440|13005)$/, 'invalid_currency'],
];

/** Not eligible for instant payouts, and otherwise without fault. */
const ONLY_STANDARD = /888888883$/;

/** A bank account as payouts see it. */
export interface PayoutBank {
  /** False for a number that is no test number. */
  readonly isTest: boolean;
  /** The code with which payouts to it fail; null if they arrive. */
  readonly failure: string | null;
  readonly takesInstant: boolean;
}

/**
 * Looks a number up: test numbers begin with zeros (New Zealand's with its bank), are the failing ones of a country without them, or are IBANs, whose
 * check digits were compared before.
 */
export function payoutBank(number: string): PayoutBank {
  const failure = FAILURES.find(([suffix]) => suffix.test(number))?.[1] ?? null;
  return {
    isTest: /^(0{3}|1100000000000010$)/.test(number) || /^[A-Z]{2}/.test(number) || failure !== null,
    failure,
    takesInstant: !ONLY_STANDARD.test(number),
  };
}
