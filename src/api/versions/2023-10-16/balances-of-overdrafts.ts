import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const balancesOfOverdrafts: VersionChange = {
  description: 'Overdrafts of cash balances tell of their balance transactions.',
  response: { customer_cash_balance_transaction: removeFields('adjusted_for_overdraft.balance_transaction') },
};
