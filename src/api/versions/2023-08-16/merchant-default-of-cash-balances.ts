import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const merchantDefaultOfCashBalances: VersionChange = {
  description: 'Cash balances tell whether their settings are those of the account.',
  response: {
    cash_balance: removeFields('settings.using_merchant_default'),
  },
};
