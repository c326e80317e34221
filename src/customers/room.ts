import type { Room } from '../kernel/room.ts';
import { customerBalanceTransactionResource } from './balance/balance-transactions.ts';
import { cashBalanceResource, cashTransactionResource } from './cash-balance/cash-balance.ts';
import { customersOfDeletedClock } from './clock-deleted.ts';
import { customerResource } from './customers.ts';
import { ephemeralKeyResource } from './ephemeral-keys/ephemeral-keys.ts';
import { olderSourceAddresses } from './sources/older-addresses.ts';
import { taxIdResource } from './tax-ids/tax-ids.ts';

export const customers: Room = {
  name: 'customers',
  resources: [
    ephemeralKeyResource,
    customerResource,
    customerBalanceTransactionResource,
    cashBalanceResource,
    cashTransactionResource,
    taxIdResource,
  ],
  olderAddresses: olderSourceAddresses,
  follows: [customersOfDeletedClock],
};
