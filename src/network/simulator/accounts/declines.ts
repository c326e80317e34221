import type { Decline } from '../../type.ts';

export type AccountDeclineName = keyof typeof ACCOUNT_DECLINES;

/** Bank declines of debits, with the codes of charges and PaymentIntents (https://docs.stripe.com/error-codes). */
export const ACCOUNT_DECLINES = {
  account_closed: {
    code: 'account_closed',
    message: "The customer's bank account has been closed.",
    by: 'issuer',
  },
  no_account: {
    code: 'no_account',
    message: "The customer's bank account could not be located.",
    by: 'issuer',
  },
  insufficient_funds: {
    code: 'insufficient_funds',
    message: "The customer's account has insufficient funds to cover this payment.",
    by: 'issuer',
  },
  debit_not_authorized: {
    code: 'debit_not_authorized',
    message: 'The customer has notified their bank that this payment was not authorized.',
    by: 'issuer',
  },
  refer_to_customer: {
    code: 'refer_to_customer',
    message: "The customer's bank declined the payment without a reason. Contact the customer.",
    by: 'issuer',
  },
  bank_account_restricted: {
    code: 'bank_account_restricted',
    message: "The customer's bank account cannot be debited because of its type or because it is frozen.",
    by: 'issuer',
  },
  bank_account_unusable: {
    code: 'bank_account_unusable',
    message: 'The bank account cannot be used because its details do not match an account.',
    by: 'issuer',
  },
  charge_exceeds_source_limit: {
    code: 'charge_exceeds_source_limit',
    message: 'This payment would exceed the amount that can be debited from the account in a week.',
    by: 'issuer',
  },
  charge_exceeds_weekly_limit: {
    code: 'charge_exceeds_transaction_limit',
    message: 'This payment would exceed the number of debits of the account in a week.',
    by: 'issuer',
  },
  fraudulent: {
    code: 'payment_method_restricted',
    message: 'This payment was blocked because its risk is too high.',
    by: 'risk',
  },
} as const satisfies Record<string, Decline>;
