import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const overdraftsOfCashBalances: VersionChange = {
  description: 'Cash balance transactions tell of overdrafts.',
  response: { customer_cash_balance_transaction: removeFields('adjusted_for_overdraft') },
};
