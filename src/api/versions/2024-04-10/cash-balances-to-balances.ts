import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const cashBalancesToBalances: VersionChange = {
  description: 'Cash balance transactions tell of money that went to the balance.',
  response: { customer_cash_balance_transaction: removeFields('transferred_to_balance') },
};
