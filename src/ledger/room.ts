import type { Room } from '../kernel/room.ts';
import { balanceTimers } from './available.ts';
import { balanceResource } from './balance.ts';
import { balanceTransactionResource } from './balance-transactions.ts';
import { olderLedgerAddresses } from './older-addresses.ts';

export const ledger: Room = {
  name: 'ledger',
  resources: [balanceResource, balanceTransactionResource],
  olderAddresses: olderLedgerAddresses,
  timers: balanceTimers,
};
