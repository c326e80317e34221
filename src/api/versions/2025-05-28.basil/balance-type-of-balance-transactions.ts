import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const balanceTypeOfBalanceTransactions: VersionChange = {
  description: 'BalanceTransactions tell which balance they belong to.',
  response: {
    balance_transaction: removeFields('balance_type'),
  },
};
