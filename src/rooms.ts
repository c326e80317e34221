import { accounts } from './accounts/room.ts';
import { api } from './api/room.ts';
import { billing } from './billing/room.ts';
import { charges } from './charges/room.ts';
import { checkout } from './checkout/room.ts';
import { connect } from './connect/room.ts';
import { customers } from './customers/room.ts';
import { events } from './events/room.ts';
import { files } from './files/room.ts';
import type { Room } from './kernel/room.ts';
import { ledger } from './ledger/room.ts';
import { network } from './network/room.ts';
import { paymentMethods } from './payment-methods/room.ts';
import { payments } from './payments/room.ts';
import { payouts } from './payouts/room.ts';
import { products } from './products/room.ts';
import { search } from './search/room.ts';
import { tax } from './tax/room.ts';
import { testClocks } from './test-clocks/room.ts';
import { timers } from './timers/room.ts';
import { transfers } from './transfers/room.ts';

/** Every room of the platform, one a line. Rooms further down hear of an event later. */
export const ROOMS: readonly Room[] = [
  timers,
  testClocks,
  ledger,
  events,
  files,
  search,
  network,
  paymentMethods,
  products,
  tax,
  customers,
  accounts,
  transfers,
  payouts,
  charges,
  payments,
  billing,
  checkout,
  connect,
  api,
];
