/**
 * The accounts at the simulated bank that a customer may link, by the test payment method that stands for each (for
 * example, `pm_usBankAccount_success`), with their last digits (https://docs.stripe.com/testing, "Non-card payments").
 */
export const TEST_BANK_ACCOUNTS = {
  success: { name: 'Success', last4: '6789' },
  accountClosed: { name: 'Account closed', last4: '1113' },
  noAccount: { name: 'No account', last4: '1116' },
  insufficientFunds: { name: 'Insufficient funds', last4: '2227' },
  debitNotAuthorized: { name: 'Debit not authorized', last4: '3335' },
  dispute: { name: 'Dispute', last4: '5559' },
  processing: { name: 'Stays processing', last4: '0009' },
} as const;

export type TestBankAccount = keyof typeof TEST_BANK_ACCOUNTS;
