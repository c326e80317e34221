import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

const UNDER = 'funded.bank_transfer';

export const sendersOfBankTransfers: VersionChange = {
  description: 'Cash balance transactions tell of the senders of British, Japanese and American bank transfers.',
  response: {
    customer_cash_balance_transaction: removeFields(
      `${UNDER}.gb_bank_transfer`,
      `${UNDER}.jp_bank_transfer`,
      `${UNDER}.us_bank_transfer`,
    ),
  },
};
